import type { z } from 'zod';
import type { AdminApi } from '#contract/api';
import * as inputs from '#contract/inputs';
import { CHANGES_MAX, SUBJECTS_MAX } from '#contract/limits';
import type { ReplyError } from '#contract/reply';
import type { PanelChangeView } from '#contract/views';
import type { AuditKind } from '#domain/audit/audit-event';
import type { StuckCause } from '#domain/grant/stuck-cause';
import type { Holding } from '#domain/holding/holding';
import { allListed, mapListed } from '#domain/lib/listed';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { AccessState, SuspensionVerb } from '#domain/organization/suspension';
import type { PanelVerb } from '#domain/panel/where-shown';
import { isSameSite } from '#domain/request/is-same-site';
import { endStandIn } from '#operations/approval/change-stand-ins';
import { findUndecidedProjects, placeOf } from '#operations/approval/find-undecided-projects';
import { endAside } from '#operations/aside/end-aside';
import { readAside } from '#operations/aside/read-aside';
import { tryAsideAgain } from '#operations/aside/try-again';
import { within } from '#operations/audit/audit-entry';
import { eventsOfRequest } from '#operations/audit/events-of-request';
import { listEntries, partOf } from '#operations/audit/list-entries';
import { requestsOf } from '#operations/audit/requests-of';
import { searchAudit } from '#operations/audit/search-audit';
import { checkConnection } from '#operations/connection/check-connection';
import { connectSite } from '#operations/connection/connect-site';
import { disconnectSite } from '#operations/connection/disconnect-site';
import { countAskedLately } from '#operations/figures/count-asked-lately';
import { readFigures } from '#operations/figures/read-figures';
import { listBundleHolders } from '#operations/holding/list-bundle-holders';
import { listOverdue } from '#operations/holding/list-overdue';
import { checkInstallation } from '#operations/installation/check-installation';
import { endAll } from '#operations/leaving/end-all';
import { countOpenRequests, listOutliving } from '#operations/leaving/list-outliving';
import { findAdminsNotReached } from '#operations/notification/find-admins-not-reached';
import { changeAccess } from '#operations/organization/change-access';
import { connectOrganization } from '#operations/organization/connect-organization';
import { disconnectOrganization } from '#operations/organization/disconnect-organization';
import { lookUpMembership } from '#operations/organization/look-up-membership';
import { lookUpPerson } from '#operations/organization/look-up-person';
import { searchPeople } from '#operations/organization/search-people';
import { changeWhereShown } from '#operations/panel/change-where-shown';
import { followChange } from '#operations/panel/follow-change';
import { listWhereShown } from '#operations/panel/list-where-shown';
import { saveRetention } from '#operations/personal/save-retention';
import { draftPolicy, type PolicyEdit } from '#operations/policy/draft-policy';
import { findGoneProjects } from '#operations/policy/find-gone-projects';
import { findGroupsThatOpen } from '#operations/policy/find-groups-that-open';
import {
  describeGroups,
  recommendGroups,
  searchGroupsToOffer,
} from '#operations/policy/offer-groups';
import { savePolicy } from '#operations/policy/save-policy';
import { tryPolicy } from '#operations/policy/try-policy';
import { rebuildLists } from '#operations/projections/rebuild-lists';
import { administersSite } from '#operations/protection/administers-site';
import {
  type FollowQuestion,
  planFollowing,
  submitFollowing,
} from '#operations/request/follow-bundle';
import { listAll, listNamed } from '#operations/request/list-all';
import { listDelayed } from '#operations/request/list-delayed';
import { listToReview } from '#operations/request/list-to-review';
import { reviewRequest } from '#operations/request/review-request';
import { ifUnreadable } from '#ports/unreadable-record';
import { isAuditKind } from '#words/audit/audit-sentence';
import { type DefinitionsOf, define, type ResolverCall, resolverOf } from '../define';
import { replyWith } from '../refusal-of';
import { jiraAdministrator } from '../rights';
import {
  adminGroupOption,
  asideView,
  connectionView,
  describedGroupView,
  followPlanView,
  personalDataView,
  policyView,
  sitePersonView,
  trialView,
} from '../views/admin-views';
import { auditEntryView, auditPageView } from '../views/audit-view';
import { delayedView } from '../views/delayed-view';
import { projectOption, roleOption } from '../views/form-view';
import { lateLine } from '../views/grant-view';
import { leavingRunView, outlivingView } from '../views/leaving-view';
import { listRoundView } from '../views/list-round-view';
import { listedRequestsView } from '../views/listed-request-view';
import { openReviewsView } from '../views/open-reviews-view';
import { undecidedProjectsView } from '../views/undecided-projects-view';
import { seenBy } from './tell-opens';
import { whenConnected } from './when-connected';

