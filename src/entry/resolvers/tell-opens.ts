import type { ReplyError } from '#contract/reply';
import type { OpensView } from '#contract/views';
import type { GroupSubject } from '#domain/action/subject';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { GivenGroup } from '#domain/policy/opened-by';
import type { IssueRef } from '#domain/request/access-request';
import { isSameSite } from '#domain/request/is-same-site';
import {
  countReceiving,
  findWhatGroupsOpen,
  type SeenOf,
} from '#operations/request/find-what-groups-open';
import type { Caller } from '../caller';
import type { Ports } from '../compose';
import { opensView } from '../views/opens-view';

/** What groups open, told to the caller as far as Jira shows them the projects. */
export async function tellOpens(
  { ports, caller }: { readonly ports: Ports; readonly caller: Caller },
  {
    issue,
    requesterId,
    groups,
    receiving = [],
    connectionId,
  }: {
    readonly issue: IssueRef;
    readonly requesterId: string;
    readonly groups: readonly GivenGroup[];
    /** Groups that get something by it. */
    readonly receiving?: readonly GroupSubject[];
    /** Of the site that it was asked of; without it, of the one that is chosen. */
    readonly connectionId?: string;
  },
): Promise<Result<OpensView, ReplyError>> {
  const { of, chosen } = ports.connections;
  const connection = await (connectionId === undefined ? chosen() : of(connectionId));
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const seenOf = seenBy(ports, caller, connection.id, issue);
  const [opened, counted] = await Promise.all([
    findWhatGroupsOpen(ports, connection.id, groups, seenOf),
    countReceiving(ports, connection.id, receiving),
  ]);
  return ok(opensView(requesterId, opened, counted));
}

/**
 * On their own site, the projects that Jira shows the caller. Another site's projects say nothing to this
 * Jira: they are named where the policy lets everybody ask for their roles.
 */
export function seenBy(
  ports: Ports,
  caller: Caller,
  connectionId: string,
  here: Pick<IssueRef, 'cloudId'>,
): SeenOf {
  return async (projectIds) => {
    if (!isSameSite(connectionId, here)) {
      const { rolesOf } = await ports.policies.inForce(connectionId);
      return new Set(rolesOf === 'anyProject' ? projectIds : []);
    }
    const sights = await Promise.all(projectIds.map((id) => caller.host.seesProject(id)));
    return new Set(projectIds.filter((_, place) => sights[place] === true));
  };
}
