import type { Subject } from '#domain/action/subject';
import type { Held, Holding } from '#domain/holding/holding';
import type { HeldStanding } from '#domain/holding/of-holder';
import type { Instant } from '#domain/lib/time';

/**
 * Reading holdings, each alone. All but `getMany` find candidates, each as it was a moment ago: what is
 * written of one names the revision it was found at.
 */
export interface HoldingStore {
  getMany(held: readonly Held[]): Promise<HoldingsRead>;
  /** Whose next look is due by then, the longest due first. */
  due(state: DueState, until: Instant, limit: number): Promise<readonly Holding[]>;
  /** The same, what has come due last first. */
  lastDue(state: DueState, until: Instant, limit: number): Promise<readonly Holding[]>;
  /** The longest due of those that are light: short terms and small requests. */
  lightDue(state: DueState, until: Instant, limit: number): Promise<readonly Holding[]>;
  /** When the first of them is due that is due after `after` and by `until`. */
  nextDue(state: DueState, after: Instant, until: Instant): Promise<Instant | undefined>;
  /** Whose next look is due after that. */
  dueAfter(state: DueState, after: Instant, limit: number): Promise<readonly Holding[]>;
  /** Of those that run, whose end is to be told of by then, the longest due first. */
  toTell(until: Instant, limit: number): Promise<readonly Holding[]>;
  /** A page of those in that state, the next due first. */
  inState(state: DueState, cursor: string | undefined): Promise<HeldPage>;
  /** A page of those that run, to be gone round. */
  running(cursor: string | undefined): Promise<RunningPage>;
  /**
   * A page of what one subject has, what ends soonest first, or of what they had, what ended last first: each is read by
   * its key, and says by itself whether it is meant.
   */
  of(
    holder: Subject,
    standing: HeldStanding,
    cursor: string | undefined,
    limit: number,
  ): Promise<HeldPage>;
}

export interface HeldPage {
  readonly holdings: readonly Holding[];
  /** How many of the page can't be read. */
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

export interface HoldingsRead {
  /** By `holdingId`; none for what nobody ever held through the app. */
  readonly found: ReadonlyMap<string, Holding>;
  /** Those that are there and can't be read, by `holdingId`: nothing may be given or taken there. */
  readonly unreadable: ReadonlySet<string>;
}

/** Those of `HoldingWork` that are looked at again by themselves. */
export type DueState = 'runs' | 'settling' | 'stuck';

export interface RunningPage {
  readonly holdings: readonly Holding[];
  readonly cursor: string | undefined;
}
