import type { PanelApi } from '#contract/api';
import * as inputs from '#contract/inputs';
import type { TakableView } from '#contract/views';
import { latestEnd } from '#domain/holding/holding';
import { noRenewalOf } from '#domain/holding/no-renewal';
import { ok } from '#domain/lib/result';
import { isWorkItemDone } from '#operations/request/is-work-item-done';
import { listCauses } from '#operations/request/list-causes';
import { listed, listIssueRequests } from '#operations/request/list-issue-requests';
import { markStepsManual } from '#operations/request/mark-steps-manual';
import { readAgain } from '#operations/request/read-again';
import { retryRequest } from '#operations/request/retry-request';
import { changeRenewal } from '#operations/take-back/change-renewal';
import type { Taker } from '#operations/take-back/find-right';
import { listTakable, type Takable } from '#operations/take-back/list-takable';
import { takeBackAccess } from '#operations/take-back/take-back-access';
import { inverseRequest } from '#operations/undo/inverse-request';
import type { Caller } from '../caller';
import { type DefinitionsOf, define, resolverOf } from '../define';
import { replyWith } from '../refusal-of';
import { seesIssue, seesRequestIssue } from '../rights';
import { askedView } from '../views/asked-view';
import { causeView } from '../views/cause-view';
import { inverseView } from '../views/inverse-view';
import { noRenewalView } from '../views/no-renewal-view';
import { formDefinitions } from './form';
import { panelConnection } from './panel-connection';
import { requestDefinitions } from './request';
import { requestPageView, requestViews, viewFor } from './view-for';

export const panelDefinitions = {
  ...formDefinitions,
  ...requestDefinitions,

  'panel.load': define(inputs.inIssue, seesIssue, async (call) => {
    const { ports, caller, granted } = call;
    const [connection, requests] = await Promise.all([
      panelConnection(ports),
      listIssueRequests(ports, granted.issue.id),
    ]);
    const { items, unreadable, cursor } = requestPageView(call, requests);
    return ok({
      now: ports.clock.now(),
      viewer: { accountId: caller.accountId },
      connection,
      requests: items,
      unreadable,
      cursor,
    });
  }),

  'panel.more': define(inputs.moreInIssue, seesIssue, async (call) => {
    const { ports, granted, input } = call;
    const page = await listIssueRequests(ports, granted.issue.id, input.cursor);
    return ok(requestPageView(call, page));
  }),

  'panel.again': define(inputs.againInIssue, seesIssue, async (call) => {
    const { ports, granted, input } = call;
    const requests = await readAgain(ports, granted.issue.id, input.requestIds);
    return ok(requestViews(call, requests));
  }),

  'request.causes': define(inputs.requestInput, seesRequestIssue, async ({ ports, granted }) =>
    ok((await listCauses(ports, granted.request)).map(causeView)),
  ),

  'request.retry': define(inputs.retryInput, seesRequestIssue, async (call) => {
    const by = await call.caller.person();
    return replyWith(await retryRequest(call.ports, { ...call.input, by }), viewFor(call));
  }),

  'request.markManual': define(inputs.markManualInput, seesRequestIssue, async (call) => {
    const { requestId, steps } = call.input;
    const by = await call.caller.person();
    return replyWith(await markStepsManual(call.ports, { requestId, steps, by }), viewFor(call));
  }),

  'request.asked': define(inputs.requestInput, seesRequestIssue, async ({ caller, granted }) =>
    ok(askedView(granted.request, caller.accountId)),
  ),

  'request.takable': define(inputs.requestInput, seesRequestIssue, async (call) => {
    const { ports, caller, granted } = call;
    const { takable, isAll } = await listTakable(ports, granted.request, await takerOf(caller));
    return ok({ items: takable.map(takableView), isAll });
  }),

  'request.takeBack': define(inputs.takeBackInput, seesRequestIssue, async (call) => {
    const { ports, caller, granted, input } = call;
    const [taker, by] = await Promise.all([takerOf(caller), caller.person()]);
    const taken = await takeBackAccess(ports, granted.request, { ...input, taker, by });
    if (!taken.ok) return replyWith(taken, viewFor(call));
    const { request, ...more } = await listed(ports, granted.request);
    return ok(viewFor(call)(request, more));
  }),

  'request.renewal': define(inputs.renewalInput, seesRequestIssue, async (call) => {
    const { ports, caller, granted, input } = call;
    const [taker, by] = await Promise.all([takerOf(caller), caller.person()]);
    const change =
      input.may === 'notRenew' ? { may: input.may, reason: input.reason } : { may: input.may };
    const { places } = input;
    const changed = await changeRenewal(ports, granted.request, { places, change, taker, by });
    if (!changed.ok) return replyWith(changed, viewFor(call));
    const { request, ...more } = await listed(ports, granted.request);
    return ok(viewFor(call)(request, more));
  }),

  'request.inverse': define(inputs.inverseInput, seesRequestIssue, async ({ ports, granted }) => {
    const { request } = granted;
    const [inverse, isDone] = await Promise.all([
      inverseRequest(ports, request),
      isWorkItemDone(ports, request.issue.id),
    ]);
    return replyWith(inverse, (found) => inverseView(found, { isDone }));
  }),
} satisfies DefinitionsOf<PanelApi>;

/** By the platform's word on who calls, and Jira's on whether they administer it. */
const takerOf = async ({ accountId, host }: Caller): Promise<Taker> => ({
  accountId,
  isAdmin: await host.has('ADMINISTER'),
});

const takableView = ({ holding, may, renewal }: Takable): TakableView['items'][number] => {
  const { subject, entitlement } = holding;
  const noRenewal = noRenewalView(noRenewalOf(holding));
  return { subject, entitlement, until: latestEnd(holding), may, renewal, noRenewal };
};

export const panel = resolverOf(panelDefinitions);
