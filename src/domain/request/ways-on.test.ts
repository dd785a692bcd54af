import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  AT,
  addToFrontend,
  awaiting,
  inState,
  LEAD,
  REQUESTER,
} from '../../../tests/support/samples';
import { addCounts, countSteps, NO_STEPS } from '../effects/count-steps';
import { makeStepBlocks } from '../effects/make-step-blocks';
import type { StepState } from '../effects/step';
import type { StepBlock } from '../effects/step-block';
import { DAY, HOUR, type Instant } from '../lib/time';
import type { AccessRequest, Applying, RequestState } from './access-request';
import { approve } from './approve';
import { isAuthorized } from './authorization';
import { beginApplying, continueApplying } from './begin-applying';
import { decline } from './decline';
import { finish } from './finish';
import { isOpenRequest } from './is-open-request';
import { judgeVerb } from './judge-verb';
import { markManual } from './mark-manual';
import { nextMoveAt } from './next-move-at';
import type { PauseCause } from './pause';
import { isGivenUp, pauseApplying } from './pause-applying';
import { REQUEST_VERBS } from './request-refusal';
import { retry } from './retry';
import { stop } from './stop';
import { timeOut } from './time-out';
import { withdraw } from './withdraw';

/**
 * Every request ends visibly: a model of all its states, moved by whatever people do and whatever fails.
 * From each one that is open, the app goes on by itself at a known instant, or somebody can do something.
 */
interface Model {
  request: AccessRequest;
  blocks: StepBlock[];
  now: Instant;
}

const PEOPLE = ['Sam', 'Pia', 'Tom'];
const progressOf = (blocks: readonly StepBlock[]) =>
  blocks.map(({ steps }) => countSteps(steps)).reduce(addCounts, NO_STEPS);

function fresh(): Model {
  const ask = addToFrontend(...PEOPLE);
  const verdicts = PEOPLE.map(() => ({ verdict: 'change' }) as const);
  const timesOutAt = AT + 14 * DAY;
  return {
    request: awaiting({ ask, timesOutAt }),
    blocks: makeStepBlocks('r1', { ask, stepsPerBlock: 250 }, verdicts),
    now: AT,
  };
}

/** What a run makes of a step that is to be done. */
type Fate = 'applied' | 'failed' | 'failedForGood' | 'left';
/** How a run ends that did not get to the end. */
type End = PauseCause | 'timeUsedUp' | 'killed' | 'fault';
type Move =
  | { readonly do: 'approve' | 'decline' | 'withdraw' | 'retry' | 'mark'; readonly who: string }
  | { readonly do: 'pass'; readonly time: number }
  | { readonly do: 'run'; readonly fates: readonly Fate[]; readonly end: End };

function outcomeOf(fate: Fate, before: StepState, at: Instant): StepState {
  if (before.state !== 'pending' && before.state !== 'begun') return before;
  switch (fate) {
    case 'applied':
      return { state: 'applied', before: 'notHeld', at };
    case 'failed':
      return { state: 'failed', reason: 'siteRefused', retryable: true, at };
    case 'failedForGood':
      return { state: 'failed', reason: 'noSuchPerson', retryable: false, at };
    case 'left':
      return before;
  }
}

/** As `carryOutRequest` has it. */
function run(model: Model, fates: readonly Fate[], end: End): void {
  const { request, now } = model;
  if (request.state !== 'approved' && request.state !== 'applying') return;
  if ((nextMoveAt(request) ?? now) > now) return;
  let applying: Applying = beginApplying(request, progressOf(model.blocks), now);
  const licensed = isAuthorized(applying, now);
  model.blocks = model.blocks.map((block) => ({
    ...block,
    steps: block.steps.map((step, place) => ({
      ...step,
      outcome: outcomeOf(licensed ? (fates[place] ?? 'left') : 'failedForGood', step.outcome, now),
    })),
  }));
  const progress = progressOf(model.blocks);
  applying = continueApplying(applying, progress, now + HOUR);
  model.request = applying;
  if (end === 'killed') return;
  if (end === 'fault') {
    model.request = isGivenUp(applying)
      ? stop(applying, 'ref', now).request
      : pauseApplying(applying, 'appFailed', now);
    return;
  }
  if (progress.pending === 0) model.request = finish(applying, progress, now).request;
  else if (end === 'timeUsedUp') model.request = continueApplying(applying, progress, now);
  else model.request = pauseApplying(applying, end, now);
}

