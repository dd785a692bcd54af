import { entitlementKey } from '../action/entitlement';
import type { Holding } from '../holding/holding';
import { begunOf } from '../holding/pass';
import { endingOrder } from './ending-order';

/** What is due of one entitlement, in passes that wait for each other. */
export interface Lane {
  readonly passes: readonly (readonly Holding[])[];
  readonly company: Company;
}

/**
 * Beside what else a lane is worked on. Whoever made a pass that never came to an end has died, and whatever was under way
 * beside it with them: which of it they died of, nobody knows.
 *
 * | passes over it that never came to an end | beside |
 * |---|---|
 * | none | others |
 * | one | others, but none that has one too: the next death is the fault of one alone |
 * | more | nothing, and after all others: it may be what workers die of, whoever comes to it |
 */
export type Company = 'any' | 'unsuspected' | 'none';

/**
 * Holdings that one pass takes, by how many passes over them never came to an end. At first, what ends in the time that a
 * pass may last, as who holds it is read once for all of them; in the end each by itself, so that what a worker dies of
 * takes nothing else of its group or role with it.
 */
const IN_A_PASS = [1_000, 1_000, 30, 1];

/** By what they hold, that of which the first ends first: short terms and small requests. */
export function lanesOf(due: readonly Holding[]): readonly Lane[] {
  const sorted = due.toSorted(endingOrder);
  const byThing = Map.groupBy(sorted, ({ entitlement }) => entitlementKey(entitlement));
  return [...byThing.values()].map((all) => ({ passes: passesOf(all), company: companyOf(all) }));
}

function companyOf(holdings: readonly Holding[]): Company {
  const most = Math.max(...holdings.map(begunOf));
  if (most === 0) return 'any';
  return most === 1 ? 'unsuspected' : 'none';
}

/**
 * What was tried before has passes of its own, which may be long, after those of what is due for the first time: that is
 * to be in time even if whoever takes it dies.
 */
function passesOf(holdings: readonly Holding[]): readonly (readonly Holding[])[] {
  const alike = Map.groupBy(holdings, (one) => `${one.connectionId} ${triedBefore(one)}`);
  return [...alike.values()]
    .toSorted(([one], [other]) => triedBefore(one) - triedBefore(other))
    .flatMap((all) => chunks(all, IN_A_PASS[Math.max(0, triedBefore(all[0]))] ?? 1));
}

/** By how many workers that died; below that, what is due for the first time. */
function triedBefore(one: Holding | undefined): number {
  return one === undefined || one.work.state === 'runs' ? -1 : begunOf(one);
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, place) =>
    all.slice(place * size, (place + 1) * size),
  );
}

/** What begins next beside what is under way. */
export function nextLane(waiting: readonly Lane[], underWay: readonly Company[]): Lane | undefined {
  const isMet = underWay.includes('unsuspected');
  const next = waiting.find(
    ({ company }) => company === 'any' || (company === 'unsuspected' && !isMet),
  );
  if (next !== undefined) return next;
  const isLast = underWay.length === 0;
  return isLast ? waiting[0] : undefined;
}
