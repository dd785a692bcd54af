import type { ExistingIds } from '../action/entitlement';
import type { Instant } from '../lib/time';
import type { AskedBundle } from './asked-bundle';

/**
 * A bundle, or a level of it, to whose contents a request brings those who have it: each only as long as they have it. What is in
 * it counts as it was when it was asked for.
 */
export interface FollowedBundle
  extends Pick<AskedBundle, 'bundleId' | 'levelId' | 'name' | 'policyVersion' | 'contents'> {
  /** All that anybody of them was given by its name: what is on record of that says whether they have it still. */
  readonly through: readonly ExistingIds[];
  readonly ends: readonly FollowedEnd[];
}

/** Until when somebody has a bundle, and by which requests. */
export interface FollowedEnd {
  readonly accountId: string;
  readonly requestIds: readonly string[];
  /** Undefined: it stays. */
  readonly endsAt?: Instant;
}

export const endOfFollowed = (
  { ends }: Pick<FollowedBundle, 'ends'>,
  accountId: string,
): FollowedEnd | undefined => ends.find((one) => one.accountId === accountId);
