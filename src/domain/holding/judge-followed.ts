import type { Action } from '../action/action';
import { isExisting, unnamed } from '../action/entitlement';
import type { Instant } from '../lib/time';
import type { Verdict } from '../plan/plan';
import { endOfFollowed, type FollowedBundle, type FollowedEnd } from '../policy/followed-bundle';
import { heldBy } from './held-by';
import { besidesOf, inForceBy } from './held-by-bundle';
import { type Held, type Holding, holdingId } from './holding';

/** The verdict of each line of a request that follows a bundle, by what is on record by now of those who have it. */
export function judgeFollowed(
  action: Pick<Action, 'verb' | 'entitlement' | 'subject'>,
  verdict: Verdict,
  { follows, connectionId, found, at }: KnownOfFollowed,
): Verdict {
  const { verb, entitlement, subject } = action;
  if (verdict.verdict !== 'change') return verdict;
  const theirs = subject.kind === 'person' ? endOfFollowed(follows, subject.accountId) : undefined;
  if (theirs === undefined) return NOT_HELD;
  switch (verb) {
    case 'add': {
      // What they have for less long is not what they lack.
      if (verdict.prolongs !== undefined) return { verdict: 'alreadySo' };
      const has = heldOfFollowed(connectionId, follows, subject).some((one) => {
        const holding = found.get(holdingId(one));
        return holding !== undefined && hasAsLong(holding, theirs, at);
      });
      return has ? verdict : NOT_HELD;
    }
    case 'remove': {
      if (!isExisting(entitlement)) return NOT_HELD;
      const held = heldBy(connectionId, entitlement, subject);
      const holding = held && found.get(holdingId(held));
      return holding !== undefined && isOnlyTheirs(holding, theirs, at)
        ? verdict
        : { verdict: 'refused', reason: 'heldBesides' };
    }
    case 'create':
      return NOT_HELD;
  }
}

export interface KnownOfFollowed {
  readonly follows: FollowedBundle;
  readonly connectionId: string;
  readonly found: ReadonlyMap<string, Holding>;
  readonly at: Instant;
}

/** What is read to judge a line about somebody. */
export function heldOfFollowed(
  connectionId: string,
  { through }: Pick<FollowedBundle, 'through'>,
  subject: Held['subject'],
): readonly Held[] {
  return through.flatMap((ids) => heldBy(connectionId, unnamed(ids), subject) ?? []);
}

const NOT_HELD: Verdict = { verdict: 'refused', reason: 'bundleNotHeld' };

/** They have something of it still, and for no less long than when it was asked for. */
function hasAsLong(holding: Holding, { requestIds, endsAt }: FollowedEnd, at: Instant): boolean {
  return requestIds.some((id) =>
    inForceBy(holding, id, at).some(
      (grant) => grant.endsAt === undefined || (endsAt !== undefined && grant.endsAt >= endsAt),
    ),
  );
}

/** It was given by the name of the bundle, and nothing else gives it. */
function isOnlyTheirs(holding: Holding, { requestIds }: FollowedEnd, at: Instant): boolean {
  return (
    requestIds.some((id) => inForceBy(holding, id, at).length > 0) &&
    besidesOf(holding, at).every((id) => requestIds.includes(id))
  );
}
