import { MINUTE, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import { isTooMany, PlatformFailure } from '#ports/platform-failure';

/** What the store takes in a minute is there again within that; asked for once it may be, so that the others do not wait on. */
export const ASKED_AGAIN = 2 * SECOND;
const LONGEST_WAIT = MINUTE + 2 * ASKED_AGAIN;

/** Whether the store has taken as much as it takes in a minute: nothing of it was read or written, and it is to be waited for. */
export function isUpToItsLimit(error: unknown): boolean {
  return error instanceof PlatformFailure && isTooMany(error.code);
}

/** The same call again until the store takes it: what it takes in a minute is used up, and no other call fares better. */
export async function whenStoreTakes<T>(
  { clock }: { readonly clock: Clock },
  call: () => Promise<T>,
): Promise<T> {
  const until = clock.now() + LONGEST_WAIT;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isUpToItsLimit(error) || clock.now() >= until) throw error;
      await clock.sleep(ASKED_AGAIN);
    }
  }
}
