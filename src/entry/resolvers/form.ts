import type { FormApi } from '#contract/api';
import * as inputs from '#contract/inputs';
import { allListed } from '#domain/lib/listed';
import { ok } from '#domain/lib/result';
import { GLASS_HOURS_MOST } from '#domain/policy/break-glass';
import { judgeGlassOf } from '#domain/policy/judge-break-glass';
import { isSameSite } from '#domain/request/is-same-site';
import { termIn } from '#domain/term/term-in';
import { listEverything } from '#operations/action/list-everything';
import { listHoldings } from '#operations/action/list-holdings';
import { resolveEntries } from '#operations/action/resolve-entries';
import { isWorkItemDone } from '#operations/request/is-work-item-done';
import { loadForm } from '#operations/request/load-form';
import { offerBundles } from '#operations/request/offer-bundles';
import { previewRequest } from '#operations/request/preview-request';
import { searchRequestableGroups } from '#operations/request/search-requestable-groups';
import { submitRequest } from '#operations/request/submit-request';
import { type DefinitionsOf, define, resolverOf } from '../define';
import { replyWith } from '../refusal-of';
import { seesIssue, seesIssueAndPeople } from '../rights';
import { seesAskedProjects } from '../sees-asked-projects';
import { formView, groupOption } from '../views/form-view';
import { planView } from '../views/plan-view';
import { listProjectRoles, searchAskableProjects } from './askable-projects';
import { seenBy, tellOpens } from './tell-opens';
import { viewFor } from './view-for';
import { whenConnected } from './when-connected';

/** What it takes to ask for access in an issue, wherever the form is. */
export const formDefinitions = {
  'form.load': define(inputs.inIssue, seesIssue, ({ ports, caller, granted: { issue } }) =>
    whenConnected(ports, async ({ connectionId }) => {
      const [form, isDone] = await Promise.all([
        loadForm(ports, connectionId, issue),
        isWorkItemDone(ports, issue.id),
      ]);
      const offered = form.ok && form.value.policy.bundles.length > 0;
      const breaksGlass = form.ok && judgeGlassOf(form.value.policy, caller).allowed;
      const [bundles, viewer] = await Promise.all([
        offered ? offerBundles(form.value, seenBy(ports, caller, connectionId, issue)) : [],
        offered || breaksGlass ? caller.person() : undefined,
      ]);
      const glassHours = breaksGlass ? GLASS_HOURS_MOST : undefined;
      return replyWith(form, (loaded) =>
        formView(loaded, { bundles, viewer, glassHours, isDone }, issue, ports.clock.now()),
      );
    }),
  ),

  'people.search': define(inputs.searchInIssue, seesIssue, async ({ caller, input }) =>
    ok(await caller.host.searchPeople(input.query)),
  ),

  'groups.search': define(inputs.searchInIssue, seesIssue, async ({ ports, input }) => {
    const connection = await ports.connections.chosen();
    const groups = await searchRequestableGroups(ports.policies, connection?.id, input.query);
    return ok(allListed(groups.map(groupOption)));
  }),

  'projects.search': define(inputs.searchInIssue, seesIssue, searchAskableProjects),

  'roles.list': define(inputs.rolesInput, seesIssue, listProjectRoles),

  'request.preview': define(inputs.previewInput, seesAskedProjects, async (call) => {
    const { ports, caller, input, granted } = call;
    const preview = await previewRequest(ports, {
      connectionId: (await ports.connections.chosen())?.id,
      issue: granted.issue,
      requester: await caller.person(),
      ask: input.ask,
      term: termIn(input.term, granted.issue),
      startsAt: input.startsAt,
      bundles: input.bundles,
      breaksGlass: input.breaksGlass,
    });
    return replyWith(preview, planView);
  }),

  'groups.opens': define(inputs.opensInput, seesIssue, (call) => {
    const { caller, input, granted } = call;
    const { issue } = granted;
    const { groups, people, asked } = input;
    return tellOpens(call, { issue, requesterId: caller.accountId, groups, people, asked });
  }),

  'request.submit': define(inputs.submitInput, seesAskedProjects, async (call) => {
    const { ports, caller, input, granted } = call;
    const submitted = await submitRequest(ports, {
      connectionId: (await ports.connections.chosen())?.id,
      issue: granted.issue,
      requester: await caller.person(),
      ask: input.ask,
      term: termIn(input.term, granted.issue),
      startsAt: input.startsAt,
      bundles: input.bundles,
      breaksGlass: input.breaksGlass,
      justification: input.justification,
      planFingerprint: input.planFingerprint,
      submissionKey: input.submissionKey,
    });
    return replyWith(submitted, viewFor(call));
  }),

  'people.resolve': define(inputs.resolveInput, seesIssueAndPeople, ({ ports, input }) =>
    whenConnected(ports, async ({ directory }) =>
      ok(await resolveEntries(directory, input.entries)),
    ),
  ),

  'people.holdings': define(
    inputs.holdingsInput,
    seesIssueAndPeople,
    ({ ports, input: { accountId }, granted: { issue } }) =>
      whenConnected(ports, async ({ connectionId }) =>
        replyWith(await listHoldings(ports, { connectionId, accountId, issue }), (held) => held),
      ),
  ),

  'people.everything': define(
    inputs.holdingsInput,
    seesIssueAndPeople,
    ({ ports, caller, input: { accountId }, granted: { issue } }) =>
      whenConnected(ports, async ({ connectionId }) => {
        // On the caller's own site, no more than Jira shows them.
        const isOwn = isSameSite(connectionId, issue);
        const sees = async (projectId: string) => !isOwn || caller.host.seesProject(projectId);
        const asked = { connectionId, accountId, issue };
        return replyWith(await listEverything(ports, asked, sees), (all) => all);
      }),
  ),
} satisfies DefinitionsOf<FormApi>;

export const request = resolverOf(formDefinitions);
