import type { RequestApi } from '#contract/api';
import * as inputs from '#contract/inputs';
import { actionsOf } from '#domain/action/ask';
import { ok } from '#domain/lib/result';
import { groupsGiven } from '#domain/policy/opened-by';
import { shownSubject } from '#domain/request/shown-subject';
import { decideRequest } from '#operations/request/decide-request';
import { listed } from '#operations/request/list-issue-requests';
import { planAgain } from '#operations/request/plan-again';
import { remindOfRequest } from '#operations/request/remind-of-request';
import { withdrawRequest } from '#operations/request/withdraw-request';
import { type DefinitionsOf, define } from '../define';
import { replyWith } from '../refusal-of';
import { seesRequestIssue } from '../rights';
import { currentPlanView } from '../views/current-plan-view';
import { tellOpens } from './tell-opens';
import { viewFor } from './view-for';

/** One request, on every surface that shows one. */
export const requestDefinitions = {
  'request.get': define(inputs.requestInput, seesRequestIssue, async (call) => {
    const { request, ...more } = await listed(call.ports, call.granted.request);
    return ok(viewFor(call)(request, more));
  }),

  'request.plan': define(inputs.requestInput, seesRequestIssue, async (call) => {
    const { ports, caller, granted } = call;
    const shown = shownSubject(granted.request, caller.accountId);
    return replyWith(await planAgain(ports, granted.request), (plan) =>
      currentPlanView(plan, shown),
    );
  }),

  'request.opens': define(inputs.requestInput, seesRequestIssue, (call) => {
    const { issue, requester, ask, connectionId } = call.granted.request;
    const groups = groupsGiven(actionsOf(ask));
    return tellOpens(call, { issue, requesterId: requester.accountId, groups, connectionId });
  }),

  'request.withdraw': define(inputs.withdrawInput, seesRequestIssue, async (call) => {
    const { requestId, revision } = call.input;
    const by = await call.caller.person();
    return replyWith(await withdrawRequest(call.ports, { requestId, revision, by }), viewFor(call));
  }),

  'request.remind': define(inputs.requestInput, seesRequestIssue, async (call) => {
    const { requestId } = call.input;
    const by = await call.caller.person();
    return replyWith(await remindOfRequest(call.ports, { requestId, by }), viewFor(call));
  }),

  'request.decide': define(inputs.decideInput, seesRequestIssue, async (call) => {
    const { input, caller, ports } = call;
    const decided = await decideRequest(ports, {
      requestId: input.requestId,
      revision: input.revision,
      by: await caller.person(),
      decision:
        input.decision === 'approve'
          ? { decision: 'approve', comment: input.comment }
          : { decision: 'decline', reason: input.reason },
    });
    return replyWith(decided, viewFor(call));
  }),
} satisfies DefinitionsOf<RequestApi>;
