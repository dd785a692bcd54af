import type { AuditEvent, AuditRecord } from '#domain/audit/audit-event';

/** Account ids of everybody that a record speaks of: who acted, about whom, and who was told. */
export function peopleOf({ events }: AuditRecord): ReadonlySet<string> {
  return new Set(events.flatMap(peopleIn));
}

function peopleIn(event: AuditEvent): string[] {
  const actor = event.actor.kind === 'person' ? [event.actor.accountId] : [];
  const subject =
    'subject' in event && event.subject.kind === 'person' ? [event.subject.accountId] : [];
  const told = 'to' in event ? event.to.map(({ accountId }) => accountId) : [];
  return [...actor, ...subject, ...told];
}
