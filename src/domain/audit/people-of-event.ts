import { accountIdsOf } from '../action/subject';
import { peopleInBundleDifference } from '../policy/bundle-change';
import type { PolicyChange } from '../policy/policy-change';
import { peopleInDifference } from '../policy/rule-change';
import type { AuditEvent } from './audit-event';

/** Everybody an event is about or by. */
export function peopleOfEvent(event: AuditEvent): string[] {
  const actor = event.actor.kind === 'person' ? [event.actor.accountId] : [];
  switch (event.kind) {
    case 'effect':
    case 'grant.ended':
    case 'grant.returned':
    case 'grant.takenBack':
    case 'grant.notToRenew':
    case 'grant.mayRenew':
    case 'grant.overdue':
    case 'grant.missing':
    case 'grant.thereAgain':
      return [...actor, ...accountIdsOf([event.subject])];
    case 'person.erased':
      return [...actor, event.former];
    case 'standIn.ended':
      return [...actor, event.person.accountId, ...event.to.map(({ accountId }) => accountId)];
    case 'request.approved':
    case 'request.declined':
      return [...actor, ...(event.standsFor === undefined ? [] : [event.standsFor.accountId])];
    case 'organization.access':
      return [...actor, event.person.accountId];
    case 'request.submitted':
      return [...actor, ...accountIdsOf(event.asked?.ask.subjects ?? [])];
    case 'request.approvedLess':
      return [...actor, ...accountIdsOf(event.approved.ask.subjects)];
    case 'policy.changed':
      return [...actor, ...event.changes.flatMap(approversOf)];
    case 'request.rerouted':
    case 'request.reminded':
    case 'request.answer':
    case 'standIn.set':
    case 'approver.notified':
    case 'approver.notTold':
    case 'admins.notified':
    case 'admins.notTold':
      return [...actor, ...event.to.map(({ accountId }) => accountId)];
    case 'request.askedAgain':
      return [...actor, ...[...event.to, ...event.without].map(({ accountId }) => accountId)];
    case 'request.nobodyElseAsked':
      return [...actor, ...event.by.map(({ accountId }) => accountId)];
    case 'request.decidedByPolicy':
    case 'request.brokeGlass':
      return [...actor, event.signedBy.accountId];
    case 'comment.public':
    case 'state.notShown':
    case 'connection.connected':
    case 'connection.disconnected':
    case 'connection.failing':
    case 'connection.working':
    case 'delivery.tried':
    case 'organization.connected':
    case 'organization.disconnected':
    case 'panel.shown':
    case 'panel.hidden':
    case 'policy.restored':
    case 'leaving.begun':
    case 'leaving.finished':
    case 'record.removed':
    case 'records.deleted':
    case 'retention.changed':
    case 'request.withdrawn':
    case 'request.closed':
    case 'request.timedOut':
    case 'request.question':
    case 'request.retried':
    case 'request.stopped':
    case 'request.started':
    case 'request.finished':
    case 'request.reviewed':
      return actor;
  }
}

function approversOf(change: PolicyChange): string[] {
  if (change.of === 'ruleSays') {
    return change.parts.flatMap(peopleInDifference).map(({ accountId }) => accountId);
  }
  if (change.of === 'bundleSays') {
    return change.parts.flatMap(peopleInBundleDifference).map(({ accountId }) => accountId);
  }
  if (change.of === 'breakGlass') {
    const people = [change.before, change.after].flatMap((one) => one?.people ?? []);
    return people.map(({ accountId }) => accountId);
  }
  if (change.of !== 'approvers' && change.of !== 'owners') return [];
  return [...change.before, ...change.after].map(({ accountId }) => accountId);
}