function move(model: Model, made: Move): void {
  const { request, blocks, now } = model;
  const take = (next: { ok: boolean; value?: unknown }) => {
    if (!next.ok) return;
    const value = next.value as { request: AccessRequest; blocks?: readonly StepBlock[] };
    model.request = value.request;
    for (const block of value.blocks ?? []) model.blocks[block.block] = block;
  };
  const isSelected = () => true;
  const who = 'who' in made && made.who === LEAD.accountId ? LEAD : REQUESTER;
  switch (made.do) {
    case 'approve':
      take(approve(request, who, undefined, now));
      break;
    case 'decline':
      take(decline(request, who, 'No.', now));
      break;
    case 'withdraw':
      take(withdraw(request, who.accountId, now));
      break;
    case 'retry':
      take(retry(request, blocks, isSelected, who.accountId, now));
      break;
    case 'mark':
      take(markManual(request, blocks, isSelected, isSelected, who, now));
      break;
    case 'pass':
      model.now += made.time;
      model.request = timeOut(request, model.now)?.request ?? request;
      break;
    case 'run':
      run(model, made.fates, made.end);
      break;
  }
}

function hasWayOn({ request, now }: Model): boolean {
  if (!isOpenRequest(request.state) || nextMoveAt(request) !== undefined) return true;
  const people = [REQUESTER, LEAD];
  return people.some(({ accountId }) =>
    REQUEST_VERBS.some((verb) => judgeVerb(request, verb, accountId, now).allowed),
  );
}

const CAUSES: readonly End[] = [
  'notConnected',
  'otherConnection',
  'connectionFailing',
  'siteUnavailable',
  'rateLimited',
  'othersFirst',
  'notYetVisible',
  'appFailed',
  'timeUsedUp',
  'killed',
  'fault',
];
const who = fc.constantFrom(LEAD.accountId, REQUESTER.accountId);
const fates = fc.array(fc.constantFrom<Fate>('applied', 'failed', 'failedForGood', 'left'), {
  minLength: PEOPLE.length,
  maxLength: PEOPLE.length,
});
const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    do: fc.constantFrom('approve', 'decline', 'withdraw', 'retry', 'mark'),
    who,
  }),
  fc.record({ do: fc.constant('pass' as const), time: fc.constantFrom(HOUR, DAY, 8 * DAY) }),
  fc.record({ do: fc.constant('run' as const), fates, end: fc.constantFrom(...CAUSES) }),
);

it('from every state there is a way on, whatever came before and whatever failed', () => {
  fc.assert(
    fc.property(fc.array(moves, { maxLength: 30 }), (all) => {
      const model = fresh();
      move(model, { do: 'approve', who: LEAD.accountId });
      for (const one of all) {
        move(model, one);
        expect([model.request.state, hasWayOn(model)]).toEqual([model.request.state, true]);
      }
    }),
    { numRuns: 400 },
  );
});

it('whatever came before, good weather or the end of the approval brings an approved one to its end', () => {
  fc.assert(
    fc.property(fc.array(moves, { maxLength: 20 }), fc.boolean(), (all, isGood) => {
      const model = fresh();
      move(model, { do: 'approve', who: LEAD.accountId });
      for (const one of all) move(model, one);
      for (let tries = 0; tries < 3 && isOpenRequest(model.request.state); tries += 1) {
        move(model, { do: 'pass', time: isGood ? HOUR : 8 * DAY });
        move(model, {
          do: 'run',
          fates: PEOPLE.map(() => 'applied'),
          end: isGood ? 'timeUsedUp' : 'connectionFailing',
        });
        move(model, { do: 'retry', who: LEAD.accountId });
      }
      move(model, { do: 'mark', who: LEAD.accountId });
      expect([model.request.state, isOpenRequest(model.request.state)]).toEqual([
        model.request.state,
        false,
      ]);
    }),
    { numRuns: 400 },
  );
});

it('a request that is over is nobody’s turn, and one that is open somebody’s', () => {
  const states: Readonly<Record<RequestState, boolean>> = {
    awaitingApproval: true,
    scheduled: true,
    approved: true,
    applying: true,
    needsAttention: true,
    completed: false,
    declined: false,
    withdrawn: false,
    timedOut: false,
  };
  for (const [state, open] of Object.entries(states)) {
    const request = inState(state as RequestState);
    expect([state, isOpenRequest(request.state)]).toEqual([state, open]);
    expect([state, hasWayOn({ request, blocks: [], now: AT })]).toEqual([state, true]);
  }
});
