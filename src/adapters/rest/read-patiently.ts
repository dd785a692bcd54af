import { SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import { SiteFailure } from '#ports/site-failure';
import type { Found } from './read-as';

/** Where a person waits, a read is tried this often, and what waits longer than this is told instead. */
const TRIES = 3;
export const LONGEST_WAIT = 5 * SECOND;
const BACKOFF = SECOND / 4;
const LONGEST_BACKOFF = 20 * SECOND;
/** For so long one question of many is tried: the others wait for its answer, and can do without it. */
const ONE_OF_MANY = 5 * SECOND;

export interface ReadOptions {
  readonly clock: Clock;
  /** For how many milliseconds it is tried where nobody waits. Without it, a person does. */
  readonly patience?: number | undefined;
  /** Whoever asks can do without the answer. What the site asks to wait is waited all the same. */
  readonly isOneOfMany?: boolean | undefined;
  /** Set where a limit's own pause is kept by whoever sends. */
  readonly keepsPauses?: boolean;
}

/** Tries again what may pass, with growing waits; throws the SiteFailure that stayed. */
export async function readPatiently<T>(
  { clock, patience, isOneOfMany = false, keepsPauses = false }: ReadOptions,
  tryOnce: () => Promise<Found<T> | SiteFailure>,
): Promise<T | undefined> {
  const begun = clock.now();
  for (let tried = 1; ; tried += 1) {
    const result = await tryOnce();
    if (!(result instanceof SiteFailure)) return result.value;
    if (result.code === 'callsUsedUp') throw result;
    const wait = result.retryAfterMs ?? Math.min(LONGEST_BACKOFF, BACKOFF * 2 ** tried);
    const isOver =
      patience === undefined
        ? tried >= TRIES || wait > LONGEST_WAIT
        : clock.now() + wait >= begun + longestOf(patience, isOneOfMany, result);
    if (!result.retryable || isOver) throw result;
    if (!keepsPauses || result.code !== 'rateLimited') await clock.sleep(wait);
  }
}

const longestOf = (patience: number, isOneOfMany: boolean, { code }: SiteFailure): number =>
  isOneOfMany && code !== 'rateLimited' ? Math.min(patience, ONE_OF_MANY) : patience;
