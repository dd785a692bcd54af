import type { RequestApi } from '#contract/api';
import * as inputs from '#contract/inputs';
import { SUBJECTS_SHOWN } from '#contract/limits';
import { actionsOf } from '#domain/action/ask';
import { ok, refuse } from '#domain/lib/result';
import { givenTo, groupsGiven, groupsReceiving } from '#domain/policy/opened-by';
import { shownSubject } from '#domain/request/shown-subject';
import { decideRequest } from '#operations/request/decide-request';
import { giveAnswer } from '#operations/request/give-answer';
import { listed } from '#operations/request/list-issue-requests';
import { listLevelsBelow } from '#operations/request/list-levels-below';
import { listSteps } from '#operations/request/list-steps';
import { planAgain } from '#operations/request/plan-again';
import { putQuestion } from '#operations/request/put-question';
import { remindOfRequest } from '#operations/request/remind-of-request';
import { reviewRequest } from '#operations/request/review-request';
import { withdrawRequest } from '#operations/request/withdraw-request';
import { type DefinitionsOf, define } from '../define';
import { replyWith } from '../refusal-of';
import { seesRequestIssue } from '../rights';
import { currentPlanView } from '../views/current-plan-view';
import { stepView } from '../views/step-view';
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

  'request.steps': define(
    inputs.stepsInput,
    seesRequestIssue,
    async ({ ports, caller, input, granted }) => {
      const from = Number(input.cursor ?? 0);
      if (!Number.isSafeInteger(from) || from < 0) {
        return refuse({ code: 'badInput', fields: { cursor: 'unusable' } });
      }
      const { rows, next } = await listSteps(
        ports,
        granted.request,
        { outcome: input.outcome, who: input.who, likeStep: input.likeStep },
        from,
      );
      const shown = shownSubject(granted.request, caller.accountId);
      return ok({
        items: rows.map((row) => stepView(row, shown, ports.clock.now())),
        cursor: next?.toString(),
      });
    },
  ),

  'request.levels': define(inputs.requestInput, seesRequestIssue, async (call) => {
    const { ports, caller, granted } = call;
    return ok(await listLevelsBelow(ports, granted.request, caller.accountId));
  }),

  'request.opens': define(inputs.requestInput, seesRequestIssue, (call) => {
    const { issue, requester, ask, connectionId } = call.granted.request;
    const actions = actionsOf(ask);
    const groups = groupsGiven(actions);
    const receiving = groupsReceiving(actions).slice(0, SUBJECTS_SHOWN);
    const { people, asked } = givenTo(actions);
    const requesterId = requester.accountId;
    return tellOpens(call, {
      issue,
      requesterId,
      groups,
      receiving,
      people,
      asked,
      connectionId,
    });
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

  'request.question': define(inputs.questionInput, seesRequestIssue, async (call) => {
    const by = await call.caller.person();
    return replyWith(await putQuestion(call.ports, { ...call.input, by }), viewFor(call));
  }),

  'request.answer': define(inputs.questionInput, seesRequestIssue, async (call) => {
    const by = await call.caller.person();
    return replyWith(await giveAnswer(call.ports, { ...call.input, by }), viewFor(call));
  }),

  'request.review': define(inputs.reviewInput, seesRequestIssue, async (call) => {
    const by = await call.caller.person();
    const reviewed = await reviewRequest(call.ports, { ...call.input, by, isAdmin: false });
    return replyWith(reviewed, viewFor(call));
  }),

  'request.decide': define(inputs.decideInput, seesRequestIssue, async (call) => {
    const { input, caller, ports } = call;
    const decided = await decideRequest(ports, {
      requestId: input.requestId,
      revision: input.revision,
      by: await caller.person(),
      decision:
        input.decision === 'approve'
          ? {
              decision: 'approve',
              comment: input.comment,
              ...(input.less === undefined
                ? {}
                : {
                    less: {
                      leftOut: input.less.leftOut,
                      term: input.less.term,
                      levels: input.less.levels,
                    },
                  }),
            }
          : { decision: 'decline', reason: input.reason },
    });
    return replyWith(decided, viewFor(call));
  }),
} satisfies DefinitionsOf<RequestApi>;
