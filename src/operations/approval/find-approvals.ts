import type { Ask } from '#domain/action/ask';
import type { Person } from '#domain/action/person';
import type { Approval } from '#domain/approval/approval';
import { type Candidate, resolveApprovals } from '#domain/approval/resolve-approvals';
import type { Policy } from '#domain/policy/policy';
import type { IssueRef } from '#domain/request/access-request';
import type { Directory } from '#ports/directory';
import type { HostAsApp } from '#ports/host-jira';

export interface ApprovalPorts {
  readonly hostAsApp: HostAsApp;
  readonly directory: Directory;
}

/** Who would decide an ask today, with leads and fallback approvers looked up now. */
export async function findApprovals(
  ports: ApprovalPorts,
  asked: {
    readonly ask: Ask;
    readonly requester: Person;
    readonly issue: IssueRef;
    readonly policy: Policy;
  },
): Promise<Approval[]> {
  const { ask, requester, issue, policy } = asked;
  const [leads, fallback] = await Promise.all([
    findLeads(ports, ask, issue),
    findFallback(ports.hostAsApp, policy.fallbackApprovers),
  ]);
  return resolveApprovals({
    ask,
    requester,
    issueProject: { id: issue.projectId, key: issue.projectKey },
    leads,
    fallback,
  });
}

/** The issue's project is asked for on the host; a role of another project is the connected site's. */
async function findLeads(
  ports: ApprovalPorts,
  ask: Ask,
  issue: IssueRef,
): Promise<Map<string, Candidate | undefined>> {
  const projectIds = new Set(
    ask.changes.map(({ entitlement }) =>
      entitlement.kind === 'role' ? entitlement.projectId : issue.projectId,
    ),
  );
  const found = [...projectIds].map(
    async (id) =>
      [
        id,
        id === issue.projectId
          ? await ports.hostAsApp.projectLead(id)
          : (await ports.directory.project(id))?.lead,
      ] as const,
  );
  return new Map(await Promise.all(found));
}

async function findFallback(hostAsApp: HostAsApp, stored: readonly Person[]): Promise<Candidate[]> {
  if (stored.length === 0) return [];
  const known = await hostAsApp.people(stored.map(({ accountId }) => accountId));
  return stored.map(
    (person) => known.get(person.accountId) ?? { ...person, active: false, accountType: 'unknown' },
  );
}
