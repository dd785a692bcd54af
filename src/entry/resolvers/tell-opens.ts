import { SUBJECTS_SHOWN } from '#contract/limits';
import type { ReplyError } from '#contract/reply';
import type { OpensView } from '#contract/views';
import type { ExistingIds } from '#domain/action/entitlement';
import type { GroupSubject } from '#domain/action/subject';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { GivenGroup } from '#domain/policy/opened-by';
import type { IssueRef } from '#domain/request/access-request';
import { isSameSite } from '#domain/request/is-same-site';
import { findOtherWays } from '#operations/request/find-other-ways';
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
    people = [],
    asked = [],
    connectionId,
  }: {
    readonly issue: IssueRef;
    readonly requesterId: string;
    readonly groups: readonly GivenGroup[];
    /** Groups that get something by it. */
    readonly receiving?: readonly GroupSubject[];
    /** Account ids of those for whom it is asked: the first are looked at. */
    readonly people?: readonly string[];
    /** What they are to get. */
    readonly asked?: readonly ExistingIds[];
    /** Of the site that it was asked of; without it, of the one that is chosen. */
    readonly connectionId?: string;
  },
): Promise<Result<OpensView, ReplyError>> {
  const { of, chosen } = ports.connections;
  const connection = await (connectionId === undefined ? chosen() : of(connectionId));
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const seenOf = seenBy(ports, caller, connection.id, issue);
  // Another site's projects have ids of their own.
  const projectId = isSameSite(connection.id, issue) ? issue.projectId : undefined;
  const { directory } = ports.siteOf(connection.id);
  let reading: ReturnType<typeof directory.openedProjects> | undefined;
  const site = () => {
    reading ??= directory.openedProjects();
    return reading;
  };
  const about = { given: groups, projectId };
  const looked = people.slice(0, SUBJECTS_SHOWN);
  const told = await peopleToldTo(caller, looked);
  const [opened, counted, otherWays] = await Promise.all([
    findWhatGroupsOpen(ports, connection.id, about, site, seenOf),
    countReceiving(ports, connection.id, receiving),
    findOtherWays(ports, connection.id, { people: told, asked, projectId }, site, seenOf),
  ]);
  const isOfAll = looked.length === people.length;
  return ok(opensView(requesterId, opened, counted, { ...otherWays, isOfAll }));
}

/** In which groups others are is for those whom Jira lets browse users and groups, as with a plan (`sees-asked-projects.ts`). */
async function peopleToldTo(
  { accountId, host }: Caller,
  people: readonly string[],
): Promise<readonly string[]> {
  const others = people.filter((one) => one !== accountId);
  return others.length === 0 || (await host.has('USER_PICKER'))
    ? people
    : people.filter((one) => one === accountId);
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
