import { describeChange } from '#domain/action/describe-change';
import type { AskedFor } from '#domain/audit/asked-for';
import type { Actor, AuditEvent, AuditKind } from '#domain/audit/audit-event';
import { problemInShort } from '#domain/connection/problem-in-short';
import type { AdminNotice } from '#domain/delivery/admin-notice';
import { stuckWords } from '#domain/grant/stuck-words';
import { outlivesTerm, WHAT_OUTLIVES } from '#domain/term/outlives-term';
import { nameEntitlement } from './change';
import { adminDeliveryProblem, deliveryProblem } from './delivery-problem';
import { explainFailure } from './failure-reason';
import { count, listNames } from './listing';
import { tellPolicyChanges } from './policy-change';
import { duration } from './time';

/** What the audit can be narrowed to, in the order of a request's life. */
export const AUDIT_KINDS: Readonly<Record<AuditKind, string>> = {
  'request.submitted': 'Request made',
  'approver.notified': 'Approver notified',
  'approver.notTold': 'Approver could not be told',
  'request.rerouted': 'Approver changed',
  'request.approved': 'Request approved',
  'request.declined': 'Request declined',
  'request.withdrawn': 'Request withdrawn',
  'request.timedOut': 'Request not decided in time',
  effect: 'Access changed',
  'request.finished': 'Request carried out',
  'request.stopped': 'Request stopped by a fault',
  'request.retried': 'Failed steps tried again',
  'grant.ended': 'Access ended',
  'grant.overdue': 'Access overdue',
  'policy.changed': 'Policy changed',
  'policy.restored': 'Policy restored',
  'panel.shown': 'Panel shown',
  'panel.hidden': 'Panel hidden',
  'record.removed': 'Unreadable record removed',
  'connection.connected': 'Connected',
  'connection.disconnected': 'Disconnected',
  'connection.failing': 'Connection failing',
  'connection.working': 'Connection working again',
  'admins.notified': 'Admins notified',
  'admins.notTold': 'Admins could not be told',
  'organization.connected': 'Organization key added',
  'organization.disconnected': 'Organization key removed',
  'organization.access': 'Access suspended or restored',
};

export function nameActor(actor: Actor): string {
  return actor.kind === 'app' ? 'Multiplier' : actor.displayName;
}

/** The event as a sentence that begins with who did it. */
export function auditSentence(event: AuditEvent): string {
  return `${nameActor(event.actor)} ${predicate(event)}`;
}

/** All that was asked; of many people, the first of each change. */
function askedPredicate(asked: AskedFor | undefined): string {
  if (asked === undefined) return 'asked for access';
  const { ask, term } = asked;
  const changes = ask.changes.map((change) => describeChange(ask, change)).join('; ');
  // What is only taken away has no term.
  const gives = ask.changes.some(({ verb }) => verb === 'add');
  const lasts = term.kind === 'permanent' ? 'for good' : `for ${count(term.days, 'day')}`;
  const stays = outlivesTerm(ask.changes, term) ? ` (${WHAT_OUTLIVES})` : '';
  return `asked to ${changes}${gives ? `, ${lasts}${stays}` : ''}`;
}

