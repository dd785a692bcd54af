import type { Person } from '#domain/action/person';
import type { Actor, AuditFact, AuditRecord } from '#domain/audit/audit-event';
import type { Instant } from '#domain/lib/time';
import type { IssueRef } from '#domain/request/access-request';
import type { IdSource } from '#ports/id-source';

export const APP: Actor = { kind: 'app' };

/** Without the email address: what one person may see of another, a reader of the audit may not. */
export function personActor({ accountId, displayName, avatarUrl }: Person): Actor {
  return {
    kind: 'person',
    accountId,
    displayName,
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
  };
}

export interface RecordedOf {
  readonly issue?: Pick<IssueRef, 'key'>;
  readonly requestId?: string;
}

/** What happened together, as the one record that is written with the state it describes. */
export function makeRecord(
  ids: IdSource,
  at: Instant,
  actor: Actor,
  of: RecordedOf,
  facts: readonly AuditFact[],
): AuditRecord {
  return {
    id: ids.next(),
    at,
    issueKey: of.issue?.key,
    requestId: of.requestId,
    events: facts.map((fact) => ({ ...fact, id: ids.next(), at, actor })),
  };
}

/** The same for a request. */
export function recordOf(
  ids: IdSource,
  at: Instant,
  actor: Actor,
  request: { readonly id: string; readonly issue: IssueRef },
  facts: readonly AuditFact[],
): AuditRecord {
  return makeRecord(ids, at, actor, { issue: request.issue, requestId: request.id }, facts);
}
