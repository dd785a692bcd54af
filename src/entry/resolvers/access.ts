import type { AccessApi } from '#contract/api';
import * as inputs from '#contract/inputs';
import type { OwnRequestsView } from '#contract/views';
import { ok } from '#domain/lib/result';
import { listBesides } from '#operations/own/list-besides';
import { listHeld } from '#operations/own/list-held';
import { returnAccess } from '#operations/own/return-access';
import {
  listAsked,
  listToDecide,
  type OwnRequests,
  type Viewer,
} from '#operations/projections/list-own';
import type { Caller } from '../caller';
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
    const found = await listToDecide(ports, viewerOf(caller), undefined);
    return ok({
      now: ports.clock.now(),
      viewer: { accountId: caller.accountId },
      toDecide: ownRequestsView(call, found),
    });
  }),

  'access.toDecide': define(inputs.ownInput, themselves, async (call) => {
    const { ports, caller, input } = call;
    return ok(ownRequestsView(call, await listToDecide(ports, viewerOf(caller), input.cursor)));
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
