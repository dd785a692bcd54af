import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';

/**
 * How many effects may be sent on one look at whether they still may, and how many may be under way at
 * once: what changes on the site or in the policy meanwhile is noticed twice as many effects later at
 * most, and not when the block ends.
 */
export const EFFECTS_PER_LOOK = 5;

/** Nothing leaves on a look that was answered longer ago, however long it waits for its turn. */
export const LOOK_VALID_FOR = 5 * SECOND;

/** What is sent again, or has waited for a pause to end, takes no look that was answered longer ago. */
export const LOOK_VALID_FOR_AGAIN = SECOND;

/**
 * Where the site limits looks as well, one holds for as long as it took, up to this: to ask for a fresher one than
 * the site gives would send nothing ever again. At most two handfuls go after a change all the same.
 */
export const SLOW_LOOK_VALID_FOR = MINUTE;

/** Why it is looked again: enough was sent on the last look, or it was long ago. */
export type LookedAgain = 'enoughSent' | 'longAgo';

export interface WatchOf {
  /** When the look began by which the effects were found to be right. */
  readonly lookedAt: Instant;
  /**
   * When that look was answered, where no other takes its place: then it holds for as long again as it took, or nothing
   * would ever be sent to a site that takes its time.
   */
  readonly answeredAt?: Instant;
  /** Whether everything is as it was when the effects were found to be right. */
  readonly isStillSo: (why: LookedAgain) => Promise<boolean>;
  /** How many effects there are; for more, where some are sent again, it is looked when they come. */
  readonly expected: number;
  /** How many go on one look, and are under way at once. */
  readonly atOnce?: number;
  /** What they give is over then: whatever a look says, nothing leaves from then on. */
  readonly until?: Instant | undefined;
}

/**
 * Looks again while effects are being sent. A look lets a handful through from when it was begun. The next
 * one begins with the last of these, so that it is under way as they are, and not after them: where a look
 * takes no longer than an effect, nobody waits for it. To begin earlier would use up the handful sooner: what
 * is sent while a look is under way is of the next handful. One that finds a change, or fails, ends it.
 */
export class Watch {
  /** How many may be under way at once. */
  readonly atOnce: number;
  private passed = 0;
  private passes: number;
  private lookedAt: Instant;
  /** How long the latest look took, in milliseconds, as far as that makes it hold for longer. */
  private took = 0;
  private looking: Promise<void> | undefined;
  private ended = false;

  constructor(
    private readonly clock: Clock,
    private readonly of: WatchOf,
  ) {
    this.atOnce = of.atOnce ?? EFFECTS_PER_LOOK;
    this.passes = this.atOnce;
    this.lookedAt = of.lookedAt;
    const took = (of.answeredAt ?? of.lookedAt) - of.lookedAt;
    this.took = took + Math.min(took, SLOW_LOOK_VALID_FOR);
  }

  /** Something has changed, or can't be known: nothing more may be sent. */
  get hasEnded(): boolean {
    return this.ended;
  }

  /**
   * Waits until one more effect may be sent, and answers until when it may leave; undefined where none may.
   * `again`: it was sent before, or has waited for a pause to end.
   */
  async mayPass(again: boolean): Promise<Instant | undefined> {
    const asked = this.clock.now();
    while (!this.ended) {
      if (this.clock.now() >= this.until) this.ended = true;
      else if (this.lookedAt + this.holds(again) < asked) await this.look('longAgo');
      else if (this.passed >= this.passes) await this.look('enoughSent');
      else break;
    }
    if (this.ended) return undefined;
    this.passed += 1;
    if (this.passed >= this.passes && this.passed < this.of.expected) void this.look('enoughSent');
    return Math.min(this.lookedAt + this.holds(false), this.until);
  }

  private get until(): Instant {
    return this.of.until ?? Number.POSITIVE_INFINITY;
  }

  private holds(again: boolean): number {
    return Math.max(again ? LOOK_VALID_FOR_AGAIN : LOOK_VALID_FOR, this.took);
  }

  private look(why: LookedAgain): Promise<void> {
    this.looking ??= this.lookOnce(why).finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async lookOnce(why: LookedAgain): Promise<void> {
    const from = this.passed;
    const begun = this.clock.now();
    try {
      if (await this.of.isStillSo(why)) {
        this.passes = from + this.atOnce;
        this.lookedAt = this.clock.now();
        this.took = Math.min(this.lookedAt - begun, SLOW_LOOK_VALID_FOR);
      } else this.ended = true;
    } catch {
      // Whoever asks next meets the same trouble, and tells it.
      this.ended = true;
    }
  }
}
