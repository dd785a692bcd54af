import type { z } from 'zod';
import type { Connection } from '#domain/connection/connection';
import { type Instant, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { PaceStore } from '#ports/pace-store';
import type { EffectAnswer } from '#ports/provisioner';
import { SiteFailure } from '#ports/site-failure';
import type { SiteAnswer } from '../../rest/answer';
import { type Classified, classify } from '../../rest/classify';
import { effectAnswerOf } from '../../rest/effect-answer-of';
import { failureOf, noAnswer } from '../../rest/failure-of';
import { type Found, readAs } from '../../rest/read-as';
import { LONGEST_WAIT, readPatiently } from '../../rest/read-patiently';
import type { Authorization } from '../answer/authorization';
import { type Closed, Gate, type Late } from '../pacing/gate';
import type { Pace } from '../pacing/pace';
import { NoAnswer, type SiteRequest, sendRequest } from './send-request';
import { basicAuthorization, type SiteAccess } from './site-access';

export interface SiteClientOptions {
  /** The way to the site; undefined while its connection is not there. */
  readonly open: () => Promise<SiteAccess | undefined>;
  readonly pace: Pace;
  readonly clock: Clock;
  /** Without it, every run learns anew how fast the site may be called. */
  readonly paces?: PaceStore;
  /** Without it, whoever calls keeps to an allowance. */
  readonly reads?: ReadBudget;
  /**
   * For how many milliseconds a read is tried, in an invocation that nobody waits for. Without it,
   * a person does: three tries, and no long waits.
   */
  readonly patience?: number;
  /** Throws SiteFailure where the address is not the connected site's any more, or nobody can tell. */
  readonly isKnown?: (connection: Connection) => Promise<void>;
  /** What the answers tell of the credential, once for each credential of an invocation. */
  readonly evidence?: {
    readonly accepted: (by: Connection) => Promise<void>;
    readonly rejected: (by: Connection) => Promise<void>;
  };
}

/**
 * How much is read in one invocation (doc: Forge invocation limits: 100 calls to the outside for each
 * started minute of the timeout, and the timeout).
 */
export interface ReadBudget {
  readonly atMost: number;
  /** Milliseconds after which no more reads start. */
  readonly within: number;
}

export interface SiteCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Under /rest/api/3, with `{}` for each of `at`. The rate is kept for each of these. */
  readonly path: string;
  readonly at?: readonly string[];
  readonly query?: Query;
  readonly body?: unknown;
  /** A question about one of many, without whose answer the others are seen to: it is not tried for long. */
  readonly isOneOfMany?: boolean;
}

/** What an effect brought about, by the id the site gave it. */
export interface Created {
  readonly createdId: string;
}

export interface EffectOptions {
  readonly notAfter?: Instant | undefined;
  readonly created?: z.ZodType<Created>;
}

export type Query = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

const NO_LIMIT: ReadBudget = {
  atMost: Number.POSITIVE_INFINITY,
  within: Number.POSITIVE_INFINITY,
};

/** Another time the site may be faster; fewer calls it will not take. */
function readsUsedUp(what: 'calls' | 'time'): SiteFailure {
  const message =
    what === 'calls'
      ? 'This asks for more of the site than can be read at once.'
      : 'The site was too slow to be read in time.';
  return new SiteFailure('callsUsedUp', message, what === 'time');
}

/** Calls that are refused together open one pause, which is written once. */
const KEPT_EVERY = SECOND;

/** The REST API of the connected site, with the connection's token. */
export class SiteClient {
  private readonly gate: Gate;
  private recalled: Promise<void> | undefined;
  private keptAt: Instant = 0;
  private readsLeft: number;
  private readonly readsUntil: Instant;
  private sent = 0;
  /** Of which credentials something was told already. */
  private readonly told = new Map<string, Promise<void>>();
  private authorization: Authorization | undefined;

  constructor(private readonly options: SiteClientOptions) {
    this.gate = new Gate(options.pace, options.clock);
    const { atMost, within } = options.reads ?? NO_LIMIT;
    this.readsLeft = atMost;
    this.readsUntil = options.clock.now() + within;
  }

  /** Calls that were sent to the site, whatever became of them. */
  get callsMade(): number {
    return this.sent;
  }

  /** Reads and parses. Throws SiteFailure for everything that is not such an answer. */
  async read<T>(call: SiteCall, schema: z.ZodType<T>): Promise<T> {
    const found = await this.readIfThere(call, schema);
    if (found === undefined) throw failureOf({ kind: 'notFound', message: '' }, 404, 'site');
    return found;
  }

