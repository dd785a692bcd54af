import type { ExistingEntitlement } from '#domain/action/entitlement';
import type { Subject } from '#domain/action/subject';
import type { Instant } from '#domain/lib/time';

/** Grants as earlier versions stored them, by the block of steps that gave them. */
export interface EarlierGrantBlock {
  /** Of the request and the number of the block. */
  readonly id: string;
  readonly revision: number;
  readonly requestId: string;
  readonly connectionId: string;
  readonly entitlement: ExistingEntitlement;
  readonly grants: readonly {
    readonly subject: Subject;
    readonly grantedAt: Instant;
    readonly endsAt: Instant | undefined;
    readonly unproved?: true;
    readonly status:
      | { readonly state: 'active' }
      | { readonly state: 'ending'; readonly since: Instant; readonly attempts: number }
      | {
          readonly state: 'ended';
          readonly why: 'expired' | 'revoked' | 'superseded';
          readonly at: Instant;
          readonly lateBy?: number;
        };
  }[];
}

export interface EarlierGrants {
  /** Those that are not ended, the first to end first. Eventual. */
  open(limit: number): Promise<EarlierGrantBlock[]>;
  /** Once everything in it is held elsewhere; without a word where it has changed meanwhile. */
  forget(block: EarlierGrantBlock): Promise<void>;
}
