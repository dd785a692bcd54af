import fc from 'fast-check';
import { expect, test } from 'vitest';
import { developers, frontend, subject } from '../../../tests/support/samples';
import { actionsOf } from '../action/ask';
import type { Verdict } from '../plan/plan';
import { countBlocks, firstStepOf, makeStepBlocks, stepsPerBlockOf } from './make-step-blocks';

const askOf = (sizes: readonly number[]) => ({
  subjects: Array.from({ length: Math.max(...sizes) }, (_, place) => subject(`P${place}`)),
  changes: sizes.map((size, place) => ({
    verb: 'add' as const,
    entitlement: place % 2 === 0 ? frontend : developers,
    subjects: Array.from({ length: size }, (_, one) => one),
  })),
});

test('every action is one step of one block, and is found by its number', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 600 }),
      (sizes, stepsPerBlock) => {
        const ask = askOf(sizes);
        const layout = { ask, stepsPerBlock };
        const actions = actionsOf(ask);
        const verdicts = actions.map(() => ({ verdict: 'change' as const }));
        const blocks = makeStepBlocks('r', layout, verdicts);
        expect(countBlocks(layout)).toBe(blocks.length);
        let number = 0;
        for (const block of blocks) {
          expect(firstStepOf(layout, block.block)).toBe(number);
          expect(block.steps.length).toBeLessThanOrEqual(stepsPerBlock);
          for (const step of block.steps) {
            const change = ask.changes[block.change];
            expect(actions[number]?.entitlement).toBe(change?.entitlement);
            expect(actions[number]?.subject).toBe(ask.subjects[step.subject]);
            number += 1;
          }
        }
        expect(number).toBe(actions.length);
      },
    ),
    { numRuns: 30 },
  );
});

test.each([
  ['one person, one group', [1], 250, 1],
  ['500 people in one group', [500], 250, 2],
  ['500 people in five groups', Array.from({ length: 5 }, () => 500), 250, 10],
  ['251 people in six groups', Array.from({ length: 6 }, () => 251), 500, 6],
  // doc: Forge KVS transactions take 25 records: fifteen are left for what goes with these ten.
  ['500 people in ten groups', Array.from({ length: 10 }, () => 500), 500, 10],
])('%s: blocks of a size of which there are few', (_, sizes, size, count) => {
  const ask = askOf(sizes);
  expect(stepsPerBlockOf(ask)).toBe(size);
  expect(countBlocks({ ask, stepsPerBlock: size })).toBe(count);
});

test.each([1, 2])('%d full blocks are not followed by an empty one', (full) => {
  const ask = askOf([full * 7, 1]);
  const layout = { ask, stepsPerBlock: 7 };
  const blocks = makeStepBlocks(
    'r',
    layout,
    actionsOf(ask).map(() => ({ verdict: 'change' })),
  );
  expect(blocks.map(({ steps }) => steps.length)).toEqual([
    ...Array.from({ length: full }, () => 7),
    1,
  ]);
  expect(firstStepOf(layout, full)).toBe(full * 7);
});

test('each step is planned as its own action was judged, and nothing of it is done', () => {
  const layout = { ask: askOf([2, 1]), stepsPerBlock: 250 };
  const verdicts: Verdict[] = [
    { verdict: 'alreadySo' },
    { verdict: 'refused', reason: 'groupProtected' },
    { verdict: 'change' },
  ];
  const steps = makeStepBlocks('r', layout, verdicts).flatMap((block) => block.steps);
  expect(steps.map(({ planned }) => planned)).toEqual(verdicts);
  expect(steps.map(({ outcome }) => outcome.state)).toEqual(['pending', 'pending', 'pending']);
  // Where the plan is lost with the record, everything may have been planned.
  const [lost] = makeStepBlocks('r', layout, []);
  expect(lost?.steps.map(({ planned }) => planned)).toEqual([
    { verdict: 'change' },
    { verdict: 'change' },
  ]);
});
