import type { StandingEntitlement } from '../action/entitlement';
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
  /** Undefined: the access stays. */
  readonly endsAt: Instant | undefined;
  readonly status: GrantState;
  /** Nothing proves that the app gave it: it may be somebody else's, and no term takes it away. */
  readonly unproved?: true;
}

/** The grants that one block of steps gave: all of the same entitlement. */
export interface GrantBlock {
  /** As `grantBlockId` makes it of the block of steps it came from. */
  readonly id: string;
  readonly revision: number;
  readonly requestId: string;
  readonly connectionId: string;
  readonly entitlement: StandingEntitlement;
  readonly grants: readonly Grant[];
}

export function grantBlockId(of: { readonly requestId: string; readonly block: number }): string {
  return `${of.requestId}:${of.block}`;
}

/** When something in the block is next due to end; undefined where nothing open has an end. */
export function nextEnd(block: GrantBlock): Instant | undefined {
  const ends = block.grants.flatMap(({ status, endsAt, unproved }) =>
    status.state === 'ended' || endsAt === undefined || unproved ? [] : [endsAt],
  );
  return ends.length === 0 ? undefined : Math.min(...ends);
}

export function isOpen(grant: Grant): boolean {
  return grant.status.state !== 'ended';
}
