import { type ExistingEntitlement, entitlementKey } from '#domain/action/entitlement';
import { type Subject, subjectKey } from '#domain/action/subject';
import type { Directory } from '#ports/directory';
import { holdersAmong } from '../plan/holders-among';

type Verb = 'add' | 'remove';

/** Whether the site shows that all of them hold it, or none of them any more. Throws SiteFailure. */
export async function showsChange(
  directory: Directory,
  verb: Verb,
  entitlement: ExistingEntitlement,
  subjects: readonly Subject[],
): Promise<boolean> {
  const shown = await shownAsWanted(directory, verb, entitlement, subjects);
  return subjects.every((subject) => shown.has(subjectKey(subject)));
}

/** Those, by key, of whom the site shows that they hold it, or hold it no more. Throws SiteFailure. */
export async function shownAsWanted(
  directory: Directory,
  verb: Verb,
  entitlement: ExistingEntitlement,
  subjects: readonly Subject[],
): Promise<ReadonlySet<string>> {
  const holders = await holdersAmong(directory, [entitlement], subjects, true);
  const held = holders.get(entitlementKey(entitlement));
  // What is not there may come back, and who held it with it.
  if (held === undefined) return new Set();
  return new Set(subjects.map(subjectKey).filter((key) => held.has(key) === (verb === 'add')));
}
