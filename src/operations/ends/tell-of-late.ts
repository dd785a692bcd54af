import { type Holding, latestEnd } from '#domain/holding/holding';
import { tellLate } from '#domain/holding/turn';
import { MINUTE } from '#domain/lib/time';
import type { HoldingStore } from '#ports/holding-store';
import type { Rotations } from '#ports/rotations';
import { type NoteRefusedPorts, noteRefused } from '../holding/note-refused';
import { type WriteHoldingsPorts, writeHoldings } from '../holding/write-holdings';
import { noticesOf, type PromiseNoticesPorts, promiseNotices } from './promise-notices';

export interface TellOfLatePorts
  extends WriteHoldingsPorts,
    NoteRefusedPorts,
    Omit<PromiseNoticesPorts, 'noticesPromised'> {
  readonly holdings: HoldingStore;
  readonly rotations: Rotations;
}

/** As many as one look for what is due finds: what was told already is among them. */
const LOOKED_AT = 2_000;
/** Told of in one sweep. */
const TOLD = 200;
/** Longer than any turn. */
const HELD_AT_MOST = 10 * MINUTE;
const LAST_SWEEP = 'tellOfLate';
/** Of two sweeps at once, the second is no later one. */
const LATER_SWEEP = 4 * MINUTE;

/**
 * Tells of what is overdue and nobody has come to, though the sweep before this one has seen to it. Whoever can't
 * end something tells of it; this is for what has no such run: its events are lost, or fail as a whole, or too
 * much is due at once for the site.
 */
export async function tellOfLate(ports: TellOfLatePorts): Promise<number> {
  const at = ports.clock.now();
  const kept = await ports.rotations.read(LAST_SWEEP);
  const lastSweep = kept === undefined ? 0 : Number(kept);
  if (lastSweep + LATER_SWEEP > at) return 0;
  await ports.rotations.write(LAST_SWEEP, String(at));
  const late: Holding[] = [];
  for (const state of ['runs', 'stuck'] as const) {
    late.push(...(await ports.holdings.due(state, lastSweep, LOOKED_AT)));
  }
  // A turn that dies, or whose end can't be written, is taken again and again: how late it is, its grants say.
  const turns = await ports.holdings.due('settling', at + HELD_AT_MOST, LOOKED_AT);
  late.push(...turns.filter((one) => (latestEnd(one) ?? at) <= lastSweep));
  const told = late.flatMap((one) => tellLate(one, at) ?? []).slice(0, TOLD);
  await promiseNotices({ ...ports, noticesPromised: new Set() }, told.flatMap(noticesOf));
  // Whoever has come to it meanwhile tells of it: what they wrote stays.
  const { refused, conflicts } = await writeHoldings(ports, told);
  await noteRefused(ports, refused);
  return told.length - refused.length - conflicts.length;
}
