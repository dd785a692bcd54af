import { MINUTE } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import { MoreToRead } from '#ports/more-to-read';
import { SiteFailure } from '#ports/site-failure';
import type { SurveyAnswer, SurveyStore } from '#ports/survey-store';

/** Longer ago than this, the site may have been changed by somebody else. */
const KEPT = MINUTE;
/**
 * Who is called how, and has which address, changes seldom; hundreds of them on a large site take longer than a
 * minute. Whatever is sent looks anew.
 */
export const ROLL_KEPT = 5 * MINUTE;
/** Of the calls that an invocation may make. */
const MUCH = 45;

/** Of the same reading, what other questions have asked before this one, and may have to ask after it. */
export interface CallsBeside {
  readonly done: number;
  readonly left: number;
}

const NOTHING_BESIDE: CallsBeside = { done: 0, left: 0 };

/**
 * A question to the site that takes more calls than one invocation may make: each invocation asks on
 * where the last one stopped, and the answers are kept in between.
 */
export class Survey {
  private readonly asked = new Set<string>();
  private readonly underWay = new Set<Promise<unknown>>();
  private made = 0;

  private constructor(
    private readonly store: SurveyStore,
    private readonly question: string,
    private readonly at: number,
    private readonly answers: Map<string, SurveyAnswer>,
  ) {}

  static async open(
    store: SurveyStore,
    clock: Clock,
    question: string,
    kept = KEPT,
  ): Promise<Survey> {
    const now = clock.now();
    const record = await store.read(question);
    return record === undefined || now - record.at > kept
      ? new Survey(store, question, now, new Map())
      : new Survey(store, question, record.at, new Map(Object.entries(record.answers)));
  }

  /** How many of its calls are answered. */
  get answered(): number {
    return this.answers.size;
  }

  /** The answer to one call of it, asked of the site unless it is known. */
  async ask(call: string, read: () => Promise<SurveyAnswer>): Promise<SurveyAnswer> {
    this.asked.add(call);
    const known = this.answers.get(call);
    if (known !== undefined) return known;
    const reading = read();
    this.underWay.add(reading);
    try {
      const answer = await reading;
      this.answers.set(call, answer);
      this.made += 1;
      return answer;
    } finally {
      this.underWay.delete(reading);
    }
  }

  /**
   * What to throw for what ended the asking: that it goes on the next time, where this invocation has
   * used up its calls and got anything done with them.
   */
  async endWith(problem: unknown, beside = NOTHING_BESIDE): Promise<unknown> {
    while (this.underWay.size > 0) await Promise.allSettled([...this.underWay]);
    if (!(problem instanceof SiteFailure) || problem.code !== 'callsUsedUp') return problem;
    return this.made === 0 ? problem : this.goOnNextTime(beside);
  }

  /**
   * Of a question that is asked before others: what comes after it is left for the next invocation, where
   * this one has used up much of what it may.
   */
  async leaveRoom(beside = NOTHING_BESIDE): Promise<void> {
    if (this.made > MUCH) throw await this.goOnNextTime(beside);
  }

  private async goOnNextTime({ done, left }: CallsBeside): Promise<MoreToRead> {
    const { at, answers } = this;
    await this.store.write(this.question, { at, answers: Object.fromEntries(answers) });
    const total = Math.max(this.asked.size, answers.size + 1);
    return new MoreToRead(done + answers.size, done + total + left);
  }
}
