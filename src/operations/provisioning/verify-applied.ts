import type { Ask, Change } from '#domain/action/ask';
import { entitlementKey, groupNameKey } from '#domain/action/entitlement';
import { type Subject, subjectKey } from '#domain/action/subject';
import type { Step } from '#domain/provisioning/step-block';
import type { Clock } from '#ports/clock';
import type { Directory } from '#ports/directory';
import type { Log } from '#ports/log';
import { holdersAmong } from './holders-among';

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
  if (entitlement.kind !== 'group' && entitlement.kind !== 'role') return new Set();
  const holders = await holdersAmong(directory, [entitlement], subjects, true);
  const held = holders.get(entitlementKey(entitlement));
  const keys = subjects.map(subjectKey);
  return new Set(keys.filter((key) => (held?.has(key) ?? false) === (verb === 'add')));
}

/** Accounts are looked for by their id, which is certain at once; a search by address comes later. */
async function createdNow(
  directory: Directory,
  subjects: readonly Subject[],
  applied: readonly Step[],
): Promise<ReadonlySet<string>> {
  const createdId = ({ outcome }: Step) => ('createdId' in outcome ? outcome.createdId : undefined);
  const names = subjects.flatMap((one) => (one.kind === 'newGroup' ? [one.name] : []));
  const accounts = applied.flatMap((step, place) =>
    subjects[place]?.kind === 'newGroup' ? [] : (createdId(step) ?? []),
  );
  const [people, groups] = await Promise.all([
    accounts.length === 0 ? new Map() : directory.people(accounts),
    names.length === 0 ? new Map() : directory.groupNames(names),
  ]);
  const keys = applied.flatMap((step, place) => {
    const subject = subjects[place];
    if (subject === undefined) return [];
    const there =
      subject.kind === 'newGroup'
        ? groups.has(groupNameKey(subject.name))
        : people.has(createdId(step) ?? '');
    return there ? [subjectKey(subject)] : [];
  });
  return new Set(keys);
}
