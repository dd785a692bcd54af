import type { AccessApi } from '#contract/api';
import * as inputs from '#contract/inputs';
import type { AwayView, OwnRequestsView } from '#contract/views';
import type { Person } from '#domain/action/person';
import { ok, refuse } from '#domain/lib/result';
import { endStandIn, setStandIn } from '#operations/approval/change-stand-ins';
import { listBesides } from '#operations/own/list-besides';
import { listHeld } from '#operations/own/list-held';
import { returnAccess } from '#operations/own/return-access';
import {
  listAsked,
  listReviews,
  listToDecide,
  type OwnRequests,
  type Viewer,
} from '#operations/projections/list-own';
import type { Caller } from '../caller';
import type { Ports } from '../compose';
import { type DefinitionsOf, define, type ResolverCall, resolverOf } from '../define';
import { replyWith } from '../refusal-of';
import { themselves } from '../rights';
import { heldView } from '../views/held-view';
import { formDefinitions } from './form';
import { requestDefinitions } from './request';
import { requestViews } from './view-for';

const accessDefinitions = {
  ...formDefinitions,
  ...requestDefinitions,

  'access.load': define(inputs.noInput, themselves, async (call) => {
    const { ports, caller } = call;
    const [found, reviews] = await Promise.all([
      listToDecide(ports, viewerOf(caller), undefined),
      listReviews(ports, viewerOf(caller), undefined),
    ]);
    return ok({
      now: ports.clock.now(),
      viewer: { accountId: caller.accountId },
      toDecide: ownRequestsView(call, found),
      reviews: reviews.requests.length,
    });
  }),

  'access.toDecide': define(inputs.ownInput, themselves, async (call) => {
    const { ports, caller, input } = call;
    return ok(ownRequestsView(call, await listToDecide(ports, viewerOf(caller), input.cursor)));
  }),

  'access.toReview': define(inputs.ownInput, themselves, async (call) => {
    const { ports, caller, input } = call;
    return ok(ownRequestsView(call, await listReviews(ports, viewerOf(caller), input.cursor)));
  }),

  'access.asked': define(inputs.ownInput, themselves, async (call) => {
    const { ports, caller, input } = call;
    return ok(ownRequestsView(call, await listAsked(ports, viewerOf(caller), input.cursor)));
  }),

  'access.held': define(inputs.ownInput, themselves, async ({ ports, caller, input }) => {
    const { held, ...rest } = await listHeld(ports, viewerOf(caller), input.cursor);
    const now = ports.clock.now();
    return ok({ ...rest, now, items: held.map((one) => heldView(one, caller.accountId, now)) });
  }),

  'access.return': define(inputs.returnInput, themselves, async ({ ports, caller, input }) => {
    const by = await caller.person();
    const returned = await returnAccess(ports, viewerOf(caller), { ...input, by });
    return replyWith(returned, (one) => heldView(one, caller.accountId, ports.clock.now()));
  }),

  'access.away': define(inputs.noInput, themselves, async ({ ports, caller }) =>
    ok(await awayView(ports, caller.accountId)),
  ),

  'access.setAway': define(inputs.awayInput, themselves, async ({ ports, caller, input }) => {
    // Whom Jira shows whoever is away, and nobody else: an id that is tried tells nothing.
    const { items } = await caller.host.searchPeople(input.deputyId);
    const deputy = items.find(({ accountId }) => accountId === input.deputyId);
    if (deputy === undefined) {
      return refuse({ code: 'standIn', refusal: { code: 'nobodyThere' } });
    }
    const person = await caller.person();
    const { from, until } = input;
    const set = await setStandIn(ports, { person, deputy: nameOf(deputy), from, until });
    return set.ok ? ok(await awayView(ports, caller.accountId)) : set;
  }),

  'access.endAway': define(inputs.noInput, themselves, async ({ ports, caller }) => {
    await endStandIn(ports, caller.accountId, await caller.person());
    return ok(await awayView(ports, caller.accountId));
  }),

  'access.searchPeople': define(inputs.searchInput, themselves, async ({ caller, input }) =>
    ok(await caller.host.searchPeople(input.query)),
  ),

  'access.besides': define(inputs.noInput, themselves, async ({ ports, caller }) => {
    const found = await listBesides(ports, viewerOf(caller));
    if (!found.ok) return found;
    const { notThrough, byGroup, ...rest } = found.value;
    const now = ports.clock.now();
    return ok({
      ...rest,
      now,
      notThrough: notThrough.map(({ group, managedElsewhere }) => ({ ...group, managedElsewhere })),
      byGroup: byGroup.map((one) => heldView(one, caller.accountId, now)),
    });
  }),
} satisfies DefinitionsOf<AccessApi>;

/** By the platform's word on who calls, and by what Jira shows them. */
const viewerOf = ({ accountId, host }: Caller): Viewer => ({
  accountId,
  sees: async (issueId) => (await host.seeIssue(issueId)) !== undefined,
});

function ownRequestsView(
  call: ResolverCall<unknown, unknown>,
  { requests, hidden, unreadable, cursor }: OwnRequests,
): OwnRequestsView {
  return { items: requestViews(call, requests), hidden, unreadable, cursor };
}

export const access = resolverOf(accessDefinitions);

/** Their own, and those who are away and have named them. */
async function awayView(
  { standIns, clock }: Pick<Ports, 'standIns' | 'clock'>,
  accountId: string,
): Promise<AwayView> {
  const [own, { standIns: standsFor, unreadable }] = await Promise.all([
    standIns.of(accountId),
    standIns.naming(accountId),
  ]);
  return { now: clock.now(), own, standsFor, unreadable };
}

/** What is stored of a deputy: no address, which others may not be allowed to see. */
function nameOf({ accountId, displayName, avatarUrl }: Person): Person {
  return { accountId, displayName, ...(avatarUrl === undefined ? {} : { avatarUrl }) };
}
