import type { Person } from '../action/person';
import { DAY, type Instant } from '../lib/time';

/** What somebody whose turn it is wants to know before they decide. */
export interface Question {
  readonly by: Person;
  readonly at: Instant;
  readonly text: string;
  /** When the request would have timed out had nobody asked. */
  readonly timesOutAt: Instant;
  /** By whoever asked for access. */
  readonly answer?: { readonly at: Instant; readonly text: string };
}

/** The time to decide stands still for so long at most, whether it is answered or not: nothing waits for ever. */
export const QUESTION_STANDS = 3 * DAY;
/** Of one request, so that it can't be kept waiting by one question after another. */
export const QUESTIONS_AT_MOST = 5;
