import { goesOnAsLong } from '../grant/ending';
import type { Instant } from '../lib/time';
import { changed, type HoldingChange } from './change-holding';
import { claimsOf, withClaim } from './claims-of';
import { endingOf } from './endings-of';
import { type Claim, type Held, type Holding, workOf } from './holding';

/** `lookAgain`: what was seen is not what is on record by now. `asItIs`: it is on record what the request has given. */
export type Claimed = HoldingChange | 'lookAgain' | 'asItIs';

/**
 * The holding with what a request was approved for, and found there already. It becomes a grant as soon as
 * another request is proved to have given it by a call that was begun before (see `giveGrant`): it is written as
 * that is, by whoever writes it, so that the later end counts whichever is written first. And as soon as the call of a removal
 * that was approved before has taken away what was found (see `takeAway`), also where it goes on as long by another grant.
 *
 * `lookedAt`: when the look began that found it.
 */
export function claimGrant(
  held: Held,
  current: Holding | undefined,
  claim: Claim,
  lookedAt: Instant,
  at: Instant,
): Claimed {
  if (hasMovedSince(current, lookedAt)) return 'lookAgain';
  const ending = current && endingOf(current, claim.requestId);
  if (ending !== undefined) return goesOnAsLong(ending, claim) ? 'asItIs' : 'lookAgain';
  return changed(held, current, {
    grants: current?.grants ?? [],
    ended: [],
    work: current?.work ?? workOf([]),
    told: current?.told,
    claims: withClaim(claimsOf(current, at), claim),
  });
}

/** Whether it may have been taken away since it was seen there. */
export function hasMovedSince(current: Holding | undefined, lookedAt: Instant): boolean {
  return (current?.turnedAt ?? Number.NEGATIVE_INFINITY) > lookedAt;
}
