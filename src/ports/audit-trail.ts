import type { AuditKind, AuditRecord } from '#domain/audit/audit-event';

export interface AuditQuery {
  readonly accountId?: string;
  readonly issueKey?: string;
  readonly kind?: AuditKind;
  readonly cursor?: string;
}

export interface AuditPage {
  readonly records: AuditRecord[];
  /** How many of this page can't be read, and are set aside. */
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

export interface AuditTrail {
  /** Newest first. Records may hold events that the query does not match: filter those again. */
  search(query: AuditQuery): Promise<AuditPage>;
}
