import { created } from '#domain/effects/settle-after';
import type { Origin, Proof, Unanswered } from '#domain/effects/what-is-ours';
import { invariant } from '#domain/lib/invariant';
import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { EffectAnswer } from '#ports/provisioner';
import { type Allowance, isUsedUp } from './allowance';

/**
 * How an effect ended for everybody it was sent for. `unproved`: it is so, and nothing proves that we did
 * it. `foundAndGiven`: it was there, and may have been given something by us. `sent`: it may have happened all the same, and is read back before it is ever sent again.
 */
export type EffectOutcome =
  | {
      readonly outcome: 'applied' | 'unchanged' | 'unproved' | 'foundAndGiven';
      readonly createdId?: string;
      /** Answered, after a call that was not: that one may have done it too, and somebody else undone it. */
      readonly sent?: Unanswered;
    }
  | {
      readonly outcome: 'credentialRejected';
      readonly message: string;
      readonly sent?: Unanswered;
    }
  | {
      readonly outcome: 'failed';
      readonly reason: 'siteRefused' | 'rateLimited' | 'siteUnavailable' | 'unconfirmed';
      readonly message: string;
      readonly sent?: Unanswered;
    }
  /** There was no time left to send it. */
  | { readonly outcome: 'notReached'; readonly sent?: Unanswered };

export interface Effect {
  /** What may have been sent before. */
  readonly sent: Unanswered | undefined;
  /** What has not had its turn by then is not sent. */
  readonly send: (notAfter?: Instant) => Promise<EffectAnswer>;
  /**
   * Asked before it is sent again where an answer was lost: whether nobody has asked for the opposite since.
   * What somebody else was given meanwhile must not be taken by the second try. Without it, always so.
   */
  readonly isStillMeant?: (() => Promise<boolean>) | undefined;
  /** Whether the site shows, for all of them, what it was to bring about; throws SiteFailure. */
  readonly readBack: () => Promise<ReadBack>;
  /** What our part in it is, now that the site is seen to be as wanted. */
  readonly originOf: (call: Proof['call'], createdId?: string) => Origin;
}

/** With the id of what was created, where something was to be. */
export type ReadBack = { readonly there: false } | { readonly there: true; createdId?: string };

export interface SendPorts {
  readonly clock: Clock;
}

const TRIES = 5;
const WAITS_AT_MOST = 20;
const LONGEST_BACKOFF = MINUTE;

/** Sent, and no answer came; left to be read back together with others. */
export interface Lost {
  readonly outcome: 'lost';
  readonly sent: Unanswered;
}

