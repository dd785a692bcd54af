import type { AuditKind, AuditRecord } from '#domain/audit/audit-event';
import type { Instant } from '#domain/lib/time';

export interface AuditQuery {
  /** In which part of it; in all of it where nothing is said. */
  readonly of?: PartOfAudit;
  /** From then, and until then, both included. */
  readonly since?: Instant;
  readonly until?: Instant;
  readonly accountId?: string;
  readonly kind?: AuditKind;
  readonly cursor?: string;
}

/** `noRequest`: what is under no request. An earlier version noted that only where it is of no work item either: `noWorkItem`. */
export type PartOfAudit =
  | { readonly issueKey: string }
  | { readonly requestId: string }
  | 'noRequest'
  | 'noWorkItem';

export interface AuditPage {
  readonly records: AuditRecord[];
  /** How many of this page can't be read, and are set aside. */
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

export interface AuditTrail {
  /** Newest first. Records may hold events that the query does not match: filter those again. */
  search(query: AuditQuery): Promise<AuditPage>;
  /**
   * Whether the first event of a request is found by it: then all others are, too. An earlier version did not say of a record
   * which request it is of.
   */
  hasBeginningOf(requestId: string): Promise<boolean>;
}
