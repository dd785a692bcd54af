import type { Instant } from '../lib/time';
import { type End, surelyEndsNoSooner } from './ends-no-sooner';

/** The end of access that is in force. */
export interface Ending {
  /** When it ends, at the latest. */
  readonly at: Instant;
  /** By what it goes on until then. */
  readonly by: readonly End[];
}

/** Whether it goes on for certain as long as that would. */
export function goesOnAsLong({ by }: Ending, other: End): boolean {
  return by.some((one) => surelyEndsNoSooner(one, other));
}
