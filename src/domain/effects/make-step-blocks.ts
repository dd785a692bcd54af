import type { Ask } from '../action/ask';
import type { Verdict } from '../plan/plan';
import type { Step, StepBlock } from './step-block';

/** How the steps of a request lie in blocks: it is kept with the request, and never changes. */
export interface Layout {
  readonly ask: Ask;
  readonly stepsPerBlock: number;
}

/** What requests have that were stored before they said it themselves. */
export const FIRST_STEPS_PER_BLOCK = 250;
/**
 * Small blocks are cheaper to write while their steps are carried out; large ones are fewer. Even full
 * of the site's words about failures, both stay below the 240 KiB of a stored value.
 */
const SIZES = [250, 500] as const;
/**
 * The transaction that submits a request takes 25 records (doc: Forge KVS transactions): there is to be
 * room for whatever else is written with it.
 */
const BLOCKS_AT_MOST = 10;

/** The smallest blocks of which a new request has no more than ten; the largest where it has. */
export function stepsPerBlockOf(ask: Ask): number {
  const fits = (stepsPerBlock: number) => countBlocks({ ask, stepsPerBlock }) <= BLOCKS_AT_MOST;
  return SIZES.find(fits) ?? SIZES[1];
}

/** The steps of a new request, one for each action, in blocks of one change each. */
export function makeStepBlocks(
  requestId: string,
  { ask, stepsPerBlock }: Layout,
  verdicts: readonly Verdict[],
): StepBlock[] {
  const blocks: StepBlock[] = [];
  let action = 0;
  ask.changes.forEach((change, position) => {
    for (let from = 0; from < change.subjects.length; from += stepsPerBlock) {
      const steps = change.subjects.slice(from, from + stepsPerBlock).map((subject): Step => {
        const planned = verdicts[action++] ?? { verdict: 'change' };
        return { subject, planned, outcome: { state: 'pending' } };
      });
      blocks.push({ requestId, block: blocks.length, revision: 1, change: position, steps });
    }
  });
  return blocks;
}

/** How many blocks a request has, without making them. */
export function countBlocks({ ask, stepsPerBlock }: Layout): number {
  return ask.changes.reduce(
    (blocks, change) => blocks + Math.ceil(change.subjects.length / stepsPerBlock),
    0,
  );
}

/** The number of a block's first step among all steps of the request. */
export function firstStepOf({ ask, stepsPerBlock }: Layout, block: number): number {
  let first = 0;
  let index = 0;
  for (const change of ask.changes) {
    for (let from = 0; from < change.subjects.length; from += stepsPerBlock) {
      if (index === block) return first;
      first += Math.min(stepsPerBlock, change.subjects.length - from);
      index += 1;
    }
  }
  return first;
}
