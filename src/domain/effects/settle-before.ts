import type { Action } from '../action/action';
import type { GivenOnRecord } from '../grant/grant';
import type { Instant } from '../lib/time';
import { mayPass, type Verdict } from '../plan/plan';
import { asOnRecord } from './as-on-record';
import { begunOf, failStep } from './fail-step';
import { created, FOUND_AND_GIVEN } from './settle-after';
import type { Begun, FailureReason, StepState } from './step';
import type { Step } from './step-block';
import { type BeforeState, originOf, type Proof, wasSo } from './what-is-ours';

/** What a run is to do about one step, now that the site was asked again. */
export type Settled =
  /** It has ended without an effect. */
  | { readonly do: 'end'; readonly outcome: StepState }
  /** The effect is to be sent; `resent` where an earlier call may have been, and was not seen to work. */
  | { readonly do: 'send'; readonly before: BeforeState; readonly resent: boolean }
  /** What it is about was created a moment ago, and the site does not show it yet. */
  | { readonly do: 'wait' }
  | { readonly do: 'nothing' };

/**
 * Holds a step that was approved against the site as it is now. Nothing beyond the approved plan is
 * ever sent. A step that an earlier call may have brought about is read back: whether it has is
 * `originOf`'s to say. `found`: the account that is there already, of those to be created, and what this
 * request gave by its records.
 */
export function settleBefore(
  step: Step,
  { verb }: Pick<Action, 'verb'>,
  now: Verdict,
  at: Instant,
  { foundId, given, isHeld }: Found = {},
): Settled {
  const { outcome, planned } = step;
  if (outcome.state !== 'pending' && outcome.state !== 'begun') return { do: 'nothing' };
  const begun = outcome.state === 'begun' ? outcome : undefined;
  // To give it once more, or to take what is there now for ours, nobody has approved.
  if (verb === 'add' && given !== undefined && (begun !== undefined || given.isOver)) {
    return { do: 'end', outcome: asOnRecord(outcome, given) };
  }
  const fail = (reason: FailureReason, retryable: boolean, rule?: string): Settled => ({
    do: 'end',
    outcome: failStep(outcome, { reason, retryable, rule }, at),
  });
  // Who made a group that has the name, the name does not tell. Once it is free, it can be created.
  if (begun !== undefined && isTaken(now)) return fail('creationUnproved', true);
  // What was done while it was allowed is looked at, whether or not it is allowed by now: else it had no end.
  if (begun !== undefined && (isThere(now) || isAsWanted(verb, now, isHeld))) {
    const proof = proofOf(verb, begun, at);
    return { do: 'end', outcome: seen(proof, begun, at, foundId) };
  }
  if (now.verdict === 'impossible' && now.reason === 'notYetVisible') return { do: 'wait' };
  if (now.verdict === 'refused' || now.verdict === 'impossible') {
    const rule = now.verdict === 'refused' ? now.rule : undefined;
    return fail(now.reason, mayPass(now.reason), rule);
  }
  const noted = verb === 'add' ? { noted: true as const } : {};
  if (planned.verdict !== 'change') {
    return isThere(now)
      ? { do: 'end', outcome: { state: 'unchanged', at, ...noted, ...created(foundId) } }
      : fail('beyondApprovedPlan', false);
  }
  if (now.verdict === 'alreadySo') {
    const claimed = verb === 'add' ? { claimed: true as const } : {};
    return {
      do: 'end',
      outcome: { state: 'unchanged', at, ...claimed, ...noted, ...created(foundId) },
    };
  }
  if (now.prolongs !== undefined) {
    return { do: 'end', outcome: { state: 'unchanged', at, prolonged: true } };
  }
  return {
    do: 'send',
    before: verb === 'remove' ? 'held' : 'notHeld',
    resent: begun !== undefined,
  };
}

/** What is known besides what the plan says. */
export interface Found {
  readonly foundId?: string | undefined;
  readonly given?: GivenOnRecord | undefined;
  /** Whether the site shows the place as held; undefined where it does not say, or it is none. */
  readonly isHeld?: boolean | undefined;
}

/** A call of an earlier run, seen for the first time by this one. */
function proofOf(verb: Action['verb'], begun: Begun, seenAt: Instant): Proof {
  const call = { call: 'unanswered', seenAt, ...begunOf(begun) } as const;
  // Which accounts there were is not kept from run to run.
  return verb === 'create'
    ? { of: 'account', before: 'notKnown', call }
    : { of: 'existing', before: wasSo(verb, begun.before), call };
}

function seen(
  proof: Proof,
  { before }: Begun,
  at: Instant,
  foundId: string | undefined,
): StepState {
  const id = created(foundId);
  switch (originOf(proof)) {
    case 'ours':
      return { state: 'applied', before, at, ...id };
    case 'unproved':
      return { state: 'applied', before, at, ...id, unproved: true };
    case 'foundAndGiven':
      return { ...FOUND_AND_GIVEN, before, at, ...id };
    case 'found':
      return { state: 'unchanged', at, ...id };
  }
}

/** The site is as the step wants it. */
function isThere(now: Verdict): boolean {
  return now.verdict === 'alreadySo' || (now.verdict === 'change' && now.prolongs !== undefined);
}

/** Where its record can't be read, its end could not be written: a person has to see to that first. */
function isAsWanted(verb: Action['verb'], now: Verdict, isHeld: boolean | undefined): boolean {
  if (now.verdict === 'impossible' && now.reason === 'recordUnreadable') return false;
  return verb !== 'create' && isHeld === (verb === 'add');
}

function isTaken(now: Verdict): boolean {
  return now.verdict === 'impossible' && now.reason === 'groupNameTaken';
}
