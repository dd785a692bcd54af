import { surelyEndsNoSooner } from '../grant/ends-no-sooner';
import type { Grant } from '../grant/grant';
import type { Instant } from '../lib/time';
import { changed, type HoldingChange } from './change-holding';
import { claimsAbout, claimsBeside, claimsOf, longestOf } from './claims-of';
import { endGrants } from './end-grants';
import { returnedAt } from './end-if-returned';
import { endIfRevoked } from './end-if-revoked';
import { type Claim, type Held, type Holding, type HoldingWork, workOf } from './holding';

export interface TakenAway {
  /** When the request that took it away was approved. */
  readonly approvedAt: Instant;
  /** When whoever took it away looked at the site. */
  readonly lookedAt: Instant;
  /** Whether a call of that request took it away: that may have come after what others gave. */
  readonly sent: boolean;
  /** When that call was begun, where that is on record. */
  readonly begunAt?: Instant | undefined;
}

/**
 * An approved request has taken it away: what was in force ends, and when that was approved stays on
 * record, also where nothing was, so that no earlier approval gives it once more (see
 * `unlessDecidedSince`). Undefined where all of it is on record by now.
 *
 * What was given meanwhile is not meant, and neither is what a later approval gave, or found there (`Claim`): a call that was
 * under way may have taken that away, too. So the site is looked at, and it is given back.
 */
export function takeAway(
  held: Held,
  current: Holding | undefined,
  { approvedAt, lookedAt, sent, ...call }: TakenAway,
  at: Instant,
): HoldingChange | undefined {
  const revokedAt = Math.max(approvedAt, current?.revokedAt ?? approvedAt);
  const claims = claimsOf(current, at);
  // However long ago the call was: what came of it may be known only after days.
  const beside = claimsBeside(current, call.begunAt ?? at);
  const found = sent ? foundSince(current, beside, { approvedAt, revokedAt }) : [];
  const left = claims.filter((one) => !found.includes(one));
  const isMeant = (one: Grant) => !sent || (one.approvedAt ?? approvedAt) <= approvedAt;
  const ended = current && endGrants(current, 'revoked', lookedAt, at, isMeant);
  if (ended !== undefined) {
    const stays = ended.holding.grants.map((one) => endIfRevoked(one, revokedAt));
    const grants = withLongest(stays, found);
    const { claims: _, ...holding } = ended.holding;
    const work = grants.length === 0 ? holding.work : toSettle(current, at);
    const rest = left.length === 0 ? {} : { claims: left };
    return { ...ended, holding: { ...holding, ...rest, grants, work, revokedAt } };
  }
  const stays = (current?.grants ?? []).map((one) => endIfRevoked(one, revokedAt));
  const grants = withLongest(stays, found);
  const mayBeGone = sent && grants.length > 0;
  if (current?.revokedAt === revokedAt && !mayBeGone) return undefined;
  const isAsItWas = !mayBeGone && grants.every((one, place) => one === current?.grants[place]);
  return changed(held, current, {
    grants,
    ended: [],
    work: isAsItWas ? (current?.work ?? workOf([])) : toSettle(current, at),
    told: current?.told,
    claims: left,
    revokedAt,
    // Who has looked before and writes only now what it gives is to look again.
    ...(sent ? { turnedAt: at } : {}),
  });
}

/** What was approved after the removal, and found there: not what was returned since, or taken away by a later one. */
function foundSince(
  current: Holding | undefined,
  claims: readonly Claim[],
  { approvedAt, revokedAt }: { readonly approvedAt: Instant; readonly revokedAt: Instant },
): readonly Claim[] {
  const since = { begunAt: approvedAt, revokedAt, returnedAt: returnedAt(current) };
  return claimsAbout(claims, since).filter((one) => (one.approvedAt ?? approvedAt) > approvedAt);
}

/** With what was found for longest, unless something goes on as long. */
function withLongest(grants: readonly Grant[], found: readonly Claim[]): readonly Grant[] {
  const longer = longestOf(found).filter(
    (one) => !grants.some((grant) => surelyEndsNoSooner(grant, one)),
  );
  return [...grants, ...longer];
}

/** What was given since the look, and counts no more, may be on the site. */
function toSettle(current: Holding | undefined, at: Instant): HoldingWork {
  const sent = current?.work.state === 'settling' && current.work.sent;
  return { state: 'settling', until: at, sent, tries: 0 };
}
