import type { Ask } from '#domain/action/ask';
import type { Person } from '#domain/action/person';
import type { Approval } from '#domain/approval/approval';
import {
  type ApprovalQuestion,
  type Candidate,
  decidingProject,
  resolveApprovals,
} from '#domain/approval/resolve-approvals';
import { isSameSite } from '#domain/connection/is-same-site';
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
    readonly connectionId: string;
  },
): Promise<Approval[]> {
  const { ask, requester, issue, policy } = asked;
  const where = {
    issueProject: { id: issue.projectId, key: issue.projectKey },
    sameSite: isSameSite(asked.connectionId, issue),
  };
  const [leads, fallback] = await Promise.all([
    findLeads(ports, ask, where),
    findFallback(ports.hostAsApp, policy.fallbackApprovers),
  ]);
  return resolveApprovals({ ask, requester, ...where, leads, fallback });
}

/** The issue's project is asked for on the host; a role of another project is the connected site's. */
async function findLeads(
  ports: ApprovalPorts,
  ask: Ask,
  where: Pick<ApprovalQuestion, 'issueProject' | 'sameSite'>,
): Promise<Map<string, Candidate | undefined>> {
  const entitlements = new Map(
    ask.changes.map(({ entitlement }) => [decidingProject(entitlement, where).id, entitlement]),
  );
  const found = [...entitlements].map(async ([id, entitlement]) => {
    const lead =
      id === where.issueProject.id || entitlement.kind !== 'role'
        ? await ports.hostAsApp.projectLead(where.issueProject.id)
        : (await ports.directory.project(entitlement.projectId))?.lead;
    return [id, lead] as const;
  });
  return new Map(await Promise.all(found));
}

async function findFallback(hostAsApp: HostAsApp, stored: readonly Person[]): Promise<Candidate[]> {
  if (stored.length === 0) return [];
  const known = await hostAsApp.people(stored.map(({ accountId }) => accountId));
  return stored.map(
    (person) => known.get(person.accountId) ?? { ...person, active: false, accountType: 'unknown' },
  );
}
