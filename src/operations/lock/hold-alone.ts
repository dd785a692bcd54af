import { type Instant, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import { LONGEST_LOCK, type Locks } from '#ports/locks';
import { PlatformFailure } from '#ports/platform-failure';
import { SiteFailure } from '#ports/site-failure';

const ASKED_AGAIN = SECOND / 2;
const WAITS_FOR = 10 * SECOND;
/** Who goes first and has waited in vain asks again within that. */
const COMES_AGAIN = 20 * SECOND;

export interface LockPorts {
  readonly locks: Locks;
  readonly clock: Clock;
}

export interface Alone {
  readonly key: string;
  readonly tooLong: string;
  readonly heldFor?: number;
  /** Whoever asks for it sends nothing after that, however late it gets it. */
  readonly notAfter?: Instant;
  /** For how long it is asked for while another holds it, where it is not as long as usual. */
  readonly waitsFor?: number;
  /** Of those who ask for it beside each other, who gets it; where nothing says so, whoever asks at the right moment. */
  readonly order?: 'first' | 'after';
  /** For so long it stays held after that, unless it is released: what was sent last may still be under way. */
  readonly andAfter?: number;
}

/** Says that something may still be under way as `run` is over: it stays held for `andAfter` from then. */
export type MayGoOn = () => void;
/** Whether somebody who comes first waits for it. */
export type IsAwaited = () => Promise<boolean>;

/**
 * Runs while nobody else runs under the same key. Nothing may be sent after the instant that `run` is
 * told. Throws SiteFailure with `tooLong`, to be tried again, where another takes too long.
 */
export async function holdAlone<T>(
  { locks, clock }: LockPorts,
  { key, tooLong, andAfter = 0, waitsFor = WAITS_FOR, order, ...held }: Alone,
  run: (until: Instant, mayGoOn: MayGoOn, isAwaited: IsAwaited) => Promise<T>,
): Promise<T> {
  const { heldFor = LONGEST_LOCK, notAfter = Number.POSITIVE_INFINITY } = held;
  const before = `first:${key}`;
  const isAwaited = async () => (await asFarAsKnown(locks.isHeld(before, clock.now()))) === true;
  let saidUntil: Instant | undefined;
  for (let waited = 0; waited < waitsFor; waited += ASKED_AGAIN) {
    const now = clock.now();
    const until = Math.min(now + Math.min(heldFor, LONGEST_LOCK - andAfter), notAfter);
    const isOthersTurn = order === 'after' && (await isAwaited());
    if (!isOthersTurn && (await locks.take(key, now, until + andAfter))) {
      let goesOn = false;
      try {
        if (saidUntil !== undefined) await asFarAsKnown(locks.release(before, saidUntil));
        const mayGoOn = () => {
          goesOn = true;
        };
        return await run(until, mayGoOn, isAwaited);
      } finally {
        if (goesOn) await locks.shorten(key, until + andAfter, clock.now() + andAfter);
        else await locks.release(key, until + andAfter);
      }
    }
    // Another who waits has said so: once that one has its turn, this one says it.
    if (order === 'first' && saidUntil === undefined) {
      const said = now + waitsFor - waited + COMES_AGAIN;
      if ((await asFarAsKnown(locks.take(before, now, said))) === true) saidUntil = said;
    }
    await clock.sleep(ASKED_AGAIN);
  }
  throw new SiteFailure('othersFirst', tooLong, true);
}

/** Who goes first is a favour: where the store does not say it, or take it, whoever asks at the right moment does. */
async function asFarAsKnown<T>(known: Promise<T>): Promise<T | undefined> {
  try {
    return await known;
  } catch (error) {
    if (error instanceof PlatformFailure) return undefined;
    throw error;
  }
}
