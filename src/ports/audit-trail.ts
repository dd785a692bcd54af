import type { AuditKind, AuditRecord } from '#domain/audit/audit-event';

export interface AuditQuery {
  readonly accountId?: string;
  readonly issueKey?: string;
  readonly kind?: AuditKind;
  readonly cursor?: string;
}

export interface AuditTrail {
  /** Newest first. Records may hold events that the query does not match: filter those again. */
  search(query: AuditQuery): Promise<{ records: AuditRecord[]; cursor: string | undefined }>;
}
