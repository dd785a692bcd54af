import type { AuditKind } from '#domain/audit/audit-event';

/** As an object, so that a kind that is missing here is a type error. */
const KINDS: { readonly [Kind in AuditKind]: Kind } = {
  'connection.connected': 'connection.connected',
  'connection.disconnected': 'connection.disconnected',
  'connection.failing': 'connection.failing',
  'connection.working': 'connection.working',
  'organization.connected': 'organization.connected',
  'organization.disconnected': 'organization.disconnected',
  'organization.access': 'organization.access',
  'policy.changed': 'policy.changed',
  'request.submitted': 'request.submitted',
  'request.approved': 'request.approved',
  'request.declined': 'request.declined',
  'request.withdrawn': 'request.withdrawn',
  'request.timedOut': 'request.timedOut',
  'request.rerouted': 'request.rerouted',
  'request.retried': 'request.retried',
  'request.stopped': 'request.stopped',
  'request.finished': 'request.finished',
  'approver.notified': 'approver.notified',
  'approver.notTold': 'approver.notTold',
  'comment.public': 'comment.public',
  'admins.notified': 'admins.notified',
  'admins.notTold': 'admins.notTold',
  'panel.shown': 'panel.shown',
  'panel.hidden': 'panel.hidden',
  'record.removed': 'record.removed',
  'policy.restored': 'policy.restored',
  effect: 'effect',
  'grant.ended': 'grant.ended',
  'grant.overdue': 'grant.overdue',
};

/** Undefined for what is no kind of event. */
export function readAuditKind(text: string): AuditKind | undefined {
  return Object.values(KINDS).find((kind) => kind === text);
}
