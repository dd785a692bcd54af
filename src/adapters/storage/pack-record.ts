import type { AuditEvent, AuditRecord } from '#domain/audit/audit-event';
import { invariant } from '#domain/lib/invariant';
import { auditRecordSchema } from './schemas/audit-record';
import type { PackedEvent, PackedRecord } from './schemas/packed-record';

/** What many events of one record have in common: kept once, or a block’s effects would not fit into one value. */
const SHARED_FIELDS = ['actor', 'entitlement', 'siteMessage'];

export function packRecord({ events, ...of }: AuditRecord): PackedRecord {
  const shared: unknown[] = [];
  const places = new Map<string, number>();
  const share = (value: unknown): number => {
    const text = JSON.stringify(value);
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, shared.length);
    return shared.push(value) - 1;
  };
  const packed = events.map((event: AuditEvent): PackedEvent => {
    const kept: Record<string, unknown> = {};
    const shares: Record<string, number> = {};
    for (const [field, value] of Object.entries<unknown>({ ...event })) {
      if (SHARED_FIELDS.includes(field)) shares[field] = share(value);
      else kept[field] = value;
    }
    return { event: kept, shares };
  });
  return { ...of, shared, events: packed };
}

export function unpackRecord({ shared, events, ...of }: PackedRecord): AuditRecord {
  const parsed = auditRecordSchema.safeParse({
    ...of,
    events: events.map(({ event, shares }) => ({
      ...event,
      ...Object.fromEntries(Object.entries(shares).map(([field, place]) => [field, shared[place]])),
    })),
  });
  invariant(parsed.success, `the stored audit record ${of.id} can't be read`);
  return parsed.data;
}
