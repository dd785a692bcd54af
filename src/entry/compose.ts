import { siteDirectory } from '#adapters/atlassian/directory/site-directory';
import { openSite } from '#adapters/atlassian/open-site';
import { atlassianOrganization } from '#adapters/atlassian/organization/atlassian-organization';
import { openOrganization } from '#adapters/atlassian/organization/organization-access';
import { OrganizationClient } from '#adapters/atlassian/organization/organization-client';
import { organizationProbe } from '#adapters/atlassian/organization/organization-probe';
import { Pace } from '#adapters/atlassian/pacing/pace';
import { siteProbe } from '#adapters/atlassian/probe/site-probe';
import { type ReadLimit, SiteClient } from '#adapters/atlassian/site-client';
import { siteProvisioner } from '#adapters/atlassian/site-provisioner';
import { consoleLog } from '#adapters/forge/console-log';
import { randomIds } from '#adapters/forge/random-ids';
import { systemClock } from '#adapters/forge/system-clock';
import { workQueue } from '#adapters/forge/work-queue';
import { hostAsApp } from '#adapters/jira/host-as-app';
import { issueNotifier } from '#adapters/jira/issue-notifier';
import { auditTrail } from '#adapters/storage/audit-trail';
import { commit } from '#adapters/storage/commit';
import {
  connectionStore,
  readOrganizationKey,
  readToken,
} from '#adapters/storage/connection-store';
import { earlierGrants } from '#adapters/storage/earlier-grants';
import { holdingStore } from '#adapters/storage/holding-store';
import { locks } from '#adapters/storage/locks';
import { outbox } from '#adapters/storage/outbox';
import { paceStore } from '#adapters/storage/pace-store';
import { policyStore } from '#adapters/storage/policy-store';
import { requestStore } from '#adapters/storage/request-store';
import { rounds } from '#adapters/storage/rounds';
import { surveyStore } from '#adapters/storage/survey-store';

export type Ports = ReturnType<typeof compose>;

/**
 * Everything the operations ask of the world, made once for each invocation. `reads`: how much of
 * the site may be read, in an invocation that has no allowance to keep to.
 */
export function compose({ reads }: { readonly reads?: ReadLimit } = {}) {
  const client = new SiteClient({
    open: openSite({ clock: systemClock, current: connectionStore.current, tokenOf: readToken }),
    pace: new Pace(),
    paces: paceStore,
    clock: systemClock,
    ...(reads === undefined ? {} : { reads }),
  });
  const surveys = reads === undefined ? undefined : surveyStore;
  const organizationClient = new OrganizationClient({
    open: openOrganization({ current: connectionStore.current, keyOf: readOrganizationKey }),
    clock: systemClock,
  });
  return {
    requests: requestStore,
    holdings: holdingStore,
    earlierGrants,
    rounds,
    connections: connectionStore,
    policies: policyStore,
    trail: auditTrail,
    outbox,
    locks,
    commit,
    directory: siteDirectory(client, systemClock, surveys),
    provisioner: siteProvisioner(client),
    callsMade: () => client.callsMade,
    probe: siteProbe({ clock: systemClock, tokenOf: readToken }),
    organization: atlassianOrganization(organizationClient),
    organizationProbe: organizationProbe(systemClock),
    hostAsApp: hostAsApp(systemClock),
    notifier: issueNotifier(consoleLog),
    queue: workQueue,
    clock: systemClock,
    ids: randomIds,
    log: consoleLog,
  };
}
