import type { AuditRecord } from '#domain/audit/audit-event';
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
  return splitBySize(record.events, (events) => auditRow(part(events, 99))).map((events, place) => {
    const one = part(events, place);
    return { key: auditKey(one.id), row: auditRow(one) };
  });
}
