import { subjectKey } from '../action/subject';
import type { Instant } from '../lib/time';
import { type Grant, type GrantBlock, isOpen } from './grant';

/**
 * When the access that open grants of one entitlement give ends, for each subject whose access ends
 * at all: the latest of its grants counts, and one that stays outlasts them all.
 */
export function endingsOf(blocks: readonly GrantBlock[]): ReadonlyMap<string, Instant> {
  const latest = new Map<string, Instant>();
  for (const block of blocks) {
    for (const grant of block.grants) {
      // What may be somebody else's has no end that could be prolonged.
      if (!isOpen(grant)) continue;
      const key = subjectKey(grant.subject);
      latest.set(key, Math.max(latest.get(key) ?? 0, endOf(grant)));
    }
  }
  for (const [key, end] of latest) if (end === Number.POSITIVE_INFINITY) latest.delete(key);
  return latest;
}

function endOf({ endsAt, unproved }: Grant): Instant {
  return unproved === true ? Number.POSITIVE_INFINITY : (endsAt ?? Number.POSITIVE_INFINITY);
}
