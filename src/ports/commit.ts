import type { RecordKind } from '#domain/aside/aside';
import type { AuditRecord } from '#domain/audit/audit-event';
import type { Connection } from '#domain/connection/connection';
import type { Deliveries } from '#domain/delivery/deliveries';
import type { StepBlock } from '#domain/effects/step-block';
import type { Holding } from '#domain/holding/holding';
import type { KeptPerson } from '#domain/personal/kept-person';
import type { Retention } from '#domain/personal/retention';
import type { Policy } from '#domain/policy/policy';
import type { AccessRequest } from '#domain/request/access-request';
import type { WatchedIssue } from '#domain/watched-issue/watched-issue';
import type { OutboxEntry } from './outbox';

/** A place that was taken before anybody decided, by whoever asked for it. */
export interface GlassPlace {
  readonly connectionId: string;
  readonly accountId: string;
  /** By `entitlementKey`. */
  readonly entitlement: string;
}

/** By which request it is taken so. `before`: by which it is on record as it was read; `after`: by none. */
export interface BrokenGlass extends GlassPlace {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * Everything that one decision or one block of effects writes, all of it or nothing.
 * Each aggregate carries the revision it will have; what is stored must have the one before
 * (none, for revision 1). At most 25 records and 4 MB in all.
 */
export interface Writes {
  readonly request?: AccessRequest;
  /** With a new request: kept so that the same submission finds it again. */
  readonly submissionKey?: string;
  /** What whoever broke the glass can't take so again: from then on, or, as its review is closed, no longer. */
  readonly brokenGlass?: readonly BrokenGlass[];
  readonly blocks?: readonly StepBlock[];
  /** Of a request that asks for less than it did: as they were read, with no steps left for them. */
  readonly removedBlocks?: readonly StepBlock[];
  readonly holdings?: readonly Holding[];
  readonly policy?: Policy;
  /** `removed` names the connection as it was read. */
  readonly connection?: Connection | { readonly removed: Connection };
  /** A work item with which access is to end; `removed` names it as it was read. */
  readonly watchedIssue?: WatchedIssue | { readonly removed: WatchedIssue };
  readonly deliveries?: Deliveries | readonly Deliveries[];
  /** A record that can’t be read, and goes. */
  readonly unreadable?: { readonly kind: RecordKind; readonly key: string };
  readonly retention?: Retention;
  /** A request that is over, as it was read, with as many of its steps: what was told of it goes with it. */
  readonly removedRequest?: {
    readonly request: AccessRequest;
    readonly blocks: readonly StepBlock[];
  };
  /** What is over, at the revision that was read, where it has one. */
  readonly removed?: readonly {
    readonly kind: RecordKind;
    readonly key: string;
    readonly revision?: number;
  }[];
  /** Somebody of whom nothing is stored any more, as they were read. */
  readonly forgotten?: KeptPerson;
  readonly audit?: readonly AuditRecord[];
  readonly outbox?: readonly OutboxEntry[];
  /** The outbox entries that this write fulfils. */
  readonly outboxDone?: readonly string[];
}

export type Commit = (writes: Writes) => Promise<'committed' | 'conflict'>;
