import type { Verdict } from '../plan/plan';
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

export interface Step {
  /** Position in `Ask.subjects`. */
  readonly subject: number;
  /** What the plan that was approved said of it. */
  readonly planned: Verdict;
  readonly outcome: StepState;
}
