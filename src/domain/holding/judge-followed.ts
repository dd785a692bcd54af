import type { Action } from '../action/action';
import { isExisting, unnamed } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import type { Instant } from '../lib/time';
import { isDoable } from '../plan/make-plan';
import type { Verdict } from '../plan/plan';
import { endOfFollowed, type FollowedBundle, type FollowedEnd } from '../policy/followed-bundle';
import { heldBy } from './held-by';
import { besidesOf, inForceBy } from './held-by-bundle';
import { type Held, type Holding, holdingId } from './holding';

/** The verdict of each line of a request that follows a bundle, by what is on record by now of those who have it. */
export function judgeFollowed(
  action: Pick<Action, 'verb' | 'entitlement' | 'subject'>,
  verdict: Verdict,
  { follows, connectionId, found, at, inPlace = [] }: KnownOfFollowed,
): Verdict {
  const { verb, entitlement, subject } = action;
  if (verdict.verdict !== 'change' && verdict.verdict !== 'alreadySo') return verdict;
  if (verb === 'remove' && verdict.verdict === 'alreadySo') return verdict;
  const theirs = subject.kind === 'person' ? endOfFollowed(follows, subject.accountId) : undefined;
  if (theirs === undefined) return NOT_HELD;
  switch (verb) {
    case 'add': {
      const has = heldOfFollowed(connectionId, follows, subject).some((one) => {
        const holding = found.get(holdingId(one));
        return holding !== undefined && hasAsLong(holding, theirs, at);
      });
      if (!has) return NOT_HELD;
      // What they have for less long is not what they lack.
      return verdict.verdict === 'change' && verdict.prolongs !== undefined
        ? { verdict: 'alreadySo' }
        : verdict;
    }
    case 'remove': {
      if (!isExisting(entitlement)) return NOT_HELD;
      const held = heldBy(connectionId, entitlement, subject);
      const holding = held && found.get(holdingId(held));
      if (holding === undefined || !isOnlyTheirs(holding, theirs, at)) {
        return { verdict: 'refused', reason: 'heldBesides' };
      }
      const isGiven = inPlace.every((one) => isHeld(found.get(holdingId(one)), at));
      return isGiven ? verdict : { verdict: 'refused', reason: 'restNotGiven' };
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
  /** What the same request gives them in place of what it takes: as it is carried out, that comes first. */
  readonly inPlace?: readonly Held[];
}

/** Whether anything on record gives it. */
const isHeld = (holding: Holding | undefined, at: Instant): boolean =>
  holding !== undefined &&
  ((holding.claims ?? []).length > 0 ||
    holding.grants.some(({ requestId }) => inForceBy(holding, requestId, at).length > 0));

/**
 * What is taken from somebody who can't be given what comes in its place stays: one verdict for each action, in their order.
 */
export function keepTogether(
  actions: readonly Pick<Action, 'verb' | 'subject'>[],
  verdicts: readonly Verdict[],
): readonly Verdict[] {
  const without = new Set(
    actions.flatMap(({ verb, subject }, place) =>
      verb === 'add' && !isDoable(verdicts[place]) ? [subjectKey(subject)] : [],
    ),
  );
  return verdicts.map((verdict, place) => {
    const action = actions[place];
    const isTaken = action?.verb === 'remove' && verdict.verdict === 'change';
    return isTaken && without.has(subjectKey(action.subject))
      ? { verdict: 'refused', reason: 'restNotGiven' }
      : verdict;
  });
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
