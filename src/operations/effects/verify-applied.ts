import type { Ask, Change } from '#domain/action/ask';
import { isExisting } from '#domain/action/entitlement';
import { type Subject, subjectKey } from '#domain/action/subject';
import type { Step } from '#domain/effects/step-block';
import type { Clock } from '#ports/clock';
import type { Directory } from '#ports/directory';
import type { Log } from '#ports/log';
import { shownAsWanted } from './shows-change';

/** Reads back what was applied, and notes on each step when it was seen to hold. */
export async function verifyApplied(
  ports: { readonly directory: Directory; readonly clock: Clock; readonly log: Log },
  ask: Ask,
  change: Change,
  steps: readonly Step[],
): Promise<readonly Step[]> {
  const applied = steps.filter(({ outcome }) => outcome.state === 'applied');
  if (applied.length === 0) return steps;
  const keyOf = ({ subject }: Step) => {
    const found = ask.subjects[subject];
    return found === undefined ? '' : subjectKey(found);
  };
  try {
    const seen = await seenToHold(ports.directory, ask, change, applied);
    const verifiedAt = ports.clock.now();
    return steps.map((step): Step => {
      const { outcome } = step;
      return outcome.state === 'applied' && seen.has(keyOf(step))
        ? { ...step, outcome: { ...outcome, verifiedAt } }
        : step;
    });
  } catch (error) {
    // What was applied stays applied: only the second look is missing, and the step shows that.
    ports.log.warn('Applied steps could not be read back', {
      reason: error instanceof Error ? error.name : 'unknown',
    });
    return steps;
  }
}

/** The subjects, by key, for whom the site shows what the change was to bring about. */
async function seenToHold(
  directory: Directory,
  ask: Ask,
  { verb, entitlement }: Change,
  applied: readonly Step[],
): Promise<ReadonlySet<string>> {
  const subjects = applied.flatMap(({ subject }) => ask.subjects[subject] ?? []);
  if (verb === 'create') return createdNow(directory, subjects, applied);
  if (!isExisting(entitlement)) return new Set();
  return shownAsWanted(directory, verb, entitlement, subjects);
}

/** Looked for by the ids that the site gave: a name or an address may be another's. */
async function createdNow(
  directory: Directory,
  subjects: readonly Subject[],
  applied: readonly Step[],
): Promise<ReadonlySet<string>> {
  const made = applied.flatMap(({ outcome }, place) => {
    const [subject, id] = [subjects[place], 'createdId' in outcome ? outcome.createdId : undefined];
    return subject === undefined || id === undefined ? [] : [{ subject, id }];
  });
  const groupIds = made.flatMap(({ subject, id }) => (subject.kind === 'newGroup' ? [id] : []));
  const accountIds = made.flatMap(({ subject, id }) => (subject.kind === 'newGroup' ? [] : [id]));
  const [people, groups] = await Promise.all([
    accountIds.length === 0 ? new Map<string, never>() : directory.people(accountIds),
    groupIds.length === 0 ? new Map<string, never>() : directory.groups(groupIds),
  ]);
  const there = made.filter(({ id }) => people.has(id) || groups.has(id));
  return new Set(there.map(({ subject }) => subjectKey(subject)));
}
