import type { Grant } from '../grant/grant';
import type { Instant } from '../lib/time';
import { changed, type HoldingChange } from './change-holding';
import { endGrants } from './end-grants';
import { endIfRevoked } from './end-if-revoked';
import { type Held, type Holding, type HoldingWork, workOf } from './holding';

export interface TakenAway {
  /** When the request that took it away was approved. */
  readonly approvedAt: Instant;
  /** When whoever took it away looked at the site. */
  readonly lookedAt: Instant;
  /** Whether a call of that request took it away: that may have come after what others gave. */
  readonly sent: boolean;
}

/**
 * An approved request has taken it away: what was in force ends, and when that was approved stays on
 * record, also where nothing was, so that no earlier approval gives it once more (see
 * `unlessDecidedSince`). Undefined where all of it is on record by now.
 *
 * What was given meanwhile is not meant, and neither is what a later approval gave: a call that was under way may have
 * taken that away, too. So the site is looked at, and it is given back.
 */
export function takeAway(
  held: Held,
  current: Holding | undefined,
  { approvedAt, lookedAt, sent }: TakenAway,
  at: Instant,
): HoldingChange | undefined {
  const revokedAt = Math.max(approvedAt, current?.revokedAt ?? approvedAt);
  const isMeant = (one: Grant) => !sent || (one.approvedAt ?? approvedAt) <= approvedAt;
  const ended = current && endGrants(current, 'revoked', lookedAt, at, isMeant);
  if (ended !== undefined) {
    const grants = ended.holding.grants.map((one) => endIfRevoked(one, revokedAt));
    return { ...ended, holding: { ...ended.holding, grants, revokedAt } };
  }
  const grants = (current?.grants ?? []).map((one) => endIfRevoked(one, revokedAt));
  const mayBeGone = sent && grants.length > 0;
  if (current?.revokedAt === revokedAt && !mayBeGone) return undefined;
  const isAsItWas = !mayBeGone && grants.every((one, place) => one === current?.grants[place]);
  return changed(held, current, {
    grants,
    ended: [],
    work: isAsItWas ? (current?.work ?? workOf([])) : toSettle(current, at),
    told: current?.told,
    revokedAt,
    // Who has looked before and writes only now what it gives is to look again.
    ...(sent ? { turnedAt: at } : {}),
  });
}

/** What was given since the look, and counts no more, may be on the site. */
function toSettle(current: Holding | undefined, at: Instant): HoldingWork {
  const sent = current?.work.state === 'settling' && current.work.sent;
  return { state: 'settling', until: at, sent, tries: 0 };
}
