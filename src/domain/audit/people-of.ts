import { accountIdsOf } from '../action/subject';
import type { AuditEvent } from './audit-event';

/** Everybody an event is about or by. */
export function peopleOf(event: AuditEvent): string[] {
  const actor = event.actor.kind === 'person' ? [event.actor.accountId] : [];
  switch (event.kind) {
    case 'effect':
    case 'grant.ended':
    case 'grant.overdue':
      return [...actor, ...accountIdsOf([event.subject])];
    case 'organization.access':
      return [...actor, event.person.accountId];
    case 'request.rerouted':
    case 'approver.notified':
    case 'approver.notTold':
      return [...actor, ...event.to.map(({ accountId }) => accountId)];
    default:
      return actor;
  }
}
