import { invariant } from '#domain/lib/invariant';
import { MINUTE, SECOND } from '#domain/lib/time';
import { created } from '#domain/provisioning/settle-after';
import type { Clock } from '#ports/clock';
import type { EffectAnswer } from '#ports/provisioner';
import { type Allowance, isUsedUp } from './allowance';

/**
 * How an effect ended for everybody it was sent for. `maybeSent`: it may have happened all the same,
 * and is read back before it is ever sent again.
 */
export type EffectOutcome =
  | { readonly outcome: 'applied'; readonly createdId?: string }
  | { readonly outcome: 'unchanged'; readonly createdId?: string }
  | {
      readonly outcome: 'credentialRejected';
      readonly message: string;
      readonly maybeSent: boolean;
    }
  | {
      readonly outcome: 'failed';
      readonly reason: 'siteRefused' | 'rateLimited' | 'siteUnavailable' | 'unconfirmed';
      readonly message: string;
      readonly maybeSent: boolean;
    }
  /** There was no time left to send it. */
  | { readonly outcome: 'notReached'; readonly maybeSent: boolean };

export interface Effect {
  /** An earlier run may have sent it: "already so" then means that it did. */
  readonly resent: boolean;
  readonly send: () => Promise<EffectAnswer>;
  /** Whether the site shows, for all of them, what it was to bring about; throws SiteFailure. */
  readonly readBack: () => Promise<ReadBack>;
}

/** With the id of what was created, where something was to be. */
export type ReadBack = { readonly there: false } | { readonly there: true; createdId?: string };

export interface SendPorts {
  readonly clock: Clock;
}

const TRIES = 5;
const WAITS_AT_MOST = 20;
const LONGEST_BACKOFF = MINUTE;
const NOT_THERE: ReadBack = { there: false };

/** Sent, and no answer came; left to be read back together with others. */
export interface Lost {
  readonly outcome: 'lost';
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
  let maybeSent = effect.resent;
  let failures = 0;
  let last:
    | { reason: 'rateLimited' | 'siteUnavailable' | 'unconfirmed'; message: string }
    | undefined;
  for (let waits = 0; failures < TRIES && waits < WAITS_AT_MOST; ) {
    if (!(await waitFor(ports.clock, allowance))) return { outcome: 'notReached', maybeSent };
    const answer = await effect.send();
    switch (answer.answer) {
      case 'done':
        return { outcome: 'applied', ...created(answer.createdId) };
      case 'alreadySo': {
        const outcome = maybeSent ? 'applied' : 'unchanged';
        return { outcome, ...created(answer.createdId) };
      }
      case 'credentialRejected':
        return { outcome: 'credentialRejected', message: answer.message, maybeSent };
      case 'slowDown':
        waits += 1;
        last = { reason: 'rateLimited', message: 'The site asked to slow down.' };
        allowance.pauseUntil = Math.max(
          allowance.pauseUntil,
          ports.clock.now() + (answer.retryAfterMs ?? backoff(waits)),
        );
        break;
      case 'refused':
        if (!answer.retryable) {
          return { outcome: 'failed', reason: 'siteRefused', message: answer.message, maybeSent };
        }
        failures += 1;
        last = { reason: 'siteUnavailable', message: answer.message };
        await rest(ports.clock, failures, allowance.deadline);
        break;
      case 'unconfirmed': {
        maybeSent = true;
        failures += 1;
        last = { reason: 'unconfirmed', message: answer.message };
        if (answer.lost && leaveLost) return { outcome: 'lost' };
        await rest(ports.clock, failures, allowance.deadline);
        // What is there already answers so when it is sent again: only a call that nobody answered, or
        // the last one, is worth another call to look.
        const seen = answer.lost || failures >= TRIES ? await readBack(effect) : NOT_THERE;
        if (seen.there) return { outcome: 'applied', ...created(seen.createdId) };
        break;
      }
    }
  }
  invariant(last !== undefined, 'an effect ended without an answer');
  return { outcome: 'failed', ...last, maybeSent };
}

/** False where the pause outlasts the time there is, or nothing may be sent any more. */
async function waitFor(clock: Clock, allowance: Allowance): Promise<boolean> {
  while (allowance.pauseUntil > clock.now()) {
    if (allowance.pauseUntil >= allowance.deadline) return false;
    await clock.sleep(allowance.pauseUntil - clock.now());
  }
  return !isUsedUp(allowance, clock);
}

async function rest(clock: Clock, failures: number, deadline: number): Promise<void> {
  const wait = Math.min(backoff(failures), deadline - clock.now());
  if (wait > 0) await clock.sleep(wait);
}

/** 0.25 s, doubled each time. */
function backoff(times: number): number {
  return Math.min(LONGEST_BACKOFF, (SECOND / 4) * 2 ** (times - 1));
}

async function readBack(effect: Effect): Promise<ReadBack> {
  try {
    return await effect.readBack();
  } catch {
    // Reading back is a favour: without it, the effect is sent again, which is safe.
    return NOT_THERE;
  }
}
