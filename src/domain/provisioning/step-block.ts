import type { Verdict } from './plan';
import type { StepState } from './step';

/**
 * Consecutive steps of one change of a request, stored and written together, so that thousands of
 * steps cost tens of writes.
 */
export interface StepBlock {
  readonly requestId: string;
  /** 0-based, in the order of the request's steps. */
  readonly block: number;
  readonly revision: number;
  /** Position in `Ask.changes`. */
  readonly change: number;
  readonly steps: readonly Step[];
}

/**
 * Steps that one block may hold at most: a stored value stays well below the 240 KiB limit, and the
 * 20 blocks of 500 people in 10 groups fit into the one transaction that submits them (25 records).
 */
export const STEPS_PER_BLOCK = 250;

export interface Step {
  /** Position in `Ask.subjects`. */
  readonly subject: number;
  /** What the plan that was approved said of it. */
  readonly planned: Verdict;
  readonly outcome: StepState;
}
