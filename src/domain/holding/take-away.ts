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
}

/**
 * An approved request has taken it away: what was in force ends, and when that was approved stays on
 * record, also where nothing was, so that no earlier approval gives it once more (see
 * `unlessDecidedSince`). Undefined where all of it is on record by now.
 */
export function takeAway(
  held: Held,
  current: Holding | undefined,
  { approvedAt, lookedAt }: TakenAway,
  at: Instant,
): HoldingChange | undefined {
  const revokedAt = Math.max(approvedAt, current?.revokedAt ?? approvedAt);
  const ended = current && endGrants(current, 'revoked', lookedAt, at);
  if (ended !== undefined) {
    const grants = ended.holding.grants.map((one) => endIfRevoked(one, revokedAt));
    return { ...ended, holding: { ...ended.holding, grants, revokedAt } };
  }
  if (current?.revokedAt === revokedAt) return undefined;
  const grants = (current?.grants ?? []).map((one) => endIfRevoked(one, revokedAt));
  const isAsItWas = grants.every((one, place) => one === current?.grants[place]);
  return changed(held, current, {
    grants,
    ended: [],
    work: isAsItWas ? (current?.work ?? workOf([])) : toSettle(current, at),
    told: current?.told,
    revokedAt,
  });
}

/** What was given since the look, and counts no more, may be on the site. */
function toSettle(current: Holding | undefined, at: Instant): HoldingWork {
  const sent = current?.work.state === 'settling' && current.work.sent;
  return { state: 'settling', until: at, sent, tries: 0 };
}
