import type { Person } from '../action/person';
import type { Instant } from '../lib/time';
import type { Approval } from './approval';
import { decidesAfterHours } from './in-place-of';
import { newlyNamed, withNewlyNamed } from './newly-named';
import { isUncertain } from './resolve-approvals';
import { inOrder, isApproved, openStages } from './turns';

/**
 * The stages of what is decided, and today's for everything else, with what was decided of them: what they cover
 * changes where the issue has moved to another project. What somebody approved that no stage asks any more counts for
 * nothing: they are asked anew where one does. `changed`: those of today's whose turn it is and that others decide
 * than before; of a stage that something could not be found out about, as it goes on record, and only where somebody is
 * named who is not on record.
 */
export function rerouteApprovals(
  stored: readonly Approval[],
  today: readonly Approval[],
): { readonly approvals: readonly Approval[]; readonly changed: readonly Approval[] } {
  const decided = stored.filter(isApproved).flatMap((stage) => besides(stage, today));
  const before = new Set(stored.map(whoDecides));
  const approvals = [...decided, ...today].sort(inOrder);
  return {
    approvals,
    changed: openStages(approvals).flatMap((stage) => {
      if (!isUncertain(stage)) return before.has(whoDecides(stage)) ? [] : stage;
      const recorded = onRecord(stored, stage);
      return newlyNamed(recorded, stage).length === 0 ? [] : withNewlyNamed(recorded, stage);
    }),
  };
}

/**
 * Stages as they go on record. One that something is not known of stays as it was, and one that was not there names
 * nobody, but for those whom another of its sources names by now: nobody else was told of it, and once it is known who
 * decides, that is seen to be new. Who may decide is never taken from the record.
 */
export function asOnRecord(stored: readonly Approval[], now: readonly Approval[]): Approval[] {
  return now.map((stage) => {
    const before = stored.find((one) => isSameStage(one, stage));
    const isDecidedHere = stage.decisions.length !== (before?.decisions.length ?? 0);
    if (isApproved(stage) || isDecidedHere || !isUncertain(stage)) return stage;
    return withNewlyNamed(onRecord(stored, stage), stage);
  });
}

/** The same, and whoever is asked from now on has their time before fallback approvers are let in beside them (`let-in.ts`). */
export function asAskedFrom(
  at: Instant,
  stored: readonly Approval[],
  now: readonly Approval[],
): Approval[] {
  return asOnRecord(stored, now).map((stage) => {
    const before = stored.find((one) => isSameStage(one, stage));
    const wereAsked = new Set(before?.approvers.map(({ accountId }) => accountId));
    const isNew = ({ accountId }: Person) =>
      !wereAsked.has(accountId) && decidesAfterHours(stage, accountId) === undefined;
    return !isApproved(stage) && stage.approvers.some(isNew) ? { ...stage, askedAt: at } : stage;
  });
}

/** What is on record of a stage; of one that was not there, that nobody was named. */
function onRecord(stored: readonly Approval[], stage: Approval): Approval {
  const before = stored.find((one) => isSameStage(one, stage));
  return before ?? { ...stage, approvers: [], mayDecline: [] };
}

/**
 * Those whose turn it is, as they are told of it. What can't be found out now was known when the same was asked: those who
 * were found then are told, and nobody whom no stage asks any more.
 */
export function turnsToTell(
  stored: readonly Approval[],
  now: readonly Approval[],
): readonly Approval[] {
  return openStages(now).map((stage) =>
    isUncertain(stage) ? (stored.find((one) => isSameStage(one, stage)) ?? stage) : stage,
  );
}

function isSameStage(one: Approval, other: Approval): boolean {
  const keyOf = ({ asks, order, changes }: Approval) => JSON.stringify([asks, order, changes]);
  return keyOf(one) === keyOf(other);
}

/** A decided stage, of those changes that none of today's is about: nobody is asked about them any more. */
function besides(stage: Approval, today: readonly Approval[]): Approval[] {
  const changes = stage.changes.filter(
    (change) => !today.some((one) => one.changes.includes(change)),
  );
  return changes.length === 0 ? [] : [{ ...stage, changes }];
}

/** What is decided by whom, to be compared. */
function whoDecides({
  projectId,
  asks,
  order,
  needed,
  changes,
  approvers,
  mayDecline,
}: Approval): string {
  return JSON.stringify([
    projectId,
    asks,
    order,
    needed,
    changes,
    idsOf(approvers),
    idsOf(mayDecline),
  ]);
}

function idsOf(people: readonly Person[]): string[] {
  return people.map(({ accountId }) => accountId).sort();
}
