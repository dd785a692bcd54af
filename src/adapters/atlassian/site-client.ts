import type { z } from 'zod';
import { SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { EffectAnswer } from '#ports/provisioner';
import { SiteFailure } from '#ports/site-failure';
import { type Classified, classify } from './answer/classify';
import { effectAnswerOf } from './answer/effect-answer-of';
import type { SiteAnswer } from './answer/site-answer';
import { siteFailureOf } from './answer/site-failure-of';
import type { Pace } from './pacing/pace';
import { NoAnswer, sendRequest } from './send-request';
import { basicAuthorization, type SiteAccess } from './site-access';

export interface SiteClientOptions {
  /** The site that is connected now; undefined where none is. */
  readonly open: () => Promise<SiteAccess | undefined>;
  readonly pace: Pace;
  readonly clock: Clock;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Under /rest/api/3, with `{}` for each of `at`. The rate is kept for each of these. */
  readonly path: string;
  readonly at?: readonly string[];
  readonly query?: Query;
  readonly body?: unknown;
}

/** What an effect brought about, by the id the site gave it. */
export interface Created {
  readonly createdId: string;
}

export type Query = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

/** A read is tried this often; what waits longer than this is reported instead. */
const TRIES = 3;
const LONGEST_WAIT = 5 * SECOND;
const BACKOFF = SECOND / 4;

/** The REST API of the connected site, with the connection's token. */
export class SiteClient {
  constructor(private readonly options: SiteClientOptions) {}

  /** Reads and parses. Throws SiteFailure for everything that is not such an answer. */
  async read<T>(call: Call, schema: z.ZodType<T>): Promise<T> {
    const found = await this.readIfThere(call, schema);
    if (found === undefined) throw siteFailureOf({ kind: 'notFound', message: '' }, 404);
    return found;
  }

  /** The same, where 404 is an answer: undefined. */
  async readIfThere<T>(call: Call, schema: z.ZodType<T>): Promise<T | undefined> {
    for (let tried = 1; ; tried += 1) {
      const result = await this.tryRead(call, schema);
      if (!(result instanceof SiteFailure)) return result.value;
      const wait = result.retryAfterMs ?? BACKOFF * 2 ** tried;
      if (!result.retryable || tried >= TRIES || wait > LONGEST_WAIT) throw result;
      // A limit's own pause is kept by the pace.
      if (result.code !== 'rateLimited') await this.options.clock.sleep(wait);
    }
  }

  /**
   * Sends an effect once. `isSo` looks whether the site already is as the effect would make it; it is
   * asked where a refusal may have meant just that. `created` reads the id of what was created.
   */
  async effect(
    call: Call,
    isSo: () => Promise<boolean | Created>,
    created?: z.ZodType<Created>,
  ): Promise<EffectAnswer> {
    const { pace, clock, open } = this.options;
    const access = await open();
    if (access === undefined) {
      return { answer: 'credentialRejected', message: 'No site is connected.' };
    }
    const lane = laneOf(call);
    const wait = pace.waitFor(lane, clock.now());
    if (wait > LONGEST_WAIT) return { answer: 'slowDown', retryAfterMs: wait, scope: 'site' };
    let classified: Classified;
    let siteAnswer: SiteAnswer;
    try {
      ({ classified, answer: siteAnswer } = await this.exchange(access, call));
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return error.notSent
        ? { answer: 'refused', message: 'Forge did not let the call out.', retryable: false }
        : { answer: 'unconfirmed', message: 'The site did not answer.' };
    }
    const answer = effectAnswerOf(classified);
    if (answer.answer === 'done') return { ...answer, ...created?.safeParse(siteAnswer.json).data };
    if (answer.answer !== 'mayBeSo') return answer;
    try {
      const found = await isSo();
      if (found === false) return { answer: 'refused', message: answer.message, retryable: false };
      return { answer: 'alreadySo', ...(found === true ? {} : found) };
    } catch (error) {
      if (!(error instanceof SiteFailure)) throw error;
      return { answer: 'unconfirmed', message: answer.message };
    }
  }

  private async tryRead<T>(
    call: Call,
    schema: z.ZodType<T>,
  ): Promise<{ readonly value: T | undefined } | SiteFailure> {
    const { pace, clock, open } = this.options;
    const access = await open();
    if (access === undefined) {
      return new SiteFailure('credentialRejected', 'No site is connected.', false);
    }
    const wait = pace.waitFor(laneOf(call), clock.now());
    if (wait > LONGEST_WAIT) {
      return new SiteFailure('rateLimited', 'The site asks to slow down.', true, 429, wait);
    }
    try {
      const { answer, classified } = await this.exchange(access, call);
      if (classified.kind === 'notFound') return { value: undefined };
      if (classified.kind !== 'success') return siteFailureOf(classified, answer.status);
      const parsed = schema.safeParse(answer.json);
      if (parsed.success) return { value: parsed.data };
      return siteFailureOf({ kind: 'nonsense' }, answer.status);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return new SiteFailure('networkFailure', 'The site did not answer.', !error.notSent);
    }
  }

  /** One request in its place, and what it tells about the pace. */
  private async exchange(
    access: SiteAccess,
    call: Call,
  ): Promise<{ answer: SiteAnswer; classified: Classified }> {
    const { pace, clock } = this.options;
    const lane = laneOf(call);
    const wait = pace.reserve(lane, clock.now());
    if (wait > 0) await clock.sleep(wait);
    const answer = await sendRequest({
      method: call.method,
      url: `${access.baseUrl}/rest/api/3${pathOf(call)}${queryOf(call.query)}`,
      authorization: basicAuthorization(access),
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    const classified = classify(answer, clock.now());
    if (classified.kind !== 'rateLimited') {
      if (answer.headers.get('x-ratelimit-nearlimit') === 'true') pace.nearLimit(lane);
      else if (classified.kind !== 'unavailable') pace.succeeded(lane);
      return { answer, classified };
    }
    const pause = pace.limited(lane, classified, clock.now());
    return { answer, classified: { ...classified, retryAfterMs: pause } };
  }
}

const laneOf = ({ method, path }: Call): string => `${method} ${path}`;

function pathOf({ path, at = [] }: Call): string {
  let next = 0;
  return path.replace(/\{\}/g, () => encodeURIComponent(at[next++] ?? ''));
}

function queryOf(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
