import type { World } from '../support/open-world';
import type { AskedRequest } from './asked-request';
import type { Effect } from './effects';
import type { Schedule } from './schedule';

export interface CallMade {
  /** It changes nothing: to be killed before it and after it is the same. */
  readonly isRead: boolean;
}

/** A schedule that was played, and what came of it. */
export interface Played {
  readonly schedule: Schedule;
  readonly world: World;
  /** The id of the issue, wherever it is; undefined where it is gone. */
  readonly issue: string | undefined;
  /** What the lead had before anything was asked. */
  readonly ofDecider: readonly string[];
  /** What anybody on the site came to have that nobody else approved (`watchGains`). */
  readonly unlicensed: readonly string[];
  readonly effects: readonly Effect[];
  readonly requests: readonly { readonly id: string; readonly asked: AskedRequest }[];
  /** The calls that workers had made by the end of the trouble, in their order, as they are counted. */
  readonly calls: readonly CallMade[];
  /** Pairs of group and person that somebody else has changed meanwhile. */
  readonly touched: ReadonlySet<string>;
}
