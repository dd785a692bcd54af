import type { Lateness } from '#domain/grant/lateness';
import type { StuckCause } from '#domain/grant/stuck-cause';
import { type Holding, latestEnd } from '#domain/holding/holding';
import { missingSince } from '#domain/holding/missing';
import { OVERDUE_AFTER, overdueCause, overdueSince } from '#domain/holding/overdue';
import { FAR_AHEAD, type Instant } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';
import { PlatformFailure } from '#ports/platform-failure';

const SHOWN = 100;
/** What is stuck, or is being ended, is found in the order of its next try: so much of it is looked through. */
const LOOKED_THROUGH = 500;

interface OverduePorts {
  readonly holdings: HoldingStore;
  readonly clock: Clock;
}

interface Some {
  readonly items: readonly Holding[];
  readonly more: boolean;
}

/**
 * Access that is not as it was approved, the longest so first: what should have ended and is still there, and what is in
 * force and could not be given back.
 */
export async function listOverdue(
  ports: OverduePorts,
): Promise<{ readonly overdue: Some; readonly missing: Some }> {
  const { overdue, missing } = await lookThrough(ports);
  return {
    overdue: firstOf(overdue, (one) => latestEnd(one) ?? 0),
    missing: firstOf(missing, (one) => one.missingSince ?? 0),
  };
}

function firstOf(found: readonly Holding[], since: (one: Holding) => Instant): Some {
  const items = found.toSorted((one, other) => since(one) - since(other));
  return { items: items.slice(0, SHOWN), more: items.length > SHOWN };
}

/**
 * Why something is late by now, as admins are to be told that something was for `cause`: that one as long as there may
 * be something, or the store does not say. Undefined where nothing is.
 */
export async function findLateCause(
  ports: OverduePorts,
  about: Lateness,
  cause: StuckCause,
): Promise<StuckCause | undefined> {
  let found: Awaited<ReturnType<typeof lookThrough>>;
  try {
    found = await lookThrough(ports);
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    // Nobody comes to what is due where the store does not say what that is: then, above all, admins are told.
    return cause;
  }
  const causes = found[about].map(overdueCause);
  return !found.isAll || causes.includes(cause) ? cause : causes[0];
}

async function lookThrough({ holdings, clock }: OverduePorts) {
  const now = clock.now();
  const stuck = await holdings.due('stuck', now + FAR_AHEAD, LOOKED_THROUGH);
  const left = await holdings.due('runs', now - OVERDUE_AFTER, SHOWN);
  // Also while somebody is at it: a pass may be taken again and again.
  const underWay = await holdings.due('settling', now + FAR_AHEAD, LOOKED_THROUGH);
  const found = [...stuck, ...left, ...underWay];
  return {
    overdue: found.filter((one) => overdueSince(one, now) !== undefined),
    missing: found.filter((one) => missingSince(one, now) !== undefined),
    isAll: stuck.length < LOOKED_THROUGH && underWay.length < LOOKED_THROUGH,
  };
}