function predicate(event: AuditEvent): string {
  switch (event.kind) {
    case 'connection.connected':
      return `connected ${event.instanceUrl} with the token of ${event.email}.`;
    case 'connection.disconnected':
      return `disconnected ${event.instanceUrl}.`;
    case 'connection.failing':
      return `found that the connection to ${event.instanceUrl} no longer works: ${problemInShort(event.problem)}.`;
    case 'connection.working':
      return `found that the connection to ${event.instanceUrl} works again, after ${duration(event.at - event.failedSince)}.`;
    case 'organization.connected':
      return `added an API key of the organization ${event.name}.`;
    case 'organization.disconnected':
      return `removed the API key of the organization ${event.name}.`;
    case 'organization.access':
      return suspensionPredicate(event);
    case 'policy.changed':
      return policyPredicate(event);
    case 'request.submitted':
      return `${askedPredicate(event.asked)}: “${event.justification}”`;
    case 'request.approved':
      return event.comment === undefined
        ? 'approved the request.'
        : `approved the request: “${event.comment}”`;
    case 'request.declined':
      return `declined the request: “${event.reason}”`;
    case 'request.withdrawn':
      return 'withdrew the request.';
    case 'request.timedOut':
      return 'closed the request, because nobody decided it in time.';
    case 'request.rerouted':
      return `passed the decision on to ${namesOf(event.to, 'or')}.`;
    case 'request.retried':
      return `tried ${count(event.steps, 'failed step')} again.`;
    case 'request.stopped':
      return `could not go on with the request because of a fault of its own (reference ${event.reference}).`;
    case 'request.finished':
      return event.state === 'completed'
        ? 'finished the request: everything is done.'
        : 'finished the request with steps that failed.';
    case 'approver.notified':
      return `notified ${namesOf(event.to, 'and')} by ${event.by === 'comment' ? 'a comment on the issue' : 'email'}.`;
    case 'approver.notTold':
      return `could not tell ${namesOf(event.to, 'and')}, neither by a comment nor by email: ${deliveryProblem(event.problem)}. It is tried again.`;
    case 'admins.notified':
      return `notified ${namesOf(event.to, 'and')} by email ${ADMIN_NEWS[event.about]}.`;
    case 'admins.notTold':
      return `could not tell ${event.to.length === 0 ? 'any admin' : namesOf(event.to, 'and')} by email ${ADMIN_NEWS[event.about]}: ${adminDeliveryProblem(event.problem)}. It is tried again.`;
    case 'panel.shown':
    case 'panel.hidden':
      return panelPredicate(event);
    case 'record.removed':
      return `removed the record ${event.record}, which could not be read.`;
    case 'policy.restored':
      return `put version ${event.from} of the access policy in force again, as version ${event.version}, because the one in force could not be read.`;
    case 'effect':
      return effectPredicate(event);
    case 'grant.ended':
      return grantPredicate(event);
    case 'grant.overdue':
      return overduePredicate(event);
  }
}

const ADMIN_NEWS: Readonly<Record<AdminNotice['about'], string>> = {
  connectionFailing: 'that the connection no longer works',
  connectionWorking: 'that the connection works again',
  overdue: 'of access that should have ended and is still there',
};

function policyPredicate(event: Extract<AuditEvent, { kind: 'policy.changed' }>): string {
  const told = [...(event.summary ?? []), ...tellPolicyChanges(event.changes)];
  return told.length === 0
    ? `saved the access policy as version ${event.version}.`
    : `changed the access policy (version ${event.version}): ${told.join('; ')}.`;
}

function effectPredicate(event: Extract<AuditEvent, { kind: 'effect' }>): string {
  if (event.action === 'user.create' || event.action === 'group.create') return created(event);
  const adds = event.action === 'group.addUser' || event.action === 'role.addActor';
  const [who, what] = [event.subject.displayName, nameEntitlement(event.entitlement)];
  const target = adds ? `to ${what}` : `from ${what}`;
  switch (event.outcome) {
    case 'applied':
      return event.unproved === true
        ? `found that ${who} is ${adds ? 'in' : 'no longer in'} ${what} after a call whose answer was lost: who did it can’t be proved.`
        : `${adds ? 'added' : 'removed'} ${who} ${target}.`;
    case 'unchanged':
      return adds
        ? `left ${who} in ${what}, who was already there.`
        : `left ${who} out of ${what}, who was not there.`;
    case 'manual':
      return `marked as done by hand: ${adds ? 'adding' : 'removing'} ${who} ${target}.`;
    case 'failed':
      return `could not ${adds ? 'add' : 'remove'} ${who} ${target}${whyFailed(event)}.`;
  }
}

function panelPredicate(
  event: Extract<AuditEvent, { kind: 'panel.shown' | 'panel.hidden' }>,
): string {
  const where = `in ${count(event.projects, 'project')}`;
  const how = event.kind === 'panel.shown' ? 'shown' : 'hidden';
  return event.outcome === 'taken'
    ? `had the panel ${how} ${where}.`
    : `asked Jira to have the panel ${how} ${where}; the answer was lost, and it may have been done.`;
}

