import { subjectKey } from '../action/subject';
import type { Instant } from '../lib/time';
import { type GrantBlock, isOpen } from './grant';

/**
 * When the access that open grants of one entitlement give ends, for each subject whose access ends
 * at all: the latest of its grants counts, and one that stays outlasts them all.
 */
export function endingsOf(blocks: readonly GrantBlock[]): ReadonlyMap<string, Instant> {
  const latest = new Map<string, Instant>();
  for (const block of blocks) {
    for (const grant of block.grants) {
      if (!isOpen(grant)) continue;
      const key = subjectKey(grant.subject);
      latest.set(key, Math.max(latest.get(key) ?? 0, grant.endsAt ?? Number.POSITIVE_INFINITY));
    }
  }
  for (const [key, end] of latest) if (end === Number.POSITIVE_INFINITY) latest.delete(key);
  return latest;
}
