import type { World } from '../support/open-world';
import type { Effect } from './effects';
import type { AskedRequest, Schedule } from './schedule';

/** A schedule that was played, and what came of it. */
export interface Played {
  readonly schedule: Schedule;
  readonly world: World;
  /** What whoever decides had before anything was asked. */
  readonly ofDecider: readonly string[];
  /** What anybody on the site has that they had not, as `everyone` says it, while terms run. */
  readonly gained: readonly string[];
  readonly effects: readonly Effect[];
  readonly requests: readonly { readonly id: string; readonly asked: AskedRequest }[];
  /** How many calls workers had made by the end of the trouble. */
  readonly calls: number;
  /** Pairs of group and person that somebody else has changed meanwhile. */
  readonly touched: ReadonlySet<string>;
}
