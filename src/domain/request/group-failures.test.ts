import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT, addToFrontend, developers, frontend } from '../../../tests/support/samples';
import type { Ask } from '../action/ask';
import { makeStepBlocks } from '../effects/make-step-blocks';
import type { FailureReason, StepState } from '../effects/step';
import type { StepBlock } from '../effects/step-block';
import { failedLike, groupFailures } from './group-failures';

const failed = (reason: FailureReason, retryable: boolean, siteMessage?: string): StepState => ({
  state: 'failed',
  reason,
  retryable,
  ...(siteMessage === undefined ? {} : { siteMessage }),
  at: AT,
});
const done: StepState = { state: 'applied', before: 'notHeld', at: AT };

const laid = (ask: Ask) => ({ ask, stepsPerBlock: 250 });

/** The blocks of an ask, its steps with these outcomes in their order. */
function blocksOf(ask: Ask, outcomes: readonly StepState[]): readonly StepBlock[] {
  let place = 0;
  return makeStepBlocks('r1', laid(ask), []).map((block) => ({
    ...block,
    steps: block.steps.map((step) => ({ ...step, outcome: outcomes[place++] ?? done })),
  }));
}
const people = (many: number) =>
  addToFrontend(...Array.from({ length: many }, (_, place) => `P${place}`));
const short = (ask: Ask, outcomes: readonly StepState[]) =>
  groupFailures(laid(ask), blocksOf(ask, outcomes)).map(
    ({ reason, siteMessage, wordsDiffer, steps, retryable }) =>
      [reason, siteMessage ?? (wordsDiffer ? 'differ' : '-'), steps, retryable] as const,
  );

const refused = (words: string) => failed('siteRefused', true, words);
const inactive = failed('personInactive', false);

describe('groupFailures', () => {
  it.each<[string, readonly StepState[], ReturnType<typeof short>]>([
    ['nothing failed', [done, { state: 'pending' }, { state: 'unchanged', at: AT }], []],
    ['one', [done, inactive], [['personInactive', '-', [1], 0]]],
    [
      'the same reason and words, apart in the list',
      [refused('no'), done, refused('no'), refused('no')],
      [['siteRefused', 'no', [0, 2, 3], 3]],
    ],
    [
      'the same reason, other words: the larger first',
      [refused('a'), refused('b'), refused('b')],
      [
        ['siteRefused', 'b', [1, 2], 2],
        ['siteRefused', 'a', [0], 1],
      ],
    ],
    [
      'the same words for other reasons',
      [failed('siteUnavailable', true, 'x'), refused('x')],
      [
        ['siteUnavailable', 'x', [0], 1],
        ['siteRefused', 'x', [1], 1],
      ],
    ],
    [
      'some of a cause can be tried again',
      [failed('siteRefused', false, 'x'), refused('x'), refused('x')],
      [['siteRefused', 'x', [0, 1, 2], 2]],
    ],
    [
      'words and none',
      [refused('x'), failed('siteRefused', true), inactive, inactive, inactive],
      [
        ['personInactive', '-', [2, 3, 4], 0],
        ['siteRefused', 'x', [0], 1],
        ['siteRefused', '-', [1], 1],
      ],
    ],
    [
      'as many of each: by the first step',
      [refused('a'), failed('siteUnavailable', true), refused('b')],
      [
        ['siteRefused', 'a', [0], 1],
        ['siteUnavailable', '-', [1], 1],
        ['siteRefused', 'b', [2], 1],
      ],
    ],
    [
      'five wordings are told apart',
      ['a', 'b', 'c', 'd', 'e'].map(refused),
      ['a', 'b', 'c', 'd', 'e'].map((words, step) => ['siteRefused', words, [step], 1] as const),
    ],
    [
      'other words for each person are one cause, and no other reason’s',
      [...Array.from({ length: 6 }, (_, place) => refused(`P${place} is not welcome`)), inactive],
      [
        ['siteRefused', 'differ', [0, 1, 2, 3, 4, 5], 6],
        ['personInactive', '-', [6], 0],
      ],
    ],
  ])('%s', (_, outcomes, causes) => {
    expect(short(people(outcomes.length), outcomes)).toEqual(causes);
  });

  it('names what each cause kept from being changed, over changes and blocks', () => {
    const many = people(300);
    const everybody = many.subjects.map((_, place) => place);
    const ask: Ask = {
      ...many,
      changes: [
        { verb: 'add', entitlement: frontend, subjects: everybody },
        { verb: 'remove', entitlement: developers, subjects: [1, 2] },
      ],
    };
    const outcomes = Array.from({ length: 302 }, (_, place) => (place > 298 ? refused('x') : done));
    const [cause, ...others] = groupFailures(laid(ask), blocksOf(ask, outcomes));
    expect(others).toEqual([]);
    expect(cause).toMatchObject({
      steps: [299, 300, 301],
      parts: [
        { change: 0, subjects: [299] },
        { change: 1, subjects: [1, 2] },
      ],
    });
  });

  const outcome = fc.oneof(
    fc.constant(done),
    fc.constant(inactive),
    fc
      .record({ words: fc.integer({ min: 0, max: 9 }), again: fc.boolean() })
      .map(({ words, again }) => failed('siteRefused', again, `words ${words}`)),
    fc.constant(failed('siteUnavailable', true)),
  );

  it('has every failed step once, few causes, and finds each cause by any of its steps', () => {
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 80 }), (outcomes) => {
        const ask = people(outcomes.length);
        const blocks = blocksOf(ask, outcomes);
        const causes = groupFailures(laid(ask), blocks);
        const all = causes.flatMap(({ steps }) => steps).toSorted((one, other) => one - other);
        const meant = outcomes.flatMap(({ state }, step) => (state === 'failed' ? [step] : []));
        expect(all).toEqual(meant);
        expect(causes.length).toBeLessThanOrEqual(2 + 5);
        for (const { steps } of causes) {
          for (const step of steps) expect([...failedLike(laid(ask), blocks, step)]).toEqual(steps);
        }
        outcomes.forEach(({ state }, step) => {
          if (state !== 'failed') expect(failedLike(laid(ask), blocks, step).size).toBe(0);
        });
      }),
    );
  });
});