  /** The same, where 404 is an answer: undefined. */
  readIfThere<T>(call: SiteCall, schema: z.ZodType<T>): Promise<T | undefined> {
    const { clock, patience } = this.options;
    const { isOneOfMany } = call;
    return readPatiently({ clock, patience, isOneOfMany, keepsPauses: true }, () =>
      this.tryRead(call, schema),
    );
  }

  /**
   * Sends an effect once. `isAlreadySo` looks whether the site already is as the effect would make it; it is
   * asked where a refusal may have meant just that. `created` reads the id of what was created.
   * `notAfter`: what has not had its turn by then is not sent.
   */
  async effect(
    call: SiteCall,
    isAlreadySo: () => Promise<boolean | Created>,
    { notAfter = Number.POSITIVE_INFINITY, created }: EffectOptions = {},
  ): Promise<EffectAnswer> {
    const access = await this.options.open();
    if (access === undefined) {
      return { answer: 'credentialRejected', message: 'No site is connected.' };
    }
    let classified: Classified;
    let siteAnswer: SiteAnswer;
    try {
      const exchange = await this.exchange(access, call, notAfter, LONGEST_WAIT);
      if ('pause' in exchange) {
        return { answer: 'slowDown', retryAfterMs: exchange.pause, scope: 'site' };
      }
      if ('late' in exchange) {
        return { answer: 'slowDown', retryAfterMs: exchange.late, scope: 'endpoint' };
      }
      ({ classified, answer: siteAnswer } = exchange);
    } catch (error) {
      if (error instanceof SiteFailure) return notSentAnswer(error);
      if (!(error instanceof NoAnswer)) throw error;
      return error.notSent
        ? { answer: 'refused', message: 'Forge did not let the call out.', retryable: false }
        : { answer: 'unconfirmed', message: 'The site did not answer.', lost: true };
    }
    const answer = effectAnswerOf(classified);
    if (answer.answer === 'done')
      return created === undefined ? answer : createdBy(siteAnswer, created);
    if (answer.answer !== 'maybeAlreadySo') return answer;
    try {
      const found = await isAlreadySo();
      if (found === false) return { answer: 'refused', message: answer.message, retryable: false };
      return { answer: 'alreadySo', ...(found === true ? {} : found) };
    } catch (error) {
      if (!(error instanceof SiteFailure)) throw error;
      return { answer: 'unconfirmed', message: answer.message, lost: false };
    }
  }

  private async tryRead<T>(call: SiteCall, schema: z.ZodType<T>): Promise<Found<T> | SiteFailure> {
    const access = await this.options.open();
    if (access === undefined) {
      return new SiteFailure('credentialRejected', 'No site is connected.', false);
    }
    if (this.readsLeft <= 0) return readsUsedUp('calls');
    this.readsLeft -= 1;
    try {
      const longest = this.options.patience ?? LONGEST_WAIT;
      const exchange = await this.exchange(access, call, this.readsUntil, longest);
      if ('late' in exchange) return readsUsedUp('time');
      if ('pause' in exchange) {
        const { pause } = exchange;
        return new SiteFailure('rateLimited', 'The site asks to slow down.', true, 429, pause);
      }
      const { answer, classified } = exchange;
      return readAs(answer, classified, schema, 'site');
    } catch (error) {
      if (error instanceof SiteFailure) return error;
      if (!(error instanceof NoAnswer)) throw error;
      return noAnswer('site', !error.notSent);
    }
  }

