import { describe, expect, test } from 'vitest';
import { AT, inState, LEAD, OTHER_LEAD, person, REQUESTER } from '../../../tests/support/samples';
import type { Begun, StepState } from '../effects/step';
import type { StepBlock } from '../effects/step-block';
import type { AccessRequest, NeedsAttention } from './access-request';
import { judgeVerb } from './judge-verb';
import { retry } from './retry';
import { stop } from './stop';

const failed = {
  state: 'failed',
  reason: 'siteUnavailable',
  retryable: true,
  at: AT,
} as const;
const forGood: StepState = { ...failed, reason: 'groupProtected', retryable: false };
const begun: Begun = { before: 'notHeld', at: AT };
const block = (at: number, ...outcomes: readonly StepState[]): StepBlock => ({
  requestId: 'r1',
  block: at,
  revision: 4,
  change: 0,
  steps: outcomes.map((outcome, subject) => ({
    subject,
    planned: { verdict: 'change' },
    outcome,
  })),
});
const all = () => true;

function needsAttention(over: Partial<NeedsAttention> = {}): NeedsAttention {
  const request = inState('needsAttention');
  if (request.state !== 'needsAttention') throw new Error('The sample has another state');
  return { ...request, ...over };
}
const none = { ...needsAttention().progress, retryable: 0 };
const stopped = { reference: 'ABC' };
const lapsed = needsAttention().approvalValidUntil + 1;

describe('who may try again, and when', () => {
  const rows: [string, AccessRequest, string, number, string][] = [
    ['the requester', needsAttention(), REQUESTER.accountId, AT, 'allowed'],
    ['who decided', needsAttention(), LEAD.accountId, AT, 'allowed'],
    ['another lead', needsAttention(), OTHER_LEAD.accountId, AT, 'notYours'],
    ['whom it is about', needsAttention(), 'sam', AT, 'notYours'],
    ['where nothing can be', needsAttention({ progress: none }), 'rita', AT, 'nothingToRetry'],
    ['in the last instant of the approval', needsAttention(), 'rita', lapsed - 1, 'allowed'],
    ['after it', needsAttention(), 'rita', lapsed, 'approvalLapsed'],
    ['after a fault', needsAttention({ progress: none, stopped }), 'rita', AT, 'allowed'],
    ['after a fault, late', needsAttention({ progress: none, stopped }), 'rita', lapsed, 'allowed'],
    ['after a fault, by another', needsAttention({ stopped }), 'otto', AT, 'notYours'],
    ['what is complete', inState('completed'), 'rita', AT, 'wrongState'],
  ];
  test.each(rows)('%s', (_, request, accountId, at, expected) => {
    const judged = judgeVerb(request, 'retry', accountId, at);
    expect(judged.allowed ? 'allowed' : judged.why.code).toBe(expected);
    // The move asks the same rule as the button.
    const moved = retry(request, [block(0, failed)], all, accountId, at);
    expect(moved.ok ? 'allowed' : moved.error.code).toBe(expected);
  });
});

describe('trying again', () => {
  const done: StepState = { state: 'unchanged', at: AT };
  const blocks = [
    block(0, failed, done, forGood, failed),
    block(1, done, forGood),
    block(2, { ...failed, begun }),
  ];

  test('puts back what may be tried again, and reads back first what may have been sent', () => {
    const again = retry(needsAttention(), blocks, all, REQUESTER.accountId, AT + 9);
    if (!again.ok) throw new Error(again.error.code);
    expect(again.value.facts).toEqual([{ kind: 'request.retried', steps: 3 }]);
    expect(again.value.blocks.map(({ block: at, revision }) => [at, revision])).toEqual([
      [0, 5],
      [2, 5],
    ]);
    expect(again.value.blocks.map(({ steps }) => steps.map(({ outcome }) => outcome))).toEqual([
      [{ state: 'pending' }, done, forGood, { state: 'pending' }],
      [{ state: 'begun', ...begun }],
    ]);
    expect(again.value.request).toMatchObject({
      state: 'approved',
      revision: needsAttention().revision + 1,
      since: AT + 9,
      approvedAt: needsAttention().approvedAt,
      approvalValidUntil: needsAttention().approvalValidUntil,
    });
  });

  test('takes only the steps that were picked, by block and place', () => {
    const picked = (at: number, place: number) => at === 0 && place === 3;
    const again = retry(needsAttention(), blocks, picked, LEAD.accountId, AT);
    expect(again).toMatchObject({ ok: true, value: { facts: [{ steps: 1 }], blocks: [{}] } });
    if (!again.ok) throw new Error(again.error.code);
    expect(again.value.blocks[0]?.steps.map(({ outcome }) => outcome.state)).toEqual([
      'failed',
      'unchanged',
      'failed',
      'pending',
    ]);
  });

  test.each([
    ['nothing of it was picked', blocks, () => false],
    ['nothing of it failed', [block(0, done)], all],
    ['all failed for good', [block(0, forGood)], all],
  ])('is refused where %s, unless a fault has stopped it', (_, of, isSelected) => {
    const refused = retry(needsAttention(), of, isSelected, LEAD.accountId, AT);
    expect(refused).toEqual({ ok: false, error: { code: 'nothingToRetry' } });
    const goesOn = retry(needsAttention({ stopped }), of, isSelected, LEAD.accountId, AT);
    expect(goesOn).toMatchObject({ ok: true, value: { blocks: [], facts: [{ steps: 0 }] } });
  });

  test.each([person('Pia'), OTHER_LEAD])('is nobody else’s: $displayName', ({ accountId }) => {
    const refused = retry(needsAttention({ stopped }), blocks, all, accountId, AT);
    expect(refused).toMatchObject({ ok: false, error: { code: 'notYours' } });
  });
});

test('a request that a fault stops keeps its approval, its steps and where to look it up', () => {
  const applying = inState('applying');
  if (applying.state !== 'applying') throw new Error('The sample has another state');
  const { request, facts } = stop(applying, 'ABC', AT + 7);
  expect(request).toMatchObject({
    state: 'needsAttention',
    revision: applying.revision + 1,
    since: AT + 7,
    approvedAt: applying.approvedAt,
    approvalValidUntil: applying.approvalValidUntil,
    progress: applying.progress,
    stopped: { reference: 'ABC' },
  });
  expect(facts).toEqual([{ kind: 'request.stopped', reference: 'ABC' }]);
});
