import type { AuditEvent, AuditRecord } from '#domain/audit/audit-event';
import { peopleOfEvent } from '#domain/audit/people-of-event';
import type { AuditQuery, AuditTrail } from '#ports/audit-trail';

export interface AuditFound {
  readonly event: AuditEvent;
  readonly record: Pick<AuditRecord, 'issueKey' | 'requestId'>;
}

export interface EventsFound {
  readonly found: readonly AuditFound[];
  /** How many records can't be read. */
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

/** Pages that match nothing are skipped, up to this many at a time. */
const PAGES = 5;

/** Events newest first; of a record of many, only those that match. */
export async function searchAudit(
  trail: Pick<AuditTrail, 'search'>,
  query: AuditQuery,
): Promise<EventsFound> {
  let cursor = query.cursor;
  let unreadable = 0;
  const found: AuditFound[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const asked = { ...query, ...(cursor === undefined ? {} : { cursor }) };
    const { records, unreadable: more, cursor: next } = await trail.search(asked);
    unreadable += more;
    for (const record of records) {
      const events = record.events.filter((event) => matches(event, query));
      found.push(...events.map((event) => ({ event, record })));
    }
    cursor = next;
    if (found.length > 0 || cursor === undefined) break;
  }
  return { found, unreadable, cursor };
}

export function matches(
  event: AuditEvent,
  { accountId, kind }: Pick<AuditQuery, 'accountId' | 'kind'>,
): boolean {
  if (kind !== undefined && event.kind !== kind) return false;
  return accountId === undefined || peopleOfEvent(event).includes(accountId);
}

/** Of the newest record, what came last in it. */
export function newestOf(found: readonly AuditFound[]): AuditFound | undefined {
  const [first] = found;
  return found.findLast(({ record }) => record === first?.record);
}
