import type { AuditEvent } from './audit-event';

export type Suspended = Extract<AuditEvent, { kind: 'organization.access' }>;

/**
 * Who suspended somebody, of events that are newest first. `elsewhere`: the last thing the app did was to
 * restore them, so that it was not the app. Undefined: these events don't tell.
 */
export function suspendedBy(
  events: readonly AuditEvent[],
  accountId: string,
): Suspended | 'elsewhere' | undefined {
  for (const event of events) {
    if (event.kind !== 'organization.access' || event.person.accountId !== accountId) continue;
    if (event.outcome !== 'applied') continue;
    return event.verb === 'suspend' ? event : 'elsewhere';
  }
  return undefined;
}
