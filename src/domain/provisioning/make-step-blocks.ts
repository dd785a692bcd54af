import type { Ask } from '../action/ask';
import type { Verdict } from './plan';
import { STEPS_PER_BLOCK, type Step, type StepBlock } from './step-block';

/** The steps of a new request, one for each action, in blocks of one change each. */
export function makeStepBlocks(
  requestId: string,
  ask: Ask,
  verdicts: readonly Verdict[],
): StepBlock[] {
  const blocks: StepBlock[] = [];
  let action = 0;
  ask.changes.forEach((change, position) => {
    for (let from = 0; from < change.subjects.length; from += STEPS_PER_BLOCK) {
      const steps = change.subjects.slice(from, from + STEPS_PER_BLOCK).map((subject): Step => {
        const planned = verdicts[action++] ?? { verdict: 'change' };
        return { subject, planned, outcome: { state: 'pending' } };
      });
      blocks.push({ requestId, block: blocks.length, revision: 1, change: position, steps });
    }
  });
  return blocks;
}

/** How many blocks an ask takes, without making them. */
export function countBlocks(ask: Ask): number {
  return ask.changes.reduce(
    (blocks, change) => blocks + Math.ceil(change.subjects.length / STEPS_PER_BLOCK),
    0,
  );
}

/** The number of a block's first step among all steps of the request. */
export function firstStepOf(ask: Ask, block: number): number {
  let first = 0;
  let index = 0;
  for (const change of ask.changes) {
    for (let from = 0; from < change.subjects.length; from += STEPS_PER_BLOCK) {
      if (index === block) return first;
      first += Math.min(STEPS_PER_BLOCK, change.subjects.length - from);
      index += 1;
    }
  }
  return first;
}
