import type { Person } from '../action/person';
import type { Approval } from './approval';
import { isUncertain } from './resolve-approvals';

/** Positions in `Ask.changes` that are decided. */
export function decidedChanges(approvals: readonly Approval[]): number[] {
  return approvals.flatMap(({ decision, changes }) => (decision === undefined ? [] : changes));
}

/**
 * The stages that are decided, and today's for everything else: what they cover changes where the
 * issue has moved to another project. `changed`: those of today's that others decide than before; a
 * stage that something could not be found out about is none of them.
 */
export function rerouteApprovals(
  stored: readonly Approval[],
  today: readonly Approval[],
): { readonly approvals: readonly Approval[]; readonly changed: readonly Approval[] } {
  const decided = stored.filter(({ decision }) => decision !== undefined);
  const before = new Set(stored.filter(({ decision }) => decision === undefined).map(whoDecides));
  return {
    approvals: [...decided, ...today].sort(
      (one, other) => (one.changes[0] ?? 0) - (other.changes[0] ?? 0),
    ),
    changed: today.filter((stage) => !isUncertain(stage) && !before.has(whoDecides(stage))),
  };
}

/** What is decided by whom, to be compared. */
function whoDecides({ projectId, changes, approvers, mayDecline }: Approval): string {
  return JSON.stringify([projectId, changes, idsOf(approvers), idsOf(mayDecline)]);
}

function idsOf(people: readonly Person[]): string[] {
  return people.map(({ accountId }) => accountId).sort();
}
