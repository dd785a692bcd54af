import type { FailureReason } from '../../src/domain/effects/step';
import type { StuckCause } from '../../src/domain/grant/stuck-cause';
import type { World } from '../support/open-world';
import type { AskedRequest } from './asked-request';
import type { Barred } from './watch-gains';

export type Undo = () => void | Promise<void>;

/** What a trouble may do with the course of a schedule. */
export interface Stage {
  /** A change by somebody else, at once. */
  byOthers(change: () => void): void;
  /** One more request, not decided yet; undefined where it would change nothing. */
  ask(asked: AskedRequest): Promise<string | undefined>;
  approve(id: string): Promise<void>;
  /** Before the worker's call of that number from now on; it may be killed there. */
  onCall(at: number, run: () => 'go' | 'kill' | 'killAfter'): void;
  readonly asked: readonly AskedRequest[];
  /** The call at which the trouble is to be: chance that can be played again. */
  readonly at: number;
}

/** What goes wrong for a while, beside the faults of single calls; it ends when the site heals. */
export interface Trouble {
  /** Without it, the trouble is played by command only: `npm run schedules -- --trouble NAME`. */
  readonly isPlayed: boolean;
  /** How the site and the policy are from the start, for whatever else is played beside it as well. */
  readonly prepare?: (world: World) => Promise<void>;
  /** What the first request has to be about for it to matter. */
  readonly shape?: (asked: AskedRequest) => AskedRequest;
  /** Once everything is asked, before anybody decides. */
  readonly beforeDecision?: (world: World) => Promise<void>;
  /** Who may not decide from then on. */
  readonly notByThem?: readonly string[];
  /** Once what was asked is approved. */
  begin(world: World): void;
  /**
   * A change by somebody else: before that call of a worker, counted over all of them, or before the first.
   * What it changes of the site, it changes at once. Answers how to undo it, if `end` does not.
   */
  readonly atCall?: (world: World, at: number) => undefined | Undo | Promise<undefined | Undo>;
  /** What nobody gains any more from then on until it ends. */
  readonly bars?: (world: World) => Barred;
  /** For what no step may have failed in the end: this is not what it was about. */
  readonly never?: readonly FailureReason[];
  /** Once everything that was due has run. Answers how to undo it, if `end` does not. */
  readonly linger?: (world: World, stage: Stage) => Promise<Undo | undefined>;
  /** What does not go away: ends that it concerns stay due, and are told. */
  readonly stays?: StuckCause;
  /** That it was late is not told as such: its record could not be read, and that was told. */
  readonly wasUnreadable?: (one: {
    readonly entitlement: unknown;
    readonly subject: unknown;
  }) => boolean;
  readonly end?: (world: World) => void | Promise<void>;
  /** What has to hold once everything has healed. */
  readonly atTheEnd?: (world: World) => void;
}
