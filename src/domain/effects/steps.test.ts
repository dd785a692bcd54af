import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT, developers, frontend, person, subject } from '../../../tests/support/samples';
import type { Ask } from '../action/ask';
import { resolveCreated } from '../action/resolve-created';
import { effectFact } from '../audit/effect-fact';
import { addCounts, countSteps, NO_STEPS, replaceCounts } from './count-steps';
import { createdBy } from './created-by';
import { failUnrecordedStep } from './fail-unrecorded-step';
import { hasEnded, type StepCounts, type StepState } from './step';
import type { Step } from './step-block';

const OUTCOMES: readonly StepState[] = [
  { state: 'pending' },
  { state: 'begun', before: 'notHeld', at: AT },
  { state: 'applied', before: 'notHeld', at: AT },
  { state: 'unchanged', at: AT },
  { state: 'failed', reason: 'siteRefused', retryable: false, at: AT },
  { state: 'failed', reason: 'siteUnavailable', retryable: true, at: AT },
  { state: 'manual', by: person('Lena'), at: AT },
];
const step = (outcome: StepState, place = 0): Step => ({
  subject: place,
  planned: { verdict: 'change' },
  outcome,
});
const stepsOf = (outcomes: readonly StepState[]) => outcomes.map((outcome) => step(outcome));

describe('counts of steps', () => {
  test('each counts once, what has begun as pending, and what may be tried again beside it', () => {
    const counts: Partial<StepCounts>[] = [
      { pending: 1 },
      { pending: 1 },
      { applied: 1 },
      { unchanged: 1 },
      { failed: 1 },
      { failed: 1, retryable: 1 },
      { manual: 1 },
    ];
    OUTCOMES.forEach((outcome, place) => {
      expect(countSteps([step(outcome)])).toEqual({ ...NO_STEPS, ...counts[place] });
      expect(hasEnded(outcome)).toBe(counts[place]?.pending === undefined);
    });
  });

  const steps = fc.array(fc.constantFrom(...OUTCOMES), { maxLength: 20 }).map(stepsOf);

  test('those of two blocks together are the sum of both', () => {
    fc.assert(
      fc.property(steps, steps, (first, second) => {
        const sum = addCounts(countSteps(first), countSteps(second));
        expect(sum).toEqual(countSteps([...first, ...second]));
      }),
    );
  });

  test('a block that is written anew leaves those of the others', () => {
    fc.assert(
      fc.property(steps, steps, steps, (others, before, after) => {
        const whole = countSteps([...others, ...before]);
        const now = replaceCounts(whole, countSteps(before), countSteps(after));
        expect(now).toEqual(countSteps([...others, ...after]));
      }),
    );
  });
});

describe('what the audit says of a step', () => {
  const ask: Ask = {
    subjects: [subject('Sam'), subject('Pia')],
    changes: [
      { verb: 'add', entitlement: frontend, subjects: [0] },
      { verb: 'remove', entitlement: developers, subjects: [1] },
    ],
  };
  const begun = { before: 'notHeld', at: AT } as const;
  const failed = { state: 'failed', reason: 'siteRefused', retryable: true, at: AT } as const;

  test.each<[string, StepState, object]>([
    ['applied', { state: 'applied', before: 'notHeld', at: AT }, { outcome: 'applied' }],
    [
      'so, by whom is not proved',
      { state: 'applied', before: 'notHeld', at: AT, unproved: true },
      { outcome: 'applied', unproved: true },
    ],
    [
      'found, and perhaps given products all the same',
      { state: 'applied', before: 'notHeld', at: AT, unproved: true, found: true },
      { outcome: 'applied', unproved: true, found: true },
    ],
    ['so before', { state: 'unchanged', at: AT }, { outcome: 'unchanged' }],
    ['failed', failed, { outcome: 'failed', reason: 'siteRefused' }],
    [
      'failed, with the site’s words',
      { ...failed, siteMessage: 'No.' },
      { outcome: 'failed', reason: 'siteRefused', siteMessage: 'No.' },
    ],
    [
      'failed, and perhaps done all the same',
      { ...failed, begun },
      { outcome: 'failed', reason: 'siteRefused', unproved: true },
    ],
    ['done by hand', { state: 'manual', by: person('Lena'), at: AT }, { outcome: 'manual' }],
  ])('%s', (_, outcome, said) => {
    expect(effectFact(ask, 0, step(outcome))).toStrictEqual([
      {
        kind: 'effect',
        action: 'group.addUser',
        subject: subject('Sam'),
        entitlement: frontend,
        ...said,
      },
    ]);
  });

  test('is about the change and the person that it is a step of', () => {
    const applied = step({ state: 'applied', before: 'held', at: AT }, 1);
    expect(effectFact(ask, 1, applied)).toMatchObject([
      { action: 'role.removeActor', subject: subject('Pia'), entitlement: developers },
    ]);
  });

  test('is nothing before it has ended, or of what nobody asked for', () => {
    expect(effectFact(ask, 0, step({ state: 'pending' }))).toEqual([]);
    expect(effectFact(ask, 0, step({ state: 'begun', ...begun }))).toEqual([]);
    expect(effectFact(ask, 7, step({ state: 'unchanged', at: AT }))).toEqual([]);
    expect(effectFact(ask, 0, step({ state: 'unchanged', at: AT }, 7))).toEqual([]);
  });
});