/** Sends one effect until it is settled, the tries are used up, or the time is. */
export function sendEffect(
  ports: SendPorts,
  effect: Effect,
  allowance: Allowance,
): Promise<EffectOutcome>;
/** With `leaveLost`, the first call that gets no answer is not looked after here. */
export function sendEffect(
  ports: SendPorts,
  effect: Effect,
  allowance: Allowance,
  leaveLost: boolean,
): Promise<EffectOutcome | Lost>;
export async function sendEffect(
  ports: SendPorts,
  effect: Effect,
  allowance: Allowance,
  leaveLost = false,
): Promise<EffectOutcome | Lost> {
  const { clock } = ports;
  // The first call that nobody answered since the site was last looked at; `missed`: a look since then.
  let sent = effect.sent;
  let failures = 0;
  let last:
    | { reason: 'rateLimited' | 'siteUnavailable' | 'unconfirmed'; message: string }
    | undefined;
  for (let waits = 0; failures < TRIES && waits < WAITS_AT_MOST; ) {
    const turn = await waitFor(clock, allowance, sent !== undefined || last !== undefined);
    // What it stands on is to be looked at anew: for now, the site does not take it.
    if (turn === 'changed' && last !== undefined) break;
    if (typeof turn === 'string') return { outcome: 'notReached', ...may(sent) };
    if (sent !== undefined && (await effect.isStillMeant?.()) === false) {
      return { outcome: 'notReached', sent };
    }
    const at = clock.now();
    const answer = await effect.send(turn.notAfter);
    switch (answer.answer) {
      case 'done':
        return { ...seen(effect, { call: 'answered' }, answer.createdId), ...may(sent) };
      case 'alreadySo':
        return seen(effect, callOf(sent, clock.now()), answer.createdId);
      case 'credentialRejected':
        return { outcome: 'credentialRejected', message: answer.message, ...may(sent) };
      case 'slowDown':
        waits += 1;
        last = { reason: 'rateLimited', message: 'The site asked to slow down.' };
        allowance.pauseUntil = Math.max(
          allowance.pauseUntil,
          clock.now() + (answer.retryAfterMs ?? backoff(waits)),
        );
        break;
      case 'refused':
        if (!answer.retryable) {
          const { message } = answer;
          return { outcome: 'failed', reason: 'siteRefused', message, ...may(sent) };
        }
        failures += 1;
        last = { reason: 'siteUnavailable', message: answer.message };
        await rest(clock, failures, allowance.deadline);
        break;
      case 'unconfirmed': {
        if (sent === undefined || sent.missed === true) sent = { at };
        failures += 1;
        last = { reason: 'unconfirmed', message: answer.message };
        if (answer.lost && leaveLost) return { outcome: 'lost', sent };
        await rest(clock, failures, allowance.deadline);
        // What is there already answers so when it is sent again: only a call that nobody answered, or
        // the last one, is worth another call to look.
        if (!answer.lost && failures < TRIES) break;
        const back = await readBack(effect);
        if (back === undefined) break;
        if (back.there) return seen(effect, callOf(sent, clock.now()), back.createdId);
        sent = { at: sent.at, missed: true };
        break;
      }
    }
  }
  invariant(last !== undefined, 'an effect ended without an answer');
  return { outcome: 'failed', ...last, ...may(sent) };
}

const may = (sent: Unanswered | undefined) => (sent === undefined ? {} : { sent });

/** Our part in what the site shows, where no answer says that we did it. */
export function callOf(sent: Unanswered | undefined, seenAt: Instant): Proof['call'] {
  return sent === undefined ? { call: 'none' } : { call: 'unanswered', seenAt, ...sent };
}

/** The outcome of an effect that the site shows. */
export function seen(
  effect: Pick<Effect, 'originOf'>,
  call: Proof['call'],
  createdId?: string,
): EffectOutcome {
  return { outcome: OUTCOME[effect.originOf(call, createdId)], ...created(createdId) };
}

const OUTCOME = {
  ours: 'applied',
  found: 'unchanged',
  unproved: 'unproved',
  foundAndGiven: 'foundAndGiven',
} as const;

/**
 * Waits for the end of a pause, and answers until when the effect may leave. Asked last of all: the watch.
 * `usedUp`: the pause outlasts the time there is. `again`: it may have been sent before.
 */
async function waitFor(
  clock: Clock,
  allowance: Allowance,
  again: boolean,
): Promise<{ readonly notAfter: Instant | undefined } | 'usedUp' | 'changed'> {
  let hasWaited = again;
  while (allowance.pauseUntil > clock.now()) {
    if (allowance.pauseUntil >= allowance.deadline) return 'usedUp';
    await clock.sleep(allowance.pauseUntil - clock.now());
    hasWaited = true;
  }
  if (isUsedUp(allowance, clock)) return 'usedUp';
  if (allowance.watch === undefined) return { notAfter: undefined };
  const notAfter = await allowance.watch.mayPass(hasWaited);
  return notAfter === undefined ? 'changed' : { notAfter };
}

async function rest(clock: Clock, failures: number, deadline: number): Promise<void> {
  const wait = Math.min(backoff(failures), deadline - clock.now());
  if (wait > 0) await clock.sleep(wait);
}

/** 0.25 s, doubled each time. */
function backoff(times: number): number {
  return Math.min(LONGEST_BACKOFF, (SECOND / 4) * 2 ** (times - 1));
}

/** Undefined where it is not known: reading back is a favour, and without it the effect is sent again. */
async function readBack(effect: Effect): Promise<ReadBack | undefined> {
  try {
    return await effect.readBack();
  } catch {
    return undefined;
  }
}
