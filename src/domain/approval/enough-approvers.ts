import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Approval, TraceEntry } from './approval';
import { awayFor } from './away-for';
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

/**
 * Those who may decide a stage, themselves or by whoever stands in for them, and without whom the seats of the others could not be
 * filled: they are left for these.
 */
export function neededElsewhere(stages: readonly Approval[], stage: Approval): ReadonlySet<string> {
  if (!canSeat(stages)) return new Set();
  const isSpared = (decidesAs: readonly string[]) => {
    const [, ...ofStage] = seatsOf(stage, decidesAs);
    const others = stages.filter((one) => one !== stage);
    return canFill([...ofStage, ...others.flatMap((one) => seatsOf(one, decidesAs))]);
  };
  const ways = awaited(stage).map(({ accountId }) => asWhom(stage, accountId));
  // Where whoever stands in is left for others, whoever is away would decide themselves.
  const who = new Set(ways.flat());
  const alone = [...who].filter((one) => !isSpared([one]));
  const needed = ways.filter((way) => !isSpared(way));
  return new Set([...needed.flatMap((way) => way.slice(0, 1)), ...alone]);
}

type Seat = readonly string[];

/** Nobody sits in one who is among those that are left out of it, or stands in for one of them. */
function seatsOf(stage: Approval, without: readonly string[] = []): readonly Seat[] {
  const who = awaited(stage)
    .map(({ accountId }) => accountId)
    .filter((one) => !asWhom(stage, one).some((as) => without.includes(as)));
  return Array.from({ length: stillNeeded(stage) }, () => who);
}

/** As whom somebody would decide a stage: themselves, and whoever is away whom they stand in for. */
function asWhom(stage: Approval, accountId: string): readonly string[] {
  const away = awayFor(stage, accountId);
  return away === undefined ? [accountId] : [accountId, away.accountId];
}

/** Whether each seat of these stages can have a person of its own. */
function canSeat(stages: readonly Approval[]): boolean {
  return canFill(stages.flatMap((stage) => seatsOf(stage)));
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
