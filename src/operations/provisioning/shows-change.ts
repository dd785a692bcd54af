import { entitlementKey, type StandingEntitlement } from '#domain/action/entitlement';
import { type Subject, subjectKey } from '#domain/action/subject';
import type { Directory } from '#ports/directory';
import { holdersAmong } from './holders-among';

/** Whether the site shows that all of them hold it, or none of them any more. Throws SiteFailure. */
export async function showsChange(
  directory: Directory,
  verb: 'add' | 'remove',
  entitlement: StandingEntitlement,
  subjects: readonly Subject[],
): Promise<boolean> {
  const holders = await holdersAmong(directory, [entitlement], subjects, true);
  const held = holders.get(entitlementKey(entitlement));
  // What is not there may come back, and who held it with it.
  if (held === undefined) return false;
  return subjects.every((subject) => held.has(subjectKey(subject)) === (verb === 'add'));
}
