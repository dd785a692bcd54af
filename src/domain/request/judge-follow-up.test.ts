import { describe, expect, test } from 'vitest';
import {
  AT,
  addToFrontend,
  inState,
  LEAD,
  OTHER_LEAD,
  person,
  REQUESTER,
} from '../../../tests/support/samples';
import type { Verb } from '../action/action';
import type { Ask } from '../action/ask';
import type { StepState } from '../effects/step';
import type { StepBlock } from '../effects/step-block';
import { MINUTE } from '../lib/time';
import type { NeedsAttention } from './access-request';
import { judgeMark } from './judge-follow-up';
import { judgeVerb } from './judge-verb';
import { markManual } from './mark-manual';

describe('who may say that something was done by hand', () => {
  const rows: [string, string, Verb, string][] = [
    ['the requester', REQUESTER.accountId, 'add', 'allowed'],
    ['the requester', REQUESTER.accountId, 'remove', 'notByRequester'],
    ['the requester', REQUESTER.accountId, 'create', 'notByRequester'],
    ['who decided', LEAD.accountId, 'add', 'allowed'],
    ['who decided', LEAD.accountId, 'remove', 'allowed'],
    ['who decided', LEAD.accountId, 'create', 'allowed'],
    ['another lead', OTHER_LEAD.accountId, 'add', 'notYours'],
    ['another lead', OTHER_LEAD.accountId, 'create', 'notYours'],
    ['whom it is about', 'sam', 'add', 'notYours'],
  ];
  test.each(rows)('%s (%s) of %s: %s', (_, accountId, verb, expected) => {
    const judged = judgeMark(inState('needsAttention'), verb, accountId);
    expect(judged.allowed ? 'allowed' : judged.why.code).toBe(expected);
  });
});

test('who has not decided has no part in what follows', () => {
  const request = { requester: REQUESTER, approvals: [{ decisions: [] }] };
  expect(judgeMark(request, 'add', REQUESTER.accountId).allowed).toBe(true);
  expect(judgeMark(request, 'add', LEAD.accountId)).toMatchObject({ why: { code: 'notYours' } });
});

test.each<[string, string, 'retry' | 'markManual', boolean]>([
  ['whoever was away', 'maya', 'retry', true],
  ['whoever was away', 'maya', 'markManual', true],
  ['whoever decided for them', LEAD.accountId, 'retry', true],
  ['somebody else', OTHER_LEAD.accountId, 'retry', false],
])('%s (%s) has a part in what was approved in their name: %s', (_, accountId, verb, allowed) => {
  const request = inState('needsAttention');
  const inTheirName = request.approvals.map((stage) => ({
    ...stage,
    decisions: stage.decisions.map((one) => ({ ...one, standsFor: person('Maya') })),
  }));
  const judged = judgeVerb({ ...request, approvals: inTheirName }, verb, accountId, AT);
  expect(judged.allowed || judged.why.code !== 'notYours').toBe(allowed);
});

