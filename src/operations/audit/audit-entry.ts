import type { AuditEvent, AuditKind } from '#domain/audit/audit-event';
import type { Instant } from '#domain/lib/time';
import type { AccessRequest } from '#domain/request/access-request';
import type { AuditQuery, AuditTrail } from '#ports/audit-trail';
import type { Projections } from '#ports/projections';
import type { RequestStore } from '#ports/request-store';

export interface ListEntriesPorts {
  readonly trail: AuditTrail;
  readonly projections: Projections;
  readonly requests: RequestStore;
}

export interface EntriesQuery {
  readonly accountId?: string | undefined;
  readonly issueKey?: string | undefined;
  readonly requestId?: string | undefined;
  readonly kind?: AuditKind | undefined;
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly cursor?: string | undefined;
}

/** A line of the audit: a request with all that came of it, or what is of none. */
export type AuditEntry = RequestEntry | ({ readonly of: 'noRequest' } & EventEntry);

export interface RequestEntry {
  readonly of: 'request';
  readonly requestId: string;
  readonly issueKey: string | undefined;
  /** By when it is in the list: its newest event that was found, or where it is found by a person, when it was asked for. */
  readonly at: Instant;
  /** Where one was looked for. */
  readonly latest: AuditEvent | undefined;
  /** Undefined where it can't be read, or is kept no longer. */
  readonly request: AccessRequest | undefined;
}

export interface EventEntry {
  readonly event: AuditEvent;
  readonly issueKey: string | undefined;
}

export interface Entries {
  readonly entries: readonly AuditEntry[];
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

export function within(
  since: Instant | undefined,
  until: Instant | undefined,
  kind: AuditKind | undefined,
): Pick<AuditQuery, 'since' | 'until' | 'kind'> {
  return {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(kind === undefined ? {} : { kind }),
  };
}
