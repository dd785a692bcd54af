import type { Entitlement } from '../action/entitlement';
import type { Subject } from '../action/subject';
import type { Instant } from '../lib/time';

/** Access that a step gave: active, being taken back, or ended. */
export type GrantState =
  | { readonly state: 'active' }
  /** The effect that takes it back may have been sent. */
  | { readonly state: 'ending'; readonly since: Instant; readonly attempts: number }
  | {
      readonly state: 'ended';
      readonly why: 'expired' | 'revoked' | 'superseded';
      readonly at: Instant;
      /** How long after its term it ended, where that is more than a minute. Milliseconds. */
      readonly lateBy?: number;
    };

export interface Grant {
  readonly subject: Subject;
  readonly grantedAt: Instant;
  readonly status: GrantState;
}

/** The grants that one block of steps gave: the same entitlement, the same end. */
export interface GrantBlock {
  /** `${requestId}:${block}`, as the block of steps it came from. */
  readonly id: string;
  readonly revision: number;
  readonly requestId: string;
  readonly connectionId: string;
  readonly entitlement: Entitlement;
  /** Undefined: the access stays. */
  readonly endsAt: Instant | undefined;
  readonly grants: readonly Grant[];
}