describe('marking', () => {
  const failed: StepState = { state: 'failed', reason: 'siteRefused', retryable: true, at: AT };
  const done: StepState = { state: 'unchanged', at: AT };
  const manual: StepState = { state: 'manual', by: LEAD, at: AT };
  const blockOf = (at: number, ...outcomes: readonly StepState[]): StepBlock => ({
    requestId: 'r1',
    block: at,
    revision: 1,
    change: 0,
    steps: outcomes.map((outcome, place) => ({
      subject: place,
      planned: { verdict: 'change' },
      outcome,
    })),
  });
  const block = blockOf(0, failed);
  const all = () => true;
  const none = () => false;
  const ofThree = (over: Partial<NeedsAttention> = {}): NeedsAttention => {
    const request = inState('needsAttention');
    if (request.state !== 'needsAttention') throw new Error('The sample has another state');
    const progress = { ...request.progress, failed: 2, retryable: 2, unchanged: 1 };
    return { ...request, ask: addToFrontend('Sam', 'Pia', 'Kim'), progress, ...over };
  };

  test('takes what the site shows, and completes the request with the last step', () => {
    const marked = markManual(inState('needsAttention'), [block], all, all, LEAD, AT);
    expect(marked).toMatchObject({
      ok: true,
      value: {
        request: { state: 'completed', progress: { failed: 0, manual: 1, retryable: 0 } },
        blocks: [{ block: 0, revision: 2, steps: [{ outcome: manual }] }],
        facts: [{ outcome: 'manual' }, { kind: 'request.finished', state: 'completed' }],
      },
    });
  });

  test('takes one of two failed steps, and leaves the other and what was done', () => {
    const one = (at: number, place: number) => at === 0 && place === 0;
    const blocks = [blockOf(0, failed, done, failed), blockOf(1, done)];
    const marked = markManual(ofThree(), blocks, one, one, REQUESTER, AT);
    if (!marked.ok) throw new Error(marked.error.code);
    const { request, blocks: after, facts } = marked.value;
    expect(request).toMatchObject({
      state: 'needsAttention',
      revision: ofThree().revision + 1,
      since: ofThree().since,
      approvedAt: ofThree().approvedAt,
      approvalValidUntil: ofThree().approvalValidUntil,
      progress: { failed: 1, manual: 1, retryable: 1, unchanged: 1 },
    });
    expect(request).not.toHaveProperty('stopped');
    expect(after.map(({ steps }) => steps.map(({ outcome }) => outcome))).toEqual([
      [{ ...manual, by: REQUESTER }, done, failed],
    ]);
    expect(facts).toHaveLength(1);
  });

  test('completes nothing while steps are to be done, and keeps why the app had stopped', () => {
    const progress = { ...ofThree().progress, failed: 1, retryable: 1, pending: 1 };
    const stopped = { reference: 'ABC' };
    const blocks = [blockOf(0, failed, done, { state: 'pending' })];
    const marked = markManual(ofThree({ progress, stopped }), blocks, all, all, LEAD, AT);
    expect(marked).toMatchObject({
      ok: true,
      value: { request: { state: 'needsAttention', stopped, progress: { pending: 1 } } },
    });
  });

  test('is of all or none, and names each that the site does not show, once', () => {
    const blocks = [blockOf(0, failed, done, failed), blockOf(1, failed)];
    const shows = (at: number, place: number) => at === 0 && place === 2;
    expect(markManual(ofThree(), blocks, all, shows, LEAD, AT)).toEqual({
      ok: false,
      error: { code: 'notSoOnSite', names: ['Sam'] },
    });
    expect(markManual(ofThree(), blocks, all, none, LEAD, AT)).toEqual({
      ok: false,
      error: { code: 'notSoOnSite', names: ['Sam', 'Kim'] },
    });
  });

  test.each([
    ['soon after the call', MINUTE, { state: 'applied', before: 'notHeld' }],
    ['long after it', 16 * MINUTE, { state: 'applied', before: 'notHeld', unproved: true }],
  ])('access that a call of ours may have given is not by hand: %s', (_, later, outcome) => {
    const sent = { ...failed, begun: { before: 'notHeld', at: AT } } as const;
    const marked = markManual(ofThree(), [blockOf(0, sent)], all, all, LEAD, AT + later);
    if (!marked.ok) throw new Error(marked.error.code);
    expect(marked.value.blocks[0]?.steps[0]?.outcome).toEqual({ ...outcome, at: AT + later });
    const [change] = addToFrontend('Sam').changes;
    if (change === undefined) throw new Error('The sample asks for nothing');
    const removal = ofThree({
      ask: { ...ofThree().ask, changes: [{ ...change, verb: 'remove' }] },
    });
    const taken = markManual(removal, [blockOf(0, sent)], all, all, LEAD, AT + later);
    expect(taken).toMatchObject({
      value: { blocks: [{ steps: [{ outcome: { state: 'manual' } }] }] },
    });
  });

  test('of one step asks for no right to another: the requester marks an addition beside a removal', () => {
    const [change] = addToFrontend('Sam').changes;
    if (change === undefined) throw new Error('The sample asks for nothing');
    const ask: Ask = { ...ofThree().ask, changes: [{ ...change, verb: 'remove' }, change] };
    const blocks = [blockOf(0, failed), { ...blockOf(1, failed), change: 1 }];
    const only = (wanted: number) => (at: number) => at === wanted;
    expect(judgeVerb(ofThree({ ask }), 'markManual', 'rita', AT)).toEqual({ allowed: true });
    expect(markManual(ofThree({ ask }), blocks, only(1), all, REQUESTER, AT).ok).toBe(true);
    expect(markManual(ofThree({ ask }), blocks, only(0), all, REQUESTER, AT)).toEqual({
      ok: false,
      error: { code: 'notByRequester', verb: 'remove' },
    });
    const onlyRemoves = ofThree({ ask: { ...ask, changes: [{ ...change, verb: 'remove' }] } });
    expect(judgeVerb(onlyRemoves, 'markManual', 'rita', AT)).toMatchObject({ allowed: false });
  });

  test.each([
    ['what the site does not show', all, none, LEAD, { code: 'notSoOnSite', names: ['Sam'] }],
    ['steps that were not meant', none, all, LEAD, { code: 'nothingToRetry' }],
    ['the word of somebody else', all, all, person('Pia'), { code: 'notYours' }],
  ])('refuses %s', (_, isSelected, isDone, by, refusal) => {
    const marked = markManual(inState('needsAttention'), [block], isSelected, isDone, by, AT);
    expect(marked).toMatchObject({ ok: false, error: refusal });
  });

  test('refuses in any other state, and what did not fail', () => {
    expect(markManual(inState('completed'), [block], all, all, LEAD, AT)).toMatchObject({
      ok: false,
      error: { code: 'wrongState' },
    });
    expect(markManual(ofThree(), [blockOf(0, done)], all, none, LEAD, AT)).toEqual({
      ok: false,
      error: { code: 'nothingToRetry' },
    });
  });
});
