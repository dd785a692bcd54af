import type { Instant } from '../lib/time';

/**
 * By when a request was approved that is to have somebody hold this, and until when: of requests that found it there, or whose
 * grant another outlasts. It gives nothing. An approved removal from before it takes nothing away (see `unlessDecidedSince`).
 */
export interface StandingApproval {
  readonly approvedAt: Instant;
  /** Undefined: for good. */
  readonly endsAt: Instant | undefined;
  /** Before that, as soon as this work item is done. */
  readonly workItemId?: string;
  /** By a request that found it there, and when that was seen; earlier versions did not keep it. */
  readonly found?: { readonly requestId: string; readonly at: Instant };
}
