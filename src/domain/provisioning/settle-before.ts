import type { Action } from '../action/action';
import type { Instant } from '../lib/time';
import { mayPass, type Verdict } from './plan';
import { created } from './settle-after';
import type { BeforeState, StepState } from './step';
import type { Step } from './step-block';

/** What a run is to do about one step, now that the site was asked again. */
export type Settled =
  /** It has ended without an effect. */
  | { readonly do: 'end'; readonly outcome: StepState }
  /** The effect is to be sent; `resent` where an earlier run may have sent it. */
  | { readonly do: 'send'; readonly before: BeforeState; readonly resent: boolean }
  | { readonly do: 'nothing' };

/**
 * Holds a step that was approved against the site as it is now. Nothing beyond the approved plan is
 * ever sent. A step that an earlier run may have sent is read back: what it was to bring about and is
 * there now, it has brought about. `foundId`: of the account or group to be created that is there.
 */
export function settleBefore(
  step: Step,
  { verb }: Pick<Action, 'verb'>,
  now: Verdict,
  at: Instant,
  foundId?: string,
): Settled {
  const { outcome, planned } = step;
  if (outcome.state !== 'pending' && outcome.state !== 'begun') return { do: 'nothing' };
  if (outcome.state === 'begun' && (isThere(now) || isTaken(now))) {
    const { before } = outcome;
    return { do: 'end', outcome: { state: 'applied', before, at, ...created(foundId) } };
  }
  if (now.verdict === 'refused' || now.verdict === 'impossible') {
    const retryable = mayPass(now.reason);
    return { do: 'end', outcome: { state: 'failed', reason: now.reason, retryable, at } };
  }
  if (planned.verdict !== 'change') return { do: 'end', outcome: notPlanned(now, at, foundId) };
  if (now.verdict === 'alreadySo') {
    return { do: 'end', outcome: { state: 'unchanged', at, ...created(foundId) } };
  }
  if (now.prolongs !== undefined) {
    return { do: 'end', outcome: { state: 'unchanged', at, prolonged: true } };
  }
  return {
    do: 'send',
    before: verb === 'remove' ? 'held' : 'notHeld',
    resent: outcome.state === 'begun',
  };
}

/** The site is as the step wants it. */
function isThere(now: Verdict): boolean {
  return now.verdict === 'alreadySo' || (now.verdict === 'change' && now.prolongs !== undefined);
}

/** For the step that may have created it, a name in use is the step's own work. */
function isTaken(now: Verdict): boolean {
  return now.verdict === 'impossible' && now.reason === 'groupNameTaken';
}

/** The plan said that there was nothing to do: if there is by now, nobody has approved of it. */
function notPlanned(now: Verdict, at: Instant, foundId: string | undefined): StepState {
  return isThere(now)
    ? { state: 'unchanged', at, ...created(foundId) }
    : { state: 'failed', reason: 'beyondApprovedPlan', retryable: false, at };
}
