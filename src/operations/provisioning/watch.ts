/**
 * How many effects may be sent on one look at whether they still may, and how many may be under way at
 * once: what changes on the site or in the policy meanwhile is noticed twice as many effects later at
 * most, and not when the block ends.
 */
export const HANDFUL = 5;

/**
 * Looks again while effects are being sent. A look lets a handful through from when it was begun. The next
 * one begins with the last of these, so that it is under way as they are, and not after them: where a look
 * takes no longer than an effect, nobody waits for it. To begin earlier would use up the handful sooner: what
 * is sent while a look is under way is of the next handful. One that finds a change, or fails, ends it.
 */
export class Watch {
  private passed = 0;
  private passes = HANDFUL;
  private looking: Promise<void> | undefined;
  private ended = false;

  /**
   * `isStillSo`: whether everything is as it was when the effects were found to be right. `expected`: how
   * many effects there are; for more, where some are sent again, it is looked when they come.
   */
  constructor(
    private readonly isStillSo: () => Promise<boolean>,
    private readonly expected: number,
  ) {}

  /** Something has changed, or can't be known: nothing more may be sent. */
  get hasEnded(): boolean {
    return this.ended;
  }

  /** Waits until one more effect may be sent; false where none may. */
  async mayPass(): Promise<boolean> {
    while (!this.ended && this.passed >= this.passes) await this.look();
    if (this.ended) return false;
    this.passed += 1;
    if (this.passed >= this.passes && this.passed < this.expected) void this.look();
    return true;
  }

  private look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    const from = this.passed;
    try {
      if (await this.isStillSo()) this.passes = from + HANDFUL;
      else this.ended = true;
    } catch {
      // Whoever asks next meets the same trouble, and tells it.
      this.ended = true;
    }
  }
}