const adminDefinitions = {
  'admin.load': define(inputs.noInput, jiraAdministrator, async ({ ports, caller }) => {
    const isRead = <T>(one: T | 'unreadable'): one is T => one !== 'unreadable';
    // What can't be read hides nothing else of the page on which it can be mended.
    const connection = await ifUnreadable(ports.connections.chosen(), 'unreadable');
    const connectionId = isRead(connection) ? connection?.id : undefined;
    const [policy, { overdue, missing }, leaving, siteUrl] = await Promise.all([
      ifUnreadable(ports.policies.inForce(connectionId), 'unreadable'),
      listOverdue(ports),
      ports.leavingRuns.current(),
      caller.host.siteUrl(),
    ]);
    const now = ports.clock.now();
    const health = isRead(connection) ? connection?.health : undefined;
    const late = { overdue: causesOf(overdue.items), missing: causesOf(missing.items) };
    return ok({
      now,
      isLeaving: leaving !== undefined,
      adminsNotReached: await findAdminsNotReached(ports, health, late),
      overdue: { ...overdue, items: overdue.items.map((one) => lateLine(one, now)) },
      missing: { ...missing, items: missing.items.map((one) => lateLine(one, now)) },
      siteUrl,
      connection:
        isRead(connection) && connection !== undefined
          ? connectionView(connection, caller.cloudId)
          : undefined,
      policy: isRead(policy) ? policyView(policy, connectionId) : undefined,
      unreadable: [
        ...(isRead(connection) ? [] : (['connection'] as const)),
        ...(isRead(policy) ? [] : (['policy'] as const)),
      ],
    });
  }),

  'admin.delayed': define(inputs.noInput, jiraAdministrator, async ({ ports }) =>
    ok(delayedView(await listDelayed(ports))),
  ),

  'connection.connect': define(inputs.connectInput, jiraAdministrator, async (call) => {
    const { ports, caller, input } = call;
    const connected = await connectSite(ports, { ...input, by: await caller.person() });
    return connected.ok ? ok(connectionView(connected.value, caller.cloudId)) : connected;
  }),

  'connection.check': define(inputs.noInput, jiraAdministrator, async ({ ports, caller }) =>
    replyWith(await checkConnection(ports), (one) => connectionView(one, caller.cloudId)),
  ),

  'connection.disconnect': define(inputs.noInput, jiraAdministrator, async ({ ports, caller }) =>
    replyWith(await disconnectSite(ports, await caller.person()), () => null),
  ),

  'admin.searchGroups': define(inputs.adminSearchInput, jiraAdministrator, ({ ports, input }) =>
    whenConnected(ports, async ({ connectionId, directory }) => {
      const { requestableGroups } = await ports.policies.inForce(connectionId);
      const groups = await searchGroupsToOffer(directory, input.query, requestableGroups);
      return ok(mapListed(groups, adminGroupOption));
    }),
  ),

  'admin.describeGroups': define(
    inputs.describeGroupsInput,
    jiraAdministrator,
    ({ ports, input }) =>
      whenConnected(ports, async ({ connectionId, directory }) => {
        const { requestableGroups } = await ports.policies.inForce(connectionId);
        const groups = await describeGroups(directory, input.groupIds, requestableGroups);
        return ok(groups.map(describedGroupView));
      }),
  ),

  'admin.groupsOpen': define(
    inputs.groupsOpenInput,
    jiraAdministrator,
    ({ ports, caller, input }) =>
      whenConnected(ports, async ({ connectionId, directory }) => {
        const seenOf = seenBy(ports, caller, connectionId, caller);
        return ok({ groups: await findGroupsThatOpen(directory, input.groupIds, seenOf) });
      }),
  ),

  'admin.protection': define(inputs.noInput, jiraAdministrator, ({ ports, caller }) =>
    whenConnected(ports, async ({ directory }) => {
      const [{ doubt, groups, labelsAreWhole }, viewerAdministersSite] = await Promise.all([
        directory.protection(),
        administersSite(directory, caller.accountId),
      ]);
      const at = ports.clock.now();
      return ok({ at, doubt, groups, labelsAreWhole, viewerAdministersSite });
    }),
  ),

  'admin.recommendGroups': define(inputs.noInput, jiraAdministrator, ({ ports }) =>
    whenConnected(ports, async ({ connectionId, directory }) => {
      const { requestableGroups } = await ports.policies.inForce(connectionId);
      const { groups, leftOut, notKnown } = await recommendGroups(directory, requestableGroups);
      return ok({ groups: groups.map(adminGroupOption), leftOut, notKnown });
    }),
  ),

  'admin.searchPeople': define(
    inputs.adminSearchInput,
    jiraAdministrator,
    async ({ caller, input }) => ok(await caller.host.searchPeople(input.query)),
  ),

  'admin.searchProjects': define(
    inputs.adminSearchInput,
    jiraAdministrator,
    async ({ caller, input }) =>
      ok(mapListed(await caller.host.searchProjects(input.query), projectOption)),
  ),

  'admin.siteProjects': define(
    inputs.adminSearchInput,
    jiraAdministrator,
    ({ ports, caller, input }) =>
      whenConnected(ports, async ({ connectionId, directory }) => {
        // On the caller's own site, no more than Jira shows them.
        const { searchProjects } = connectionId === caller.cloudId ? caller.host : directory;
        return ok(mapListed(await searchProjects(input.query), projectOption));
      }),
  ),

  'admin.siteRoles': define(
    inputs.siteRolesInput,
    jiraAdministrator,
    ({ ports, caller, input: { projectId } }) =>
      whenConnected(ports, async ({ connectionId, directory }) => {
        const isOwn = connectionId === caller.cloudId;
        if (isOwn && !(await caller.host.seesProject(projectId))) return ok(allListed([]));
        return ok(mapListed(await directory.projectRoles(projectId), roleOption));
      }),
  ),

  'admin.goneProjects': define(inputs.noInput, jiraAdministrator, async ({ ports }) =>
    ok(await findGoneProjects(ports)),
  ),

  'admin.findPeople': define(
    inputs.adminSearchInput,
    jiraAdministrator,
    async ({ ports, caller, input }) => ok(await searchPeople(ports, caller.host, input.query)),
  ),

  'admin.person': define(inputs.adminPersonInput, jiraAdministrator, async ({ ports, input }) =>
    replyWith(await lookUpPerson(ports, input.accountId), (found) =>
      sitePersonView(found, ports.clock.now()),
    ),
  ),

  'organization.connect': define(
    inputs.connectOrganizationInput,
    jiraAdministrator,
    async ({ ports, caller, input }) =>
      replyWith(
        await connectOrganization(ports, { ...input, by: await caller.person() }),
        (connection) => connectionView(connection, caller.cloudId),
      ),
  ),

  'organization.disconnect': define(inputs.noInput, jiraAdministrator, async ({ ports, caller }) =>
    replyWith(await disconnectOrganization(ports, await caller.person()), (connection) =>
      connectionView(connection, caller.cloudId),
    ),
  ),

  'organization.person': define(
    inputs.adminPersonInput,
    jiraAdministrator,
    async ({ ports, caller, input }) => {
      const about = { accountId: input.accountId, by: { accountId: caller.accountId } };
      return replyWith(await lookUpMembership(ports, about), (membership) => membership);
    },
  ),

  'organization.suspend': define(inputs.changeAccessInput, jiraAdministrator, (call) =>
    changeTheirAccess('suspend', call),
  ),

  'organization.restore': define(inputs.changeAccessInput, jiraAdministrator, (call) =>
    changeTheirAccess('restore', call),
  ),

  'policy.save': define(inputs.savePolicyInput, jiraAdministrator, async (call) => {
    const { ports, caller } = call;
    const asked = await editOf(call, call.input);
    if (!asked.ok) return asked;
    const { edit, connectionId } = asked.value;
    const saved = await savePolicy(ports, edit, connectionId, await caller.person());
    return replyWith(saved, (policy) => policyView(policy, connectionId));
  }),

  'policy.check': define(inputs.savePolicyInput, jiraAdministrator, async (call) => {
    const { ports, caller } = call;
    const asked = await editOf(call, call.input);
    if (!asked.ok) return asked;
    const { edit, connectionId } = asked.value;
    const draft = await draftPolicy(ports, edit, connectionId, await caller.person());
    return replyWith(draft, ({ after, changes }) => ({
      policy: policyView(after, connectionId),
      changes,
    }));
  }),

  'policy.version': define(
    inputs.policyVersionInput,
    jiraAdministrator,
    async ({ ports, input: { version } }) => {
      const policy = await ports.policies.version(version);
      if (policy === undefined) return refuse({ code: 'notFound', what: 'record' });
      return ok(policyView(policy, (await ports.connections.chosen())?.id));
    },
  ),

  'policy.try': define(inputs.tryPolicyInput, jiraAdministrator, async (call) => {
    const { ports, caller, input } = call;
    const issue = await caller.host.seeIssue(input.issueKey.trim().toUpperCase());
    if (issue === undefined) return refuse({ code: 'notFound', what: 'issue' });
    const asked = await editOf(call, input.edit);
    if (!asked.ok) return asked;
    const { edit, connectionId } = asked.value;
    if (connectionId === undefined) return refuse({ code: 'notConnected' });
    const draft = await draftPolicy(ports, edit, connectionId, await caller.person());
    if (!draft.ok) return replyWith(draft, trialView);
    const policy = draft.value.after;
    const { accountId, access: what } = input;
    const tried = await tryPolicy(ports, { connectionId, policy, accountId, what, issue });
    return replyWith(tried, trialView);
  }),

  'bundle.holders': define(inputs.bundleHoldersInput, jiraAdministrator, ({ ports, input }) =>
    whenConnected(ports, async ({ connectionId }) =>
      ok(await listBundleHolders(ports, connectionId, input, input)),
    ),
  ),

  'bundle.plan': define(inputs.followBundleInput, jiraAdministrator, async (call) => {
    const asked = await followedBy(call);
    if (!asked.ok) return asked;
    return replyWith(await planFollowing(call.ports, asked.value), followPlanView);
  }),

  'bundle.apply': define(inputs.sendFollowInput, jiraAdministrator, async (call) => {
    const asked = await followedBy(call);
    if (!asked.ok) return asked;
    const sent = await submitFollowing(call.ports, asked.value, call.input);
    return replyWith(sent, ({ issue }) => ({ issueKey: issue.key }));
  }),

  'admin.issueRoles': define(
    inputs.issueRolesInput,
    jiraAdministrator,
    ({ ports, caller, input }) =>
      whenConnected(ports, async ({ connectionId, directory }) => {
        const issue = await caller.host.seeIssue(input.issueKey.trim().toUpperCase());
        if (issue === undefined) return refuse({ code: 'notFound', what: 'issue' });
        const { projectId } = issue;
        if (!isSameSite(connectionId, issue)) return ok({ projectId, roles: allListed([]) });
        const roles = await directory.projectRoles(projectId);
        return ok({ projectId, roles: mapListed(roles, roleOption) });
      }),
  ),

  'panels.load': define(inputs.panelsInput, jiraAdministrator, async ({ ports, input }) =>
    ok(await listWhereShown(ports, input.from)),
  ),

  'panels.show': define(inputs.placePanelInput, jiraAdministrator, (call) =>
    changePanel('show', call),
  ),

  'panels.hide': define(inputs.placePanelInput, jiraAdministrator, (call) =>
    changePanel('hide', call),
  ),

  'panels.progress': define(
    inputs.panelProgressInput,
    jiraAdministrator,
    async ({ ports, input: { change, ...asked } }) =>
      ok(await followChange(ports, { verb: change, ...asked })),
  ),

  'installation.check': define(
    inputs.checkInput,
    jiraAdministrator,
    async ({ ports, caller, input }) => {
      const issueKey = input.issueKey.trim().toUpperCase();
      return ok(
        await checkInstallation(ports, {
          check: input.check,
          by: await caller.person(),
          directory: async () => {
            const connection = await ports.connections.chosen();
            return connection && ports.siteOf(connection.id).directory;
          },
          issue: async () =>
            issueKey === '' ? 'notNamed' : ((await caller.host.seeIssue(issueKey)) ?? 'notSeen'),
        }),
      );
    },
  ),

  'personal.load': define(inputs.noInput, jiraAdministrator, async ({ ports }) =>
    ok(
      personalDataView(
        await ports.keptPeople.reporting(),
        await ports.retentions.retention(),
        ports.clock.now(),
      ),
    ),
  ),

  'retention.save': define(
    inputs.saveRetentionInput,
    jiraAdministrator,
    async ({ ports, caller, input }) => {
      const days = { before: input.before ?? undefined, keepDays: input.keepDays ?? undefined };
      const saved = await saveRetention(ports, days, await caller.person());
      const reporting = await ports.keptPeople.reporting();
      return replyWith(saved, (retention) =>
        personalDataView(reporting, retention, ports.clock.now()),
      );
    },
  ),

  'admin.requests': define(
    inputs.listedRequestsInput,
    jiraAdministrator,
    async ({ ports, input }) =>
      ok(listedRequestsView(await listAll(ports, input.which, input.cursor))),
  ),

  'admin.requestsNamed': define(
    inputs.namedRequestsInput,
    jiraAdministrator,
    async ({ ports, input }) => ok(listedRequestsView(await listNamed(ports, input.requestIds))),
  ),

  'admin.toReview': define(inputs.noInput, jiraAdministrator, async ({ ports, caller }) =>
    ok(openReviewsView(await listToReview(ports), caller.accountId, ports.clock.now())),
  ),

  'admin.review': define(
    inputs.reviewInput,
    jiraAdministrator,
    async ({ ports, caller, input }) => {
      const by = await caller.person();
      const reviewed = await reviewRequest(ports, { ...input, by, isAdmin: true });
      if (!reviewed.ok) return replyWith(reviewed, () => null as never);
      return ok(openReviewsView(await listToReview(ports), caller.accountId, ports.clock.now()));
    },
  ),

  'admin.figures': define(inputs.noInput, jiraAdministrator, async ({ ports }) =>
    ok({ ...(await readFigures(ports)), now: ports.clock.now() }),
  ),

  'admin.askedLately': define(inputs.noInput, jiraAdministrator, async ({ ports }) =>
    ok(await countAskedLately(ports)),
  ),

  'admin.away': define(inputs.ownInput, jiraAdministrator, async ({ ports, input }) => {
    const { standIns, ...rest } = await ports.standIns.page(input.cursor);
    return ok({ ...rest, items: standIns });
  }),

  'admin.endAway': define(
    inputs.adminPersonInput,
    jiraAdministrator,
    async ({ ports, caller, input: { accountId } }) => {
      await endStandIn(ports, accountId, await caller.person());
      return ok({ accountId });
    },
  ),

  'admin.undecidedProjects': define(
    inputs.ownInput,
    jiraAdministrator,
    async ({ ports, caller, input }) => {
      const connection = await ports.connections.chosen();
      const [found, siteUrl] = await Promise.all([
        ports.policies
          .inForce(connection?.id)
          .then((policy) => findUndecidedProjects(ports, policy, placeOf(input.cursor))),
        caller.host.siteUrl(),
      ]);
      return ok(undecidedProjectsView(found, siteUrl));
    },
  ),

  'lists.load': define(inputs.noInput, jiraAdministrator, async ({ ports }) => {
    const round = await ports.listRounds.current();
    return ok({ now: ports.clock.now(), round: round && listRoundView(round) });
  }),

  'lists.rebuild': define(inputs.noInput, jiraAdministrator, async ({ ports }) =>
    ok(listRoundView(await rebuildLists(ports))),
  ),

  'audit.list': define(inputs.auditInput, jiraAdministrator, async ({ ports, input }) => {
    const kind = kindOf(input.kind);
    if (!kind.ok) return kind;
    const { accountId, issueKey, since, until, cursor } = input;
    const found = await searchAudit(ports.trail, {
      ...partOf(issueKey?.trim().toUpperCase(), kind.value),
      ...within(since, until, kind.value),
      ...(accountId === undefined ? {} : { accountId }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return ok(auditPageView(found, await requestsOf(ports, found.found)));
  }),

  'audit.entries': define(inputs.auditEntriesInput, jiraAdministrator, async ({ ports, input }) => {
    const kind = kindOf(input.kind);
    if (!kind.ok) return kind;
    const { entries, unreadable, cursor } = await listEntries(ports, {
      ...input,
      issueKey: input.issueKey?.trim().toUpperCase(),
      kind: kind.value,
    });
    return ok({ items: entries.map(auditEntryView), unreadable, cursor });
  }),

  'audit.request': define(inputs.auditRequestInput, jiraAdministrator, async ({ ports, input }) => {
    const kind = kindOf(input.kind);
    if (!kind.ok) return kind;
    const { requestId, since, until, cursor } = input;
    const found = await eventsOfRequest(ports, requestId, {
      ...within(since, until, kind.value),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return ok(auditPageView(found, await requestsOf(ports, found.found)));
  }),

  'leaving.load': define(inputs.noInput, jiraAdministrator, async ({ ports }) => {
    const [run, open] = await Promise.all([ports.leavingRuns.current(), countOpenRequests(ports)]);
    const now = ports.clock.now();
    return ok({ now, run: run && leavingRunView(run), ...open });
  }),

  'leaving.list': define(inputs.outlivingInput, jiraAdministrator, async ({ ports, input }) => {
    const page = await listOutliving(ports, input.state, input.cursor);
    return ok(outlivingView(page, ports.clock.now()));
  }),

  'leaving.endAll': define(
    inputs.endAllInput,
    jiraAdministrator,
    async ({ ports, caller, input: { closesRequests } }) => {
      const by = await caller.person();
      return replyWith(await endAll(ports, { by, closesRequests }), leavingRunView);
    },
  ),

  'aside.list': define(inputs.asidesInput, jiraAdministrator, async ({ ports, input }) => {
    const { asides, cursor } = await ports.asides.list(input.cursor);
    return ok({ items: asides.map(asideView), cursor });
  }),

  'aside.record': define(inputs.asideInput, jiraAdministrator, async ({ ports, input }) =>
    replyWith(await readAside(ports, input.key), (raw) => ({ raw })),
  ),

  'aside.tryAgain': define(inputs.asideInput, jiraAdministrator, async ({ ports, input }) =>
    replyWith(await tryAsideAgain(ports, input.key), (mended) => mended),
  ),

  'aside.end': define(inputs.asideInput, jiraAdministrator, async ({ ports, caller, input }) =>
    replyWith(await endAside(ports, input.key, await caller.person()), () => null),
  ),
} satisfies DefinitionsOf<AdminApi>;

/** In a work item that the caller sees, and of projects that they see: a plan tells who is in their roles. */
async function followedBy({
  ports,
  caller,
  input,
}: ResolverCall<z.output<typeof inputs.followBundleInput>, unknown>): Promise<
  Result<FollowQuestion, ReplyError>
> {
  const issue = await caller.host.seeIssue(input.issueKey.trim().toUpperCase());
  if (issue === undefined) return refuse({ code: 'notFound', what: 'issue' });
  const connectionId = (await ports.connections.chosen())?.id;
  if (connectionId === undefined) return refuse({ code: 'notConnected' });
  const { summary: _summary, ...ref } = issue;
  const isOwn = isSameSite(connectionId, ref);
  const { bundleId, levelId, mark, people } = input;
  return ok({
    connectionId,
    issue: ref,
    requester: await caller.person(),
    bundle: { bundleId, levelId, mark },
    people,
    most: { people: SUBJECTS_MAX, changes: CHANGES_MAX },
    sees: async (projectId) => !isOwn || caller.host.seesProject(projectId),
  });
}

type Edit = z.output<typeof inputs.savePolicyInput>;

/** An edit as it was sent, for the site that it was made for. */
async function editOf(
  { ports }: Pick<ResolverCall<unknown, unknown>, 'ports'>,
  { connectionId: shownFor, ...typed }: Edit,
): Promise<
  Result<
    { readonly edit: PolicyEdit; readonly connectionId: string | undefined },
    { readonly code: 'changedMeanwhile' | 'notConnected' }
  >
> {
  const connectionId = (await ports.connections.chosen())?.id;
  if (connectionId !== (shownFor ?? undefined)) return refuse({ code: 'changedMeanwhile' });
  // Groups get their names from the site; the rest of a policy needs none.
  const { requestableGroups, rules, bundles = [] } = typed;
  const namesGroups = [requestableGroups, rules, bundles].some(({ length }) => length > 0);
  if (connectionId === undefined && namesGroups) return refuse({ code: 'notConnected' });
  const edit = {
    ...typed,
    longestTermDays: typed.longestTermDays ?? undefined,
    rules: rules.map(({ byPolicy, ...rule }) => ({
      ...rule,
      ...(byPolicy === true ? { byPolicy } : {}),
      longestTermDays: rule.longestTermDays ?? undefined,
      usualTermDays: rule.usualTermDays ?? undefined,
    })),
  };
  return ok({ edit, connectionId });
}

function kindOf(asked: string | undefined): Result<AuditKind | undefined, ReplyError> {
  if (asked === undefined || isAuditKind(asked)) return ok(asked);
  return refuse({ code: 'badInput', fields: { kind: 'noSuchKind' } });
}

function causesOf(late: readonly Holding[]): readonly StuckCause[] {
  return [...new Set(late.flatMap(({ work }) => (work.state === 'stuck' ? work.cause : [])))];
}

async function changeTheirAccess(
  verb: SuspensionVerb,
  {
    ports,
    caller,
    input,
  }: ResolverCall<{ readonly accountId: string; readonly reason: string }, unknown>,
): Promise<Result<AccessState, ReplyError>> {
  const changed = await changeAccess(ports, { verb, ...input, by: await caller.person() });
  return replyWith(changed, (state) => state);
}

async function changePanel(
  verb: PanelVerb,
  { ports, caller, input }: ResolverCall<{ readonly projectIds: readonly string[] }, unknown>,
): Promise<Result<PanelChangeView, ReplyError>> {
  const by = await caller.person();
  return replyWith(await changeWhereShown(ports, { verb, ...input, by }), (begun) => begun);
}

export const admin = resolverOf(adminDefinitions);