describe('what the steps of a request have made', () => {
  const account = { kind: 'account', products: [] } as const;
  const guild = { kind: 'newGroup', name: 'Guild' } as const;
  const newcomer = (name: string) =>
    ({ kind: 'newPerson', email: `${name}@X.example`, displayName: name }) as const;
  const ask: Ask = {
    subjects: [newcomer('Ann'), newcomer('Bob'), { ...guild, displayName: 'Guild' }],
    changes: [
      { verb: 'create', entitlement: account, subjects: [0, 1] },
      { verb: 'create', entitlement: guild, subjects: [2] },
      { verb: 'add', entitlement: guild, subjects: [0, 1] },
    ],
  };
  const block = (change: number, ...steps: Step[]) => ({
    requestId: 'r1',
    block: change,
    revision: 1,
    change,
    steps,
  });
  const applied = (createdId: string): StepState => ({
    state: 'applied',
    before: 'notHeld',
    at: AT,
    createdId,
  });
  const created = (...blocks: ReturnType<typeof block>[]) => {
    const { accounts, groups } = createdBy(ask, blocks);
    return { accounts: Object.fromEntries(accounts), groups: Object.fromEntries(groups) };
  };
  const nothing = { accounts: {}, groups: {} };

  test('an account is whose it is, whoever made it, and whatever became of the step', () => {
    const found: StepState = { state: 'unchanged', at: AT, createdId: 'bob-1' };
    expect(created(block(0, step(applied('ann-1'), 0), step(found, 1)))).toEqual({
      accounts: { 'ann@x.example': 'ann-1', 'bob@x.example': 'bob-1' },
      groups: {},
    });
    const failed: StepState = {
      state: 'failed',
      reason: 'approverGains',
      retryable: false,
      at: AT,
      createdId: 'ann-1',
    };
    expect(created(block(0, step(failed, 0)))).toEqual({
      accounts: { 'ann@x.example': 'ann-1' },
      groups: {},
    });
  });

  test('a group is the request’s only by the answer that created it', () => {
    expect(created(block(1, step(applied('g-1'), 2)))).toEqual({
      accounts: {},
      groups: { guild: 'g-1' },
    });
    const found: StepState = { state: 'unchanged', at: AT, createdId: 'g-1' };
    expect(created(block(1, step(found, 2)))).toEqual(nothing);
  });

  test('only what creates makes anything, and only what has an id', () => {
    expect(created(block(2, step(applied('x'), 0)))).toEqual(nothing);
    expect(created(block(7, step(applied('x'), 0)))).toEqual(nothing);
    expect(created(block(0, step(applied('x'), 7)))).toEqual(nothing);
    const withoutId: StepState = { state: 'applied', before: 'notHeld', at: AT };
    expect(created(block(0, step(withoutId, 0)))).toStrictEqual(nothing);
  });

  test('of two blocks together, the ask goes on in terms of what is there', () => {
    const blocks = [block(0, step(applied('ann-1'), 0)), block(1, step(applied('g-1'), 2))];
    const after = resolveCreated(ask, createdBy(ask, blocks));
    expect(after.subjects.map(({ kind }) => kind)).toEqual(['person', 'newPerson', 'newGroup']);
    expect(after.changes[2]?.entitlement).toMatchObject({ kind: 'group', groupId: 'g-1' });
  });
});

describe('a step whose grant the store does not take', () => {
  test('has failed, can be tried again, and keeps what was done', () => {
    const applied = step({ state: 'applied', before: 'held', at: AT }, 3);
    expect(failUnrecordedStep(applied, AT + 5)).toStrictEqual({
      ...applied,
      outcome: {
        state: 'failed',
        reason: 'recordRefused',
        retryable: true,
        at: AT + 5,
        begun: { before: 'held', at: AT },
      },
    });
  });

  const failed = { state: 'failed', reason: 'siteRefused', retryable: false, at: AT } as const;
  const begun = { before: 'notHeld', at: AT - 1, missed: true } as const;

  test.each<[string, StepState, object]>([
    ['nothing done, where it was so before', { state: 'unchanged', at: AT }, {}],
    ['nothing done, where it failed', failed, {}],
    ['what may have been done, though it failed', { ...failed, begun }, { begun }],
  ])('has %s to keep', (_, outcome, kept) => {
    expect(failUnrecordedStep(step(outcome), AT + 5).outcome).toStrictEqual({
      state: 'failed',
      reason: 'recordRefused',
      retryable: true,
      at: AT + 5,
      ...kept,
    });
  });
});
