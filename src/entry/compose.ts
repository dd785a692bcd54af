import type { ReadBudget } from '#adapters/atlassian/client/site-client';
import { organizationProbe } from '#adapters/atlassian/organization/organization-probe';
import { siteProbe } from '#adapters/atlassian/probe/site-probe';
import { accountReport } from '#adapters/forge/account-report';
import { consoleLog } from '#adapters/forge/console-log';
import { randomIds } from '#adapters/forge/random-ids';
import { systemClock } from '#adapters/forge/system-clock';
import { workQueue } from '#adapters/forge/work-queue';
import { hostAsApp } from '#adapters/jira/host-as-app';
import { issueNotifier } from '#adapters/jira/issue-notifier';
import { issueStates } from '#adapters/jira/issue-states';
import { panelPlaces } from '#adapters/jira/panel-places';
import { asides } from '#adapters/storage/asides';
import { auditTrail } from '#adapters/storage/audit-trail';
import { commit } from '#adapters/storage/commit';
import { connectionStore, readToken } from '#adapters/storage/connection-store';
import { deliveryStore } from '#adapters/storage/delivery-store';
import { earlierGrants } from '#adapters/storage/earlier-grants';
import { goneSearch } from '#adapters/storage/gone-search';
import { groupApprovals } from '#adapters/storage/group-approvals';
import { groupJoins } from '#adapters/storage/group-joins';
import { holdingStore } from '#adapters/storage/holding-store';
import { keptPeople } from '#adapters/storage/kept-people';
import { keptRecords } from '#adapters/storage/kept-records';
import { leavingRuns } from '#adapters/storage/leaving-runs';
import { listRounds } from '#adapters/storage/list-rounds';
import { locks } from '#adapters/storage/locks';
import { outbox } from '#adapters/storage/outbox';
import { policyStore } from '#adapters/storage/policy-store';
import { projections } from '#adapters/storage/projections';
import { requestStore } from '#adapters/storage/request-store';
import { retentionStore } from '#adapters/storage/retention-store';
import { selfTest } from '#adapters/storage/self-test';
import { standIns } from '#adapters/storage/stand-ins';
import { sweepCursors } from '#adapters/storage/sweep-cursors';
import { sweepRecord } from '#adapters/storage/sweep-record';
import { watchedIssueStore } from '#adapters/storage/watched-issues';
import type { LookPorts } from '#operations/connection/look-at-connection';
import { openSites } from './open-sites';

export type Ports = ReturnType<typeof compose>;

/**
 * Everything the operations ask of the world, made once for each invocation. `reads`: how much of
 * the site may be read, in an invocation that has no allowance to keep to.
 */
export function compose({ reads }: { readonly reads?: ReadBudget } = {}) {
  const probe = siteProbe({ clock: systemClock, tokenOf: readToken });
  const health: LookPorts = {
    connections: connectionStore,
    probe,
    commit,
    outbox,
    queue: workQueue,
    clock: systemClock,
    ids: randomIds,
    log: consoleLog,
  };
  const sites = openSites(health, reads);
  return {
    requests: requestStore,
    projections,
    listRounds,
    leavingRuns,
    holdings: holdingStore,
    earlierGrants,
    goneSearch,
    keptPeople,
    keptRecords,
    retentions: retentionStore,
    accountReport: accountReport(systemClock),
    connections: sites.connections,
    siteOf: sites.siteOf,
    callsMade: sites.callsMade,
    policies: policyStore,
    trail: auditTrail,
    outbox,
    asides,
    sweepCursors,
    selfTest,
    sweepRecord,
    groupApprovals,
    groupJoins,
    standIns: standIns(systemClock),
    watchedIssues: watchedIssueStore,
    deliveries: deliveryStore,
    locks,
    commit,
    probe,
    organizationProbe: organizationProbe(systemClock),
    hostAsApp: hostAsApp(systemClock),
    panelPlaces: panelPlaces(systemClock),
    notifier: issueNotifier(systemClock),
    issueStates: issueStates(systemClock),
    queue: workQueue,
    clock: systemClock,
    ids: randomIds,
    log: consoleLog,
  };
}
