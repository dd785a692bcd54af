import type { PanelApi } from '#contract/api';
import * as inputs from '#contract/inputs';
import { actionsOf } from '#domain/action/ask';
import { ok, refuse } from '#domain/lib/result';
import { groupsGiven } from '#domain/policy/opened-by';
import { listHoldings } from '#operations/action/list-holdings';
import { resolveEntries } from '#operations/action/resolve-entries';
import { decideRequest } from '#operations/request/decide-request';
import { listCauses } from '#operations/request/list-causes';
import { listed, listIssueRequests } from '#operations/request/list-issue-requests';
import { listSteps } from '#operations/request/list-steps';
import { loadForm } from '#operations/request/load-form';
import { markStepsManual } from '#operations/request/mark-steps-manual';
import { planAgain } from '#operations/request/plan-again';
import { previewRequest } from '#operations/request/preview-request';
import { retryRequest } from '#operations/request/retry-request';
import { searchRequestableGroups } from '#operations/request/search-requestable-groups';
import { submitRequest } from '#operations/request/submit-request';
import { withdrawRequest } from '#operations/request/withdraw-request';
import { inverseRequest } from '#operations/undo/inverse-request';
import { seesIssue, seesIssueAndPeople, seesRequestIssue } from '../authorize';
import { type DefinitionsOf, define, resolverOf } from '../define';
import { replyWith } from '../refusal-of';
import { seesAskedProjects } from '../sees-asked-projects';
import { causeView } from '../views/cause-view';
import { currentPlanView } from '../views/current-plan-view';
import { formView, groupOption } from '../views/form-view';
import { inverseView } from '../views/inverse-view';
import { planView } from '../views/plan-view';
import { stepView } from '../views/step-view';
import { listProjectRoles, searchAskableProjects } from './askable-projects';
import { panelConnection } from './panel-connection';
import { tellOpens } from './tell-opens';
import { requestPageView, viewFor } from './view-for';

export const panelDefinitions = {
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

  'form.load': define(inputs.inIssue, seesIssue, async ({ ports, granted: { issue } }) =>
    replyWith(await loadForm(ports, issue), (form) => formView(form, issue)),
  ),

  'people.search': define(inputs.searchInIssue, seesIssue, async ({ caller, input }) =>
    ok(await caller.host.searchPeople(input.query)),
  ),

  'groups.search': define(inputs.searchInIssue, seesIssue, async ({ ports, input }) => {
    const groups = await searchRequestableGroups(ports.policies, input.query);
    return ok(groups.map(groupOption));
  }),

  'projects.search': define(inputs.searchInIssue, seesIssue, searchAskableProjects),

  'roles.list': define(inputs.rolesInput, seesIssue, listProjectRoles),

  'request.preview': define(inputs.previewInput, seesAskedProjects, async (call) => {
    const { ports, caller, input, granted } = call;
    const preview = await previewRequest(ports, {
      issue: granted.issue,
      requester: await caller.person(),
      ask: input.ask,
      term: input.term,
    });
    return replyWith(preview, planView);
  }),

  'groups.opens': define(inputs.opensInput, seesIssue, (call) => {
    const { caller, input, granted } = call;
    const { issue } = granted;
    return tellOpens(call, { issue, requesterId: caller.accountId, groups: input.groups });
  }),

  'request.submit': define(inputs.submitInput, seesAskedProjects, async (call) => {
    const { ports, caller, input, granted } = call;
    const submitted = await submitRequest(ports, {
      issue: granted.issue,
      requester: await caller.person(),
      ask: input.ask,
      term: input.term,
      justification: input.justification,
      planFingerprint: input.planFingerprint,
      submissionKey: input.submissionKey,
    });
    return replyWith(submitted, viewFor(call));
  }),

  'request.get': define(inputs.requestInput, seesRequestIssue, async (call) => {
    const { request, ...more } = await listed(call.ports, call.granted.request);
    return ok(viewFor(call)(request, more));
  }),

  'request.causes': define(inputs.requestInput, seesRequestIssue, async ({ ports, granted }) =>
    ok((await listCauses(ports, granted.request)).map(causeView)),
  ),

  'request.steps': define(
    inputs.stepsInput,
    seesRequestIssue,
    async ({ ports, input, granted }) => {
      const from = Number(input.cursor ?? 0);
      if (!Number.isSafeInteger(from) || from < 0) {
        return refuse({ code: 'badInput', fields: { cursor: 'Not one that was given out' } });
      }
      const { rows, next } = await listSteps(
        ports,
        granted.request,
        { outcome: input.outcome, who: input.who, likeStep: input.likeStep },
        from,
      );
      return ok({
        items: rows.map((row) => stepView(row, ports.clock.now())),
        cursor: next?.toString(),
      });
    },
  ),

  'request.plan': define(inputs.requestInput, seesRequestIssue, async ({ ports, granted }) =>
    replyWith(await planAgain(ports, granted.request), currentPlanView),
  ),

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

  'request.retry': define(inputs.retryInput, seesRequestIssue, async (call) => {
    const by = await call.caller.person();
    return replyWith(await retryRequest(call.ports, { ...call.input, by }), viewFor(call));
  }),

  'request.markManual': define(inputs.markManualInput, seesRequestIssue, async (call) => {
    const { requestId, steps } = call.input;
    const by = await call.caller.person();
    return replyWith(await markStepsManual(call.ports, { requestId, steps, by }), viewFor(call));
  }),

  'request.inverse': define(inputs.inverseInput, seesRequestIssue, async ({ ports, granted }) =>
    ok(inverseView(await inverseRequest(ports, granted.request))),
  ),

  'people.resolve': define(inputs.resolveInput, seesIssueAndPeople, async ({ ports, input }) =>
    ok(await resolveEntries(ports.directory, input.entries)),
  ),

  'people.holdings': define(
    inputs.holdingsInput,
    seesIssueAndPeople,
    async ({ ports, input, granted: { issue } }) =>
      replyWith(await listHoldings(ports, { accountId: input.accountId, issue }), (held) => held),
  ),
} satisfies DefinitionsOf<PanelApi>;

export const panel = resolverOf(panelDefinitions);
