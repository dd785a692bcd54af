import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Approval, TraceEntry } from './approval';
import { awaited, shareChanges, stillNeeded } from './turns';

export type NoApprover = {
  readonly code: 'noApprover';
  readonly trace: readonly TraceEntry[];
  /** The names of the rules that ask for somebody. */
  readonly rules: readonly string[];
};

/** Whether a stage has as many who may decide it as it waits for. */
export function hasEnough(stage: Approval): boolean {
  return awaited(stage).length >= stillNeeded(stage);
}

/**
 * Whether every stage has somebody who may decide it, and as many as have to, none of them in two stages of
 * the same changes; the refusal names the first that has not.
 */
export function judgeApprovers(approvals: readonly Approval[]): Allowed<NoApprover> {
  const lacking = approvals.find((stage) => !hasEnough(stage)) ?? firstWithoutSeats(approvals);
  if (lacking === undefined) return ALLOWED;
  return forbidden({ code: 'noApprover', trace: lacking.trace, rules: lacking.rules });
}

/** The first stage whose seats can't all be filled with people who sit in no stage before it. */
function firstWithoutSeats(approvals: readonly Approval[]): Approval | undefined {
  return approvals.find((last, place) => {
    const before = approvals.slice(0, place).filter((one) => shareChanges(one, last));
    return !canSeat([...before, last]);
  });
}

/** Those who may decide a stage, and without whom the seats of the others could not be filled: they are left for these. */
export function neededElsewhere(stages: readonly Approval[], stage: Approval): ReadonlySet<string> {
  if (!canSeat(stages)) return new Set();
  const isSpared = (who: string) => {
    const [, ...ofStage] = seatsOf(stage);
    const others = stages.filter((one) => one !== stage).flatMap(seatsOf);
    return canFill([...ofStage, ...others].map((seat) => seat.filter((one) => one !== who)));
  };
  const who = awaited(stage).map(({ accountId }) => accountId);
  return new Set(who.filter((one) => !isSpared(one)));
}

type Seat = readonly string[];

function seatsOf(stage: Approval): readonly Seat[] {
  const who = awaited(stage).map(({ accountId }) => accountId);
  return Array.from({ length: stillNeeded(stage) }, () => who);
}

/** Whether each seat of these stages can have a person of its own. */
function canSeat(stages: readonly Approval[]): boolean {
  return canFill(stages.flatMap(seatsOf));
}

function canFill(seats: readonly Seat[]): boolean {
  const seatOf = new Map<string, Seat>();
  /** Seats somebody, and has whoever sits there find another seat. */
  const fill = (seat: Seat, tried: Set<string>): boolean =>
    seat.some((who) => {
      if (tried.has(who)) return false;
      tried.add(who);
      const taken = seatOf.get(who);
      if (taken !== undefined && !fill(taken, tried)) return false;
      seatOf.set(who, seat);
      return true;
    });
  return seats.every((seat) => fill(seat, new Set()));
}
