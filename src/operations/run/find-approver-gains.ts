import type { Ask } from '#domain/action/ask';
import { accountIdsOf, type Subject, subjectKey } from '#domain/action/subject';
import { gainsOf, type Reach, type Way, waysToReach } from '#domain/approval/gains';
import type { LiveState } from '#domain/plan/live-state';
import { decidersBehind, firstApprovedAt } from '#domain/request/authorization';
import type { Term } from '#domain/term/term';
import type { Clock } from '#ports/clock';
import type { GroupApprovals } from '#ports/group-approvals';
import type { GroupJoins } from '#ports/group-joins';
import { findHeld, type HeldPorts } from '../approval/find-held';
import { findReach, type Reaching, type Shown, shownOf } from '../approval/find-reach';
import type { RequestRun } from './request-run';

export interface ApproverPorts extends HeldPorts {
  readonly clock: Clock;
  readonly groupApprovals: GroupApprovals;
  readonly groupJoins: GroupJoins;
}

/** By `subjectKey`, those among the subjects of a change. */
export interface ApproverGains {
  /** Through whom it would give something to somebody who approved it. */
  readonly gains: ReadonlySet<string>;
  /** Who mean somebody who approved it, though by what the site shows they hold it for good already. */
  readonly meant: ReadonlySet<string>;
}

const NOBODY: ApproverGains = { gains: new Set(), meant: new Set() };

/**
 * The subjects through whom a change would give something to somebody who approved
 * it, or what the group gets that it is about, as the site says now: who they were and what they held may have changed since they decided.
 * What another request has given the group since this one was approved counts as well: its approver was not
 * in the group then, and whoever approved this one has not seen it.
 * `owners`: whose the addresses among these subjects are; `people`: those among them, and who approved it. Throws SiteFailure where the site can't say.
 */
export async function findApproverGains(
  ports: ApproverPorts,
  { request, ask }: Pick<RequestRun, 'request' | 'ask'>,
  change: number,
  subjects: readonly Subject[],
  { owners, people: known }: Pick<LiveState, 'owners' | 'people'>,
): Promise<ApproverGains> {
  if (ask.changes[change]?.verb === 'remove') return NOBODY;
  const people = [
    ...decidersBehind(request, ask, change),
    ...(await approvedForGroup(ports, { request, ask }, change, subjects)),
  ];
  const given = { ...request, ask, change, owners, shown: shownOf(known) };
  return findGainsOf(ports, given, subjects, people);
}

/** What a change gives, and where; `owners` as far as they are known. */
interface Given {
  readonly connectionId: string;
  readonly term: Term;
  readonly ask: Ask;
  readonly change: number;
  readonly owners: LiveState['owners'];
  readonly shown?: Shown;
}

/** The same for whoever it is that approved it. */
export async function findGainsOf(
  ports: Omit<ApproverPorts, 'groupApprovals'>,
  { connectionId, term, ask, change, owners, shown }: Given,
  subjects: readonly Subject[],
  people: readonly Reaching[],
): Promise<ApproverGains> {
  const found = await findReach(ports.directory, subjects, people, 'throw', owners, shown);
  const reach = await withJoins(ports, connectionId, subjects, [...found.values()]);
  const reached = reach.map((ofThem) => ({
    reach: ofThem,
    accountId: ofThem.accountId,
    ways: waysToReach(ask, [change], ofThem),
  }));
  const held = await findHeld(ports, reached, { connectionId, term }, 'throw');
  const gains = reached.flatMap(({ reach: ofThem, ways }) => gainsOf(ways, ofThem, held));
  return { gains: keysOf(gains), meant: keysOf(reached.flatMap(({ ways }) => ways)) };
}

const keysOf = (ways: readonly Way[]) => new Set(ways.map(({ as }) => subjectKey(as)));

/** Whoever is being brought into a group is as good as in it, though the site does not show it yet. */
async function withJoins(
  { groupJoins, clock }: Pick<ApproverPorts, 'groupJoins' | 'clock'>,
  connectionId: string,
  subjects: readonly Subject[],
  people: readonly Reach[],
): Promise<readonly Reach[]> {
  const groupIds = subjects.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
  const accountIds = people.map(({ accountId }) => accountId);
  const joins = await Promise.all(
    groupIds.map(async (groupId) => ({
      groupId,
      joining: await groupJoins.underWay(connectionId, groupId, accountIds, clock.now()),
    })),
  );
  return people.map((one) => {
    const joined = joins.flatMap(({ groupId, joining }) =>
      joining.has(one.accountId) ? [groupId] : [],
    );
    return { ...one, groups: one.groups && new Set([...one.groups, ...joined]) };
  });
}

/** Those among them who approved, in whichever request, what the group was given since. */
async function approvedForGroup(
  { groupApprovals }: Pick<ApproverPorts, 'groupApprovals'>,
  { request, ask }: Pick<RequestRun, 'request' | 'ask'>,
  change: number,
  subjects: readonly Subject[],
): Promise<readonly { readonly accountId: string }[]> {
  const entitlement = ask.changes[change]?.entitlement;
  if (entitlement?.kind !== 'group') return [];
  const found = await groupApprovals.givenSince(
    request.connectionId,
    entitlement.groupId,
    accountIdsOf(subjects),
    firstApprovedAt(request, change),
  );
  return [...found].map((accountId) => ({ accountId }));
}
