import type { Ask } from '#domain/action/ask';
import { type Subject, subjectKey } from '#domain/action/subject';
import { gainsOf, type Reach, type Way, waysToReach } from '#domain/approval/gains';
import type { LiveState } from '#domain/plan/live-state';
import type { Term } from '#domain/term/term';
import type { GroupJoins } from '#ports/group-joins';
import { findHeld, type HeldPorts } from '../approval/find-held';
import { findReach, type Reaching, type Shown } from '../approval/find-reach';

export interface GainPorts extends HeldPorts {
  readonly groupJoins: GroupJoins;
}

/** By `subjectKey`, those among the subjects of a change. */
export interface ApproverGains {
  /** Through whom it would give something to somebody who approved it. */
  readonly gains: ReadonlySet<string>;
  /** Who mean somebody who approved it, though by what the site shows they hold it for good already. */
  readonly meant: ReadonlySet<string>;
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

/** Those through whom it would give something to one of these people, or who mean one of them, as the site says now. Throws SiteFailure where it can't say. */
export async function findGainsOf(
  ports: GainPorts,
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
  { groupJoins, clock }: Pick<GainPorts, 'groupJoins' | 'clock'>,
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
