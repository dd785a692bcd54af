import { type ExistingEntitlement, entitlementKey, isExisting } from '#domain/action/entitlement';
import { accountIdsOf, type Subject } from '#domain/action/subject';
import type { ClosedFor } from '#domain/audit/closed-for';
import type { Connection } from '#domain/connection/connection';
import type { AccessRequest } from '#domain/request/access-request';
import { judgeMoot, type SeenOfAsk } from '#domain/request/moot';
import type { ConnectionStore } from '#ports/connection-store';
import type { Directory, DirectoryPerson, DirectoryRole } from '#ports/directory';
import type { HostAsApp } from '#ports/host-jira';
import type { Sites } from '#ports/site';
import { SiteFailure } from '#ports/site-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import { type ClosePorts, closeRequest } from '../closing/close-request';

export interface CloseIfMootPorts extends ClosePorts, Sites {
  readonly connections: ConnectionStore;
  readonly hostAsApp: Pick<HostAsApp, 'issue'>;
}

/** Of so many people one call tells (doc: bulk get users). Of larger requests, somebody is mostly left. */
const PEOPLE_AT_MOST = 90;

/** Whether the site is asked at all. */
export type MayAskSite = (connection: Connection) => Promise<boolean>;

/**
 * Closes a request that waits and that nothing could come of any more, with its reason. What is looked at is asked twice, and of a group or a
 * role it has to be proved that it is gone: what is not known closes nothing. Answers whether it was closed.
 */
export async function closeIfMoot(
  ports: CloseIfMootPorts,
  request: AccessRequest,
  mayAskSite: MayAskSite = async () => true,
): Promise<boolean> {
  if (request.state !== 'awaitingApproval') return false;
  try {
    const find = () => findMoot(ports, request, mayAskSite);
    const first = await find();
    if (first === undefined || first !== (await find())) return false;
    return (await closeRequest(ports, request.id, first)) === 'closed';
  } catch (error) {
    // It is not known: whoever decides sees what the plan says of it.
    if (error instanceof SiteFailure) return false;
    throw error;
  }
}

async function findMoot(
  ports: CloseIfMootPorts,
  request: AccessRequest,
  mayAskSite: MayAskSite,
): Promise<ClosedFor | undefined> {
  const { ask, term, connectionId, issue } = request;
  const isWorkItemDone =
    term.kind === 'workItem' &&
    (await ports.hostAsApp.issue(issue.id, { afresh: true }))?.isDone === true;
  const byIssue = judgeMoot(request, { inactive: new Set(), gone: new Set(), isWorkItemDone });
  if (byIssue !== undefined) return byIssue;
  if (ask.subjects.length > PEOPLE_AT_MOST) return undefined;
  const connection = await ifUnreadable(ports.connections.of(connectionId), undefined);
  if (connection === undefined || !(await mayAskSite(connection))) return undefined;
  const { directory } = ports.siteOf(connectionId);
  return judgeMoot(request, { ...(await lookForGone(directory, request)), isWorkItemDone });
}

async function lookForGone(
  directory: Directory,
  { ask: { subjects, changes } }: AccessRequest,
): Promise<Omit<SeenOfAsk, 'isWorkItemDone'>> {
  const accountIds = accountIdsOf(subjects);
  const asked = changes.flatMap(({ entitlement }) => (isExisting(entitlement) ? entitlement : []));
  const looked = [...asked, ...subjects.flatMap(asEntitlement)];
  const groupIds = looked.flatMap((one) => (one.kind === 'group' ? one.groupId : []));
  const wanted = looked.flatMap((one) => (one.kind === 'role' ? one : []));
  const [known, groups, roles] = await Promise.all([
    accountIds.length === 0
      ? new Map<string, DirectoryPerson>()
      : directory.people(accountIds, true),
    groupIds.length === 0 ? new Map<string, string>() : directory.groupNames(groupIds),
    wanted.length === 0 ? new Map<string, DirectoryRole>() : directory.roles(wanted),
  ]);
  const isGone = async (one: ExistingEntitlement) => {
    switch (one.kind) {
      case 'group':
        return !groups.has(one.groupId) && (await directory.isGroupGone(one.groupId));
      case 'role': {
        const role = roles.get(entitlementKey(one));
        if (role !== undefined) return role.projectArchived;
        return (await directory.roleAbsence(one)) === 'gone';
      }
    }
  };
  const gone = new Set<string>();
  for (const one of looked) if (await isGone(one)) gone.add(entitlementKey(one));
  const inactive = new Set(accountIds.filter((id) => known.get(id)?.active === false));
  return { inactive, gone };
}

/** The group that is to be an actor of a role. */
const asEntitlement = (subject: Subject): ExistingEntitlement[] =>
  subject.kind === 'group'
    ? [{ kind: 'group', groupId: subject.groupId, name: subject.displayName }]
    : [];
