import type { AuditEvent, AuditRecord } from '#domain/audit/audit-event';
import { auditKey } from './keys';
import { type AuditRow, auditRow } from './rows';
import { splitBySize } from './split-by-size';

/** The rows of one audit record: more than one where its events don't fit into one. */
export function auditRows(record: AuditRecord): { readonly key: string; readonly row: AuditRow }[] {
  const part = (events: AuditRecord['events'], place: number): AuditRecord => ({
    ...record,
    id: place === 0 ? record.id : `${record.id}-${place + 1}`,
    events,
  });
  const events = record.events.flatMap((event) =>
    splitEvent(event, (one) => auditRow(part([one], 99))),
  );
  return splitBySize(events, (some) => auditRow(part(some, 99))).map((some, place) => {
    const one = part(some, place);
    return { key: auditKey(one.id), row: auditRow(one) };
  });
}

/** What was changed of a policy of very many groups is told in several events, each with a part of it. */
function splitEvent(event: AuditEvent, rowOf: (event: AuditEvent) => object): AuditEvent[] {
  if (event.kind !== 'policy.changed') return [event];
  const parts = splitBySize(event.changes, (changes) => rowOf({ ...event, changes }));
  return parts.map((changes, place) => ({
    ...event,
    id: place === 0 ? event.id : `${event.id}-${place + 1}`,
    changes,
  }));
}
