import { PROVED_WITHIN } from '../effects/what-is-ours';
import { surelyEndsNoSooner } from '../grant/ends-no-sooner';
import { type GrantOrigin, isOf } from '../grant/grant';
import type { Instant } from '../lib/time';
import { endIfRevoked } from './end-if-revoked';
import type { Claim, Holding } from './holding';

/** By then no call that was sent before is proved any more: it is looked for in the first half, by a worker that lives no longer than the second. */
const COUNTS_FOR = 2 * PROVED_WITHIN;
/** The record stays small, whatever is approved in that time. */
const KEPT = 8;

/** Those that can still come to something. */
export function claimsOf(
  holding: Pick<Holding, 'claims'> | undefined,
  at: Instant,
): readonly Claim[] {
  return (holding?.claims ?? []).filter(({ grantedAt }) => grantedAt + COUNTS_FOR > at);
}

/** Those that were seen while a call may have been under way that was begun then. */
export function claimsBeside(
  holding: Pick<Holding, 'claims'> | undefined,
  begunAt: Instant,
): readonly Claim[] {
  return claimsOf(holding, begunAt).filter(({ grantedAt }) => grantedAt < begunAt + COUNTS_FOR);
}

/** With one more: beside it, those that end no later say nothing. The longest come first, and are kept. */
export function withClaim(claims: readonly Claim[], claim: Claim): readonly Claim[] {
  const longer = withoutClaim(claims, claim).filter((one) => !surelyEndsNoSooner(claim, one));
  return [...longer, claim].slice(0, KEPT);
}

/** Those that none of the others takes the place of; of two that end together, the later one. */
export function longestOf(claims: readonly Claim[]): readonly Claim[] {
  return claims.reduce<readonly Claim[]>(
    (longest, one) =>
      longest.some((it) => surelyEndsNoSooner(it, one) && !surelyEndsNoSooner(one, it))
        ? longest
        : [...longest.filter((it) => !surelyEndsNoSooner(one, it)), one],
    [],
  );
}

export function withoutClaim(claims: readonly Claim[], origin: GrantOrigin): readonly Claim[] {
  return claims.filter((one) => !isOf(one, origin));
}

interface Since {
  /** When the call was begun that gave it. */
  readonly begunAt: Instant;
  readonly revokedAt: Instant | undefined;
  readonly returnedAt: Instant | undefined;
}

/**
 * Those that are about what a call gave which was begun then: it was seen there after. What was seen before, the look of that
 * call did not find any more: it was another's. What was returned since is over.
 */
export function claimsAbout(
  claims: readonly Claim[],
  { begunAt, revokedAt, returnedAt = Number.NEGATIVE_INFINITY }: Since,
): readonly Claim[] {
  return claims.filter(
    (one) =>
      one.grantedAt >= begunAt &&
      one.grantedAt > returnedAt &&
      endIfRevoked(one, revokedAt) === one,
  );
}
