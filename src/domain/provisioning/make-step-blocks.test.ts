import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionsOf } from '../action/ask';
import { developers, frontend, subject } from '../lib/samples';
import { countBlocks, firstStepOf, makeStepBlocks } from './make-step-blocks';
import { STEPS_PER_BLOCK } from './step-block';

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
      (sizes) => {
        const ask = askOf(sizes);
        const actions = actionsOf(ask);
        const verdicts = actions.map(() => ({ verdict: 'change' as const }));
        const blocks = makeStepBlocks('r', ask, verdicts);
        expect(countBlocks(ask)).toBe(blocks.length);
        let number = 0;
        for (const block of blocks) {
          expect(firstStepOf(ask, block.block)).toBe(number);
          expect(block.steps.length).toBeLessThanOrEqual(STEPS_PER_BLOCK);
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

test('500 people in 10 groups fit into the one transaction that submits them', () => {
  // doc: Forge KVS transactions take 25 operations; five are taken by what goes with the blocks.
  expect(countBlocks(askOf(Array.from({ length: 10 }, () => 500)))).toBeLessThanOrEqual(20);
});