  /** One request in its place, and what it tells about the pace. */
  private async exchange(
    access: SiteAccess,
    call: SiteCall,
    until: Instant,
    longest: number,
  ): Promise<{ readonly answer: SiteAnswer; readonly classified: Classified } | Closed | Late> {
    const { pace, clock } = this.options;
    const lane = laneOf(call);
    this.recalled ??= this.recall(access);
    await this.recalled;
    const entered = await this.gate.enter(lane, longest, until);
    if (typeof entered !== 'number') return entered;
    await this.makeSure(access, lane, entered);
    this.sent += 1;
    const answer = await this.send(lane, {
      method: call.method,
      url: `${access.baseUrl}/rest/api/3${pathOf(call)}${queryOf(call.query)}`,
      authorization: this.authorizationOf(access),
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    const classified = classify(answer, clock.now());
    await this.tellEvidence(access, call, classified);
    if (classified.kind !== 'rateLimited') {
      pace.accepted(lane, entered, clock.now());
      if (answer.headers.get('x-ratelimit-nearlimit') === 'true') pace.nearLimit(lane, clock.now());
      const left = Number(answer.headers.get('x-ratelimit-remaining') ?? Number.NaN);
      const limit = Number(answer.headers.get('x-ratelimit-limit') ?? Number.NaN);
      if (left >= 0 && limit > 0) pace.left(lane, left, limit, clock.now() - entered);
      return { answer, classified };
    }
    const pause = pace.limited(lane, classified, entered, clock.now());
    await this.keep(access);
    return { answer, classified: { ...classified, retryAfterMs: pause } };
  }

  /** In the call's turn, so that a pause which the site asks for here is kept by all of them. */
  private async makeSure({ connection }: SiteAccess, lane: string, entered: Instant) {
    const { pace, clock, isKnown } = this.options;
    if (connection === undefined || isKnown === undefined) return;
    try {
      await isKnown(connection);
    } catch (error) {
      pace.end(lane);
      if (!(error instanceof SiteFailure) || error.code !== 'rateLimited') throw error;
      const limit = { retryAfterMs: error.retryAfterMs, scope: 'site' } as const;
      const pause = pace.limited(lane, limit, entered, clock.now());
      throw new SiteFailure('rateLimited', error.message, true, 429, pause);
    }
  }

  private async tellEvidence(
    { connection }: SiteAccess,
    { method, path }: SiteCall,
    { kind }: Classified,
  ): Promise<void> {
    const { evidence } = this.options;
    if (connection === undefined || evidence === undefined) return;
    const { credentialId, health } = connection;
    const seen =
      kind === 'credentialRejected' || kind === 'captchaRequired'
        ? 'rejected'
        : kind === 'success' &&
            health.state !== 'working' &&
            (method === 'GET' ? OWNERS.test(path) : !ANYBODYS.test(path))
          ? 'accepted'
          : undefined;
    if (seen === undefined) return;
    // Everybody waits: with the first answer to whoever called, this invocation may be over.
    const noted = this.told.get(`${seen} ${credentialId}`) ?? evidence[seen](connection);
    this.told.set(`${seen} ${credentialId}`, noted);
    await noted;
  }

  /** The same one as long as the token is. */
  private authorizationOf(access: SiteAccess): Authorization {
    const now = basicAuthorization(access);
    if (this.authorization?.header !== now.header) this.authorization = now;
    return this.authorization;
  }

  private async send(lane: string, request: SiteRequest): Promise<SiteAnswer> {
    try {
      return await sendRequest(request);
    } finally {
      this.options.pace.end(lane);
    }
  }

  private async recall(access: SiteAccess): Promise<void> {
    const { pace, paces, clock } = this.options;
    try {
      const record = await paces?.read(hostOf(access));
      if (record !== undefined) pace.recall(record, clock.now());
    } catch {
      // Without it the site is learned anew, which costs a little time and nothing else.
    }
  }

  /** Other runs are to keep the pause too. */
  private async keep(access: SiteAccess): Promise<void> {
    const { pace, paces, clock } = this.options;
    const now = clock.now();
    if (now - this.keptAt < KEPT_EVERY) return;
    this.keptAt = now;
    try {
      await paces?.write(hostOf(access), pace.record(now));
    } catch {
      // They find out by themselves.
    }
  }
}

/** A success that does not say what was created proves nothing. */
function createdBy({ json }: SiteAnswer, schema: z.ZodType<Created>): EffectAnswer {
  const { success, data } = schema.safeParse(json);
  if (success) return { answer: 'done', ...data };
  const message = 'The answer does not say what was created.';
  return { answer: 'unconfirmed', message, lost: false };
}

/** Sent like an effect, and answered also to who is not signed in (spec). */
const ANYBODYS = /^\/expression\//;
/** Nobody reads these without signing in; other reads may answer a rejected token with nothing in it. */
const OWNERS = /^\/(group\/|user\/groups|applicationrole)/;

/** Why an effect did not leave. */
function notSentAnswer({ code, message, retryable, retryAfterMs }: SiteFailure): EffectAnswer {
  if (code === 'otherSite') return { answer: 'credentialRejected', message };
  if (code === 'rateLimited') return { answer: 'slowDown', retryAfterMs, scope: 'site' };
  return { answer: 'refused', message, retryable };
}

const hostOf = ({ baseUrl }: SiteAccess): string => new URL(baseUrl).host;

const laneOf = ({ method, path }: SiteCall): string => `${method} ${path}`;

function pathOf({ path, at = [] }: SiteCall): string {
  let next = 0;
  return path.replace(/\{\}/g, () => encodeURIComponent(at[next++] ?? ''));
}

function queryOf(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'object' ? value : [value])
      parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
