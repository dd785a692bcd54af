import { type Holding, latestEnd } from '#domain/holding/holding';
import { missingSince } from '#domain/holding/missing';
import { type PassEnd, tellLate } from '#domain/holding/pass';
import { type Instant, MINUTE } from '#domain/lib/time';
import type { HoldingStore } from '#ports/holding-store';
import type { SweepCursors } from '#ports/sweep-cursors';
import { type NoteRefusedPorts, noteRefused } from '../holding/note-refused';
import { type WriteHoldingsPorts, writeHoldings } from '../holding/write-holdings';
import { type PromiseNoticesPorts, promiseNotices } from './promise-notices';

export interface TellOfLatePorts
  extends WriteHoldingsPorts,
    NoteRefusedPorts,
    Omit<PromiseNoticesPorts, 'noticesPromised'> {
  readonly holdings: HoldingStore;
  readonly sweepCursors: SweepCursors;
}

/** As many as one look for what is due finds: what was told already is among them. */
const LOOKED_AT = 2_000;
/** Where all of those were told already, and what is behind them may not have been: more than a site takes in minutes. */
const LOOKED_AT_MOST = 32_000;
/** Told of in one sweep. */
const TOLD = 200;
/** Longer than any pass. */
const HELD_AT_MOST = 10 * MINUTE;
const LAST_SWEEP = 'tellOfLate';
/** Of two sweeps at once, the second is no later one. */
const LATER_SWEEP = 4 * MINUTE;

/**
 * Tells of what is overdue, or missing, and nobody has come to, though the sweep before this one has seen to it. Whoever can't
 * end something tells of it; this is for what has no such run: its events are lost, or fail as a whole, or too
 * much is due at once for the site.
 */
export async function tellOfLate(ports: TellOfLatePorts): Promise<number> {
  const at = ports.clock.now();
  const lastSweep = instantOf(await ports.sweepCursors.read(LAST_SWEEP), at);
  if (lastSweep + LATER_SWEEP > at) return 0;
  await ports.sweepCursors.write(LAST_SWEEP, String(at));
  const late: (readonly PassEnd[])[] = [];
  for (const state of ['runs', 'stuck'] as const) {
    const look = (limit: number) => ports.holdings.due(state, lastSweep, limit);
    late.push(await findToTell(look, () => true, at));
  }
  // A pass that dies, or whose end can't be written, is made again and again: how late it is, its record says.
  const beingSettled = (limit: number) => ports.holdings.due('settling', at + HELD_AT_MOST, limit);
  const isLate = (one: Holding) => (missingSince(one, at) ?? latestEnd(one) ?? at) <= lastSweep;
  late.push(await findToTell(beingSettled, isLate, at));
  const toTell = inTurn(late).slice(0, TOLD);
  const told = await promiseNotices({ ...ports, noticesPromised: new Set() }, toTell);
  // Whoever has come to it meanwhile tells of it: what they wrote stays.
  const { refused, conflicts } = await writeHoldings(ports, told);
  await noteRefused(ports, refused);
  return told.length - refused.length - conflicts.length;
}

/** What makes no sense, or is still to come as time was set back, is no earlier sweep. */
function instantOf(kept: string | undefined, at: Instant): Instant {
  const instant = Number(kept ?? 0);
  return instant <= at ? instant : 0;
}

/** Of which there is something to tell: what was told already and is still there keeps nothing behind it from its turn. */
async function findToTell(
  look: (limit: number) => Promise<readonly Holding[]>,
  isLate: (one: Holding) => boolean,
  at: Instant,
): Promise<readonly PassEnd[]> {
  for (let limit = LOOKED_AT; ; limit *= 2) {
    const found = await look(limit);
    const toTell = found.filter(isLate).flatMap((one) => tellLate(one, at) ?? []);
    const isAll = found.length < limit || limit >= LOOKED_AT_MOST;
    if (toTell.length >= TOLD || isAll) return toTell;
  }
}

/** One of each, as long as there are any: however much is late of one kind, the others do not wait for it. */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, place) =>
    lists.flatMap((list) => list.slice(place, place + 1)),
  ).flat();
}
