import { type Instant, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import { LONGEST_LOCK, type Locks } from '#ports/locks';
import { SiteFailure } from '#ports/site-failure';

const ASKED_AGAIN = SECOND / 2;
const TRIES = 20;

export interface LockPorts {
  readonly locks: Locks;
  readonly clock: Clock;
}

interface Alone {
  readonly key: string;
  readonly tooLong: string;
  readonly heldFor?: number;
  /** For so long it stays held after that, unless it is released: what was sent last may still be under way. */
  readonly andAfter?: number;
}

/**
 * Runs while nobody else runs under the same key. Nothing may be sent after the instant that `run` is
 * told. Throws SiteFailure with `tooLong`, to be tried again, where another takes too long.
 */
export async function holdAlone<T>(
  { locks, clock }: LockPorts,
  { key, tooLong, heldFor = LONGEST_LOCK, andAfter = 0 }: Alone,
  run: (until: Instant) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const now = clock.now();
    const until = now + Math.min(heldFor, LONGEST_LOCK - andAfter);
    if (await locks.take(key, now, until + andAfter)) {
      try {
        return await run(until);
      } finally {
        await locks.release(key, until + andAfter);
      }
    }
    await clock.sleep(ASKED_AGAIN);
  }
  throw new SiteFailure('siteUnavailable', tooLong, true);
}
