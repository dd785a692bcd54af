import type { StuckCause } from './stuck-cause';

/**
 * How access is not as it was approved: it should have ended, and is still there; or it is in force, and the app took it
 * away beside an approval and could not give it back.
 */
export type Lateness = 'overdue' | 'missing';

/** The causes for which something is so now. */
export type LateCauses = Readonly<Record<Lateness, readonly StuckCause[]>>;