function suspensionPredicate(event: Extract<AuditEvent, { kind: 'organization.access' }>): string {
  const whose = `${event.person.displayName}’s access`;
  const said = event.siteMessage === undefined ? '' : ` (Atlassian said: “${event.siteMessage}”)`;
  switch (event.outcome) {
    case 'begun':
      return `set out to ${event.verb} ${whose}, which was ${event.before}: “${event.reason}”`;
    case 'applied':
      return `${event.verb === 'suspend' ? 'suspended' : 'restored'} ${whose}: “${event.reason}”`;
    case 'unchanged':
      return `found ${whose} ${event.verb === 'suspend' ? 'suspended' : 'restored'} already.`;
    case 'failed':
      return `could not ${event.verb} ${whose}${said}.`;
    case 'unconfirmed':
      return `does not know whether it could ${event.verb} ${whose}: the answer was lost${said}.`;
  }
}

function created(event: Extract<AuditEvent, { kind: 'effect' }>): string {
  const what =
    event.action === 'group.create'
      ? `the group ${event.subject.displayName}`
      : `${nameEntitlement(event.entitlement)} for ${event.subject.displayName}`;
  switch (event.outcome) {
    case 'applied':
      if (event.found === true) {
        return `found that ${event.subject.displayName} has an account already; whether it was given the products of ${nameEntitlement(event.entitlement)} can’t be known.`;
      }
      return event.unproved === true
        ? `created ${what}, or found it: which of the two can’t be known.`
        : `created ${what}.`;
    case 'unchanged':
      return `found that ${event.subject.displayName} has an account already.`;
    case 'manual':
      return `marked as done by hand: creating ${what}.`;
    case 'failed':
      return `could not create ${what}${whyFailed(event)}.`;
  }
}

function whyFailed(event: Extract<AuditEvent, { kind: 'effect' }>): string {
  const reason =
    event.reason === undefined ? '' : `: ${explainFailure(event.reason).what.toLowerCase()}`;
  const words = event.siteMessage === undefined ? '' : ` (the site said: “${event.siteMessage}”)`;
  const maybe =
    event.unproved === true &&
    event.reason !== 'creationUnproved' &&
    event.reason !== 'recordRefused'
      ? '; its answer was lost, and it may have been done all the same'
      : '';
  return `${reason}${words}${maybe}`;
}

function grantPredicate(event: Extract<AuditEvent, { kind: 'grant.ended' }>): string {
  const access = `${event.subject.displayName}’s place in ${nameEntitlement(event.entitlement)}`;
  const late = event.lateBy === undefined ? '' : `, ${duration(event.lateBy)} late`;
  switch (event.why) {
    case 'expired':
      return `took back ${access}, because its time was over${late}.`;
    case 'revoked':
      return `revoked ${access}${late}.`;
    case 'superseded':
      return `noted that ${access} now goes on under another request.`;
    case 'outlasted':
      return `noted that the term of ${access} was over, and that it went on under another request.`;
    case 'goneByHand':
      return `found that somebody had taken away ${access}.`;
    case 'notGivenBack':
      return `ended ${access}: it was not there any more, and what is allowed by now does not let the app give it back.`;
  }
}

function overduePredicate(event: Extract<AuditEvent, { kind: 'grant.overdue' }>): string {
  const access = `${event.subject.displayName}’s place in ${nameEntitlement(event.entitlement)}`;
  const late = duration(event.at - event.since);
  const said = event.siteMessage === undefined ? '' : ` (the site said: “${event.siteMessage}”)`;
  return `has not been able to end ${access} for ${late}: ${stuckWords(event.cause).why}${said}.`;
}

function namesOf(people: readonly { readonly displayName: string }[], last: 'and' | 'or'): string {
  return listNames(
    people.map(({ displayName }) => displayName),
    last,
  );
}
