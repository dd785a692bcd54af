import type { Instant } from '../lib/time';
import { changed, type HoldingChange } from './change-holding';
import { type Held, type Holding, workOf } from './holding';
import { revokeHolding } from './revoke-holding';

export interface TakenAway {
  /** When the request that took it away was approved. */
  readonly approvedAt: Instant;
  /** When whoever took it away looked at the site. */
  readonly lookedAt: Instant;
}

/**
 * An approved request has taken it away: what was in force ends, and when that was approved stays on
 * record, also where nothing was, so that no earlier approval gives it once more (see
 * `unlessTakenAway`). Undefined where all of it is on record by now.
 */
export function takeAway(
  held: Held,
  current: Holding | undefined,
  { approvedAt, lookedAt }: TakenAway,
  at: Instant,
): HoldingChange | undefined {
  const revokedAt = Math.max(approvedAt, current?.revokedAt ?? approvedAt);
  const ended = current && revokeHolding(current, 'revoked', lookedAt, at);
  if (ended !== undefined) return { ...ended, holding: { ...ended.holding, revokedAt } };
  if (current?.revokedAt === revokedAt) return undefined;
  return changed(held, current, {
    grants: current?.grants ?? [],
    ended: [],
    work: current?.work ?? workOf([]),
    told: current?.told,
    revokedAt,
  });
}
