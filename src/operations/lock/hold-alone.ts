import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { Locks } from '#ports/locks';
import { SiteFailure } from '#ports/site-failure';

const HELD = 3 * MINUTE;
const ASKED_AGAIN = SECOND / 2;
const TRIES = 20;

export interface LockPorts {
  readonly locks: Locks;
  readonly clock: Clock;
}

/**
 * Runs while nobody else runs under the same key. Nothing may be sent after the instant that `run` is
 * told. Throws SiteFailure with `tooLong`, to be tried again, where another takes too long.
 */
export async function holdAlone<T>(
  { locks, clock }: LockPorts,
  { key, tooLong }: { readonly key: string; readonly tooLong: string },
  run: (until: Instant) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const now = clock.now();
    const until = now + HELD;
    if (await locks.take(key, now, until)) {
      try {
        return await run(until);
      } finally {
        await locks.release(key, until);
      }
    }
    await clock.sleep(ASKED_AGAIN);
  }
  throw new SiteFailure('siteUnavailable', tooLong, true);
}
