import { expect, test } from 'vitest';
import { makeStepBlocks } from '#domain/effects/make-step-blocks';
import type { StepBlock } from '#domain/effects/step-block';
import { addToFrontend, awaiting, developers } from '../../../tests/support/samples';
import { pickSteps, type StepsPicked } from './read-blocks';

/** Three people into a group, in blocks of two, and then into a role: steps 0 and 1, 2, 3 and 4, 5. */
const { subjects, changes } = addToFrontend('Sam', 'Pia', 'Otto');
const [toGroup] = changes;
if (toGroup === undefined) throw new Error('Nothing is asked for');
const request = awaiting({
  stepsPerBlock: 2,
  ask: { subjects, changes: [toGroup, { ...toGroup, verb: 'add', entitlement: developers }] },
});
const failed = (reason: 'siteRefused' | 'siteUnavailable') =>
  ({ state: 'failed', reason, retryable: true, at: 1 }) as const;
const blocks: StepBlock[] = makeStepBlocks('r1', request, []).map((block) => ({
  ...block,
  steps: block.steps.map((step, place) => ({
    ...step,
    outcome: failed(block.block === 0 && place === 1 ? 'siteRefused' : 'siteUnavailable'),
  })),
}));

const picked = (which: StepsPicked) => {
  const isPicked = pickSteps(request, blocks, which);
  return blocks.flatMap(({ block, steps }) =>
    steps.flatMap((_, place) => (isPicked(block, place) ? [`${block}/${place}`] : [])),
  );
};

test.each<[string, StepsPicked, readonly string[]]>([
  ['all, where none is named', {}, ['0/0', '0/1', '1/0', '2/0', '2/1', '3/0']],
  ['those that are named, by their numbers', { steps: [1, 2, 4] }, ['0/1', '1/0', '2/1']],
  ['none, where none of them is', { steps: [] }, []],
  ['those that failed like one of them', { likeStep: 1 }, ['0/1']],
  ['whatever else is named', { steps: [0], likeStep: 1 }, ['0/1']],
])('%s', (_, which, expected) => {
  expect(picked(which)).toEqual(expected);
});
