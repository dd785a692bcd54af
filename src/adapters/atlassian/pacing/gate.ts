import type { Instant } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { Pace } from './pace';

/** The site has asked for a pause that is longer than the caller would wait. */
export interface Closed {
  readonly pause: number;
}

/** The turn of a call comes so much later, and not before it is too late for it. */
export interface Late {
  readonly late: number;
}

/**
 * Where calls wait for their turn: one after the other in each lane, and after every wait it is looked
 * again whether the site has asked for a pause meanwhile, so that nothing is sent inside of one.
 */
export class Gate {
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly pace: Pace,
    private readonly clock: Clock,
  ) {}

  /**
   * Waits for a turn in the lane and takes it: the instant at which the call starts. `Late` where that
   * would not be before `until`.
   */
  enter(lane: string, longest: number, until: Instant): Promise<Instant | Closed | Late> {
    const before = this.turns.get(lane) ?? Promise.resolve();
    const turn = before.then(() => this.wait(lane, longest, until));
    this.turns.set(lane, turn);
    return turn;
  }

  private async wait(
    lane: string,
    longest: number,
    until: Instant,
  ): Promise<Instant | Closed | Late> {
    for (;;) {
      const now = this.clock.now();
      const pause = this.pace.pauseOf(lane, now);
      if (pause > longest) return { pause };
      const wait = Math.max(0, this.pace.waitFor(lane, now));
      if (now + wait > until) return { late: wait };
      if (wait <= 0) {
        this.pace.start(lane, now);
        return now;
      }
      await this.clock.sleep(wait);
    }
  }
}
