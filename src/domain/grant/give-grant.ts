import { type Instant, MINUTE } from '../lib/time';
import type { HoldingChange } from './change-holding';
import { changed, endThem } from './change-holding';
import { type Grant, isOf } from './grant';
import { endsNoSooner, type Held, type Holding, workOf } from './holding';

export interface Giving {
  readonly grant: Grant;
  /** `applied`: the app's own effect brought the access about. `prolonged`: it was there, by a grant. */
  readonly how: 'applied' | 'prolonged';
  /** When whoever gives looked at the site. */
  readonly lookedAt: Instant;
}

/** Clocks differ, and requests overlap: what is closer together than this may be about the same access. */
const SAME_TIME = 10 * MINUTE;

/**
 * The holding with one more grant in force, the same however often it is written. Those that end no
 * later than it are superseded. Undefined where there is nothing to prolong: access that no grant gives
 * is nobody's, and no expiry takes it away.
 *
 * Where somebody took a turn since the site was looked at, it is to be settled: what was seen may be gone.
 */
export function giveGrant(
  held: Held,
  current: Holding | undefined,
  { grant, how, lookedAt }: Giving,
  at: Instant,
): HoldingChange | undefined {
  const inForce = current?.grants ?? [];
  if (how === 'prolonged' && inForce.length === 0) return undefined;
  const given = how === 'prolonged' ? inherit(grant, inForce) : grant;
  const others = inForce.filter((one) => !isOf(one, grant));
  // Proved to have been given anew: whatever was given long before had been taken away by hand.
  const isNew = how === 'applied' && given.unproved !== true;
  const isGone = (one: Grant) => isNew && one.grantedAt + SAME_TIME <= lookedAt;
  const ended = others.flatMap((one) => {
    if (isGone(one)) {
      return endThem([one], isDue(one, at) ? 'expired' : 'goneByHand', at, inForce);
    }
    return endsNoSooner(given, one) ? endThem([one], 'superseded', at, inForce) : [];
  });
  const left = others.filter((one) => !ended.some((end) => isOf(end, one)));
  const grants = [...left, given];
  const work = mayHaveMoved(current, lookedAt)
    ? ({
        state: 'settling',
        until: disputedUntil(current, at),
        sent: sentOf(current),
        tries: 0,
      } as const)
    : workOf(grants);
  return changed(held, current, { grants, ended, work, told: undefined });
}

/** What prolongs access that is not proved to be ours does not make it so. */
function inherit(grant: Grant, from: readonly Grant[]): Grant {
  return from.some(({ unproved }) => unproved !== true) ? grant : { ...grant, unproved: true };
}

const isDue = ({ endsAt }: Grant, at: Instant) => endsAt !== undefined && endsAt <= at;

/** Whether somebody took a turn when the site was looked at, or about then. */
export function mayHaveMoved(current: Holding | undefined, lookedAt: Instant): boolean {
  if (current === undefined) return false;
  if (current.work.state === 'settling') return true;
  return current.turnedAt !== undefined && current.turnedAt + SAME_TIME > lookedAt;
}

/** Whoever is at it finds the new grant as they write; where nobody is, the site is looked at next. */
function disputedUntil(current: Holding | undefined, at: Instant): Instant {
  return current?.work.state === 'settling' ? current.work.until : at;
}

function sentOf(current: Holding | undefined): boolean {
  return current?.work.state === 'settling' && current.work.sent;
}
