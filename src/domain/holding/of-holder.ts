import { subjectKey } from '../action/subject';
import type { Grant } from '../grant/grant';
import type { Instant } from '../lib/time';
import { type Holding, lastingGrant, latestEnd } from './holding';

/** What somebody finds of theirs: what is in force, and what has ended. */
export type HeldStanding = 'inForce' | 'over';

/** By which a holding is found for whoever has it. */
export interface OfHolder {
  /** Whose it is: `subjectKey`. */
  readonly holder: string;
  /** `nothing`: no grant says or has ever said anything about it. */
  readonly standing: HeldStanding | 'nothing';
  /** When it ends, undefined where it stays; of what is over, when it last ended. */
  readonly lastEnd: Instant | undefined;
}

export function ofHolder(holding: Holding): OfHolder {
  const holder = subjectKey(holding.subject);
  if (holding.grants.length > 0) {
    return { holder, standing: 'inForce', lastEnd: latestEnd(holding) };
  }
  const last = holding.ended.at(-1);
  return last === undefined
    ? { holder, standing: 'nothing', lastEnd: 0 }
    : { holder, standing: 'over', lastEnd: last.endedAt };
}

/** The grant by which it is told where it is from: the one that goes on longest, else the one that ended last. */
export function tellingGrant(holding: Holding): Grant | undefined {
  return lastingGrant(holding) ?? holding.ended.at(-1);
}
