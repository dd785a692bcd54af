import { type ReadLimit, SiteClient } from '#adapters/atlassian/client/site-client';
import { siteDirectory } from '#adapters/atlassian/directory/site-directory';
import { knownSite } from '#adapters/atlassian/known-site';
import { openSite } from '#adapters/atlassian/open-site';
import { atlassianOrganization } from '#adapters/atlassian/organization/atlassian-organization';
import { openOrganization } from '#adapters/atlassian/organization/organization-access';
import { OrganizationClient } from '#adapters/atlassian/organization/organization-client';
import { organizationProbe } from '#adapters/atlassian/organization/organization-probe';
import { Pace } from '#adapters/atlassian/pacing/pace';
import { siteProbe } from '#adapters/atlassian/probe/site-probe';
import { siteProvisioner } from '#adapters/atlassian/site-provisioner';
import { consoleLog } from '#adapters/forge/console-log';
import { randomIds } from '#adapters/forge/random-ids';
import { systemClock } from '#adapters/forge/system-clock';
import { workQueue } from '#adapters/forge/work-queue';
import { hostAsApp } from '#adapters/jira/host-as-app';
import { issueNotifier } from '#adapters/jira/issue-notifier';
import { asides } from '#adapters/storage/asides';
import { auditTrail } from '#adapters/storage/audit-trail';
import { commit } from '#adapters/storage/commit';
import {
  connectionStore,
  readOrganizationKey,
  readToken,
} from '#adapters/storage/connection-store';
import { deliveryStore } from '#adapters/storage/delivery-store';
import { earlierGrants } from '#adapters/storage/earlier-grants';
import { groupApprovals } from '#adapters/storage/group-approvals';
import { holdingStore } from '#adapters/storage/holding-store';
import { locks } from '#adapters/storage/locks';
import { outbox } from '#adapters/storage/outbox';
import { paceStore } from '#adapters/storage/pace-store';
import { policyStore } from '#adapters/storage/policy-store';
import { requestStore } from '#adapters/storage/request-store';
import { rotations } from '#adapters/storage/rotations';
import { rounds } from '#adapters/storage/rounds';
import { surveyStore } from '#adapters/storage/survey-store';
import { SECOND } from '#domain/lib/time';
import { type LookPorts, noteRejected } from '#operations/connection/look-again';
import { noteEvidence } from '#operations/connection/note-evidence';

/** A run writes, and renews its lease, more often than every two minutes. */
const PATIENCE = 75 * SECOND;

export type Ports = ReturnType<typeof compose>;

/**
 * Everything the operations ask of the world, made once for each invocation. `reads`: how much of
 * the site may be read, in an invocation that has no allowance to keep to.
 */
export function compose({ reads }: { readonly reads?: ReadLimit } = {}) {
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
  const isKnown = knownSite({
    clock: systemClock,
    identify: probe.identify,
    onOther: async ({ credentialId }, problem) => {
      await noteEvidence(health, credentialId, { evidence: 'looked', problem });
    },
  });
  const site = openSite({
    clock: systemClock,
    current: connectionStore.current,
    tokenOf: readToken,
  });
  const client = new SiteClient({
    open: site.open,
    pace: new Pace(),
    paces: paceStore,
    clock: systemClock,
    evidence: {
      accepted: async (credentialId) => {
        await noteEvidence(health, credentialId, { evidence: 'accepted' });
      },
      rejected: async (credentialId) => {
        await noteRejected(health, credentialId);
      },
    },
    // A person's read is not worth another call; whatever sends effects asks first.
    ...(reads === undefined ? { isKnown, patience: PATIENCE } : { reads }),
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
    connections: {
      ...connectionStore,
      async current() {
        const connection = await connectionStore.current();
        site.note(connection);
        return connection;
      },
    },
    policies: policyStore,
    trail: auditTrail,
    outbox,
    asides,
    rotations,
    groupApprovals,
    deliveries: deliveryStore,
    locks,
    commit,
    directory: siteDirectory(client, systemClock, surveys),
    provisioner: siteProvisioner(client),
    callsMade: () => client.callsMade,
    probe,
    organization: atlassianOrganization(organizationClient),
    organizationProbe: organizationProbe(systemClock),
    hostAsApp: hostAsApp(systemClock),
    notifier: issueNotifier(systemClock),
    queue: workQueue,
    clock: systemClock,
    ids: randomIds,
    log: consoleLog,
  };
}
