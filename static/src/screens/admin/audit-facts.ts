import type { Entitlement } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { type Subject, subjectKey } from '#domain/action/subject';
import type { AskedFor } from '#domain/audit/asked-for';
import type { AuditEvent } from '#domain/audit/audit-event';
import type { Term } from '#domain/term/term';

/** What an event says, each thing by itself: what does not go for its kind is missing. Ids beside names, in their order. */
export interface AuditFacts {
  readonly outcome?: string;
  readonly whom?: readonly string[];
  readonly whomIds?: readonly string[];
  readonly access?: readonly string[];
  readonly accessIds?: readonly string[];
  readonly project?: readonly string[];
  /** For how long it was asked for, or until when. */
  readonly term?: string;
  /** What somebody wrote: why they ask, approve, decline, suspend. */
  readonly words?: string;
  /** By the code that the app has for it. */
  readonly why?: string;
  readonly siteWords?: string;
  readonly rules?: readonly string[];
  /** Whoever else is named: who was told, decides from then on, was away while somebody decided for them, or signed the policy. */
  readonly named?: readonly string[];
  readonly namedIds?: readonly string[];
}

export function auditFacts(event: AuditEvent): AuditFacts {
  switch (event.kind) {
    case 'effect':
      return {
        ...about(event),
        outcome: `${event.action} ${event.outcome}${event.unproved === true ? ' (not proved)' : ''}`,
        ...(event.reason === undefined ? {} : { why: event.reason }),
        ...(event.siteMessage === undefined ? {} : { siteWords: event.siteMessage }),
        ...(event.rule === undefined ? {} : { rules: [event.rule] }),
      };
    case 'grant.ended':
      return { ...about(event), why: event.why };
    case 'grant.takenBack':
    case 'grant.mayRenew':
      return { ...about(event), why: event.right };
    case 'grant.notToRenew':
      return { ...about(event), why: event.right, words: event.reason };
    case 'grant.returned':
    case 'grant.thereAgain':
      return about(event);
    case 'grant.overdue':
    case 'grant.missing':
      return {
        ...about(event),
        why: event.cause,
        ...(event.siteMessage === undefined ? {} : { siteWords: event.siteMessage }),
      };
    case 'request.submitted':
      return { words: event.justification, ...asked(event.asked) };
    case 'request.approved':
      return {
        outcome: 'approved',
        ...worded(event.comment),
        ...ruled(event.rules),
        ...standingFor(event.standsFor),
        ...afterHours(event.afterHours),
      };
    case 'request.decidedByPolicy':
      return {
        outcome: 'decided by policy',
        why: `policy version ${event.policyVersion}`,
        ...ruled(event.rules),
        ...naming([event.signedBy]),
      };
    case 'request.brokeGlass':
      return {
        outcome: 'broke the glass',
        why: `policy version ${event.policyVersion}`,
        ...naming([event.signedBy]),
      };
    case 'request.reviewed':
      return {
        outcome: event.verdict === 'inOrder' ? 'in order' : 'not in order',
        words: event.note,
      };
    case 'request.question':
      return { words: event.text };
    case 'request.answer':
      return { words: event.text, ...naming(event.to) };
    case 'request.approvedLess':
      return { ...asked(event.approved), outcome: 'approved less', words: event.reason };
    case 'request.declined':
      return {
        outcome: 'declined',
        words: event.reason,
        ...ruled(event.rules),
        ...standingFor(event.standsFor),
        ...afterHours(event.afterHours),
      };
    case 'request.rerouted':
      return { ...naming(event.to), ...ruled(event.rules), ...afterHours(event.afterHours) };
    case 'request.reminded':
    case 'standIn.set':
      return naming(event.to);
    case 'request.askedAgain':
      return naming(event.to);
    case 'request.nobodyElseAsked':
      return naming(event.by);
    case 'request.finished':
      return { outcome: event.state };
    case 'request.closed':
      return { why: event.closedFor };
    case 'request.withdrawn':
      return event.accountClosed === true ? { why: 'accountClosed' } : {};
    case 'request.stopped':
      return { why: event.reference };
    case 'approver.notified':
      return { ...naming(event.to), outcome: event.by };
    case 'approver.notTold':
      return { ...naming(event.to), why: event.problem };
    case 'admins.notified':
      return { ...naming(event.to), why: event.about };
    case 'admins.notTold':
      return { ...naming(event.to), why: `${event.about} ${event.problem}` };
    case 'organization.access':
      return {
        outcome: `${event.verb} ${event.outcome}`,
        whom: [event.person.displayName],
        whomIds: [event.person.accountId],
        words: event.reason,
        ...(event.siteMessage === undefined ? {} : { siteWords: event.siteMessage }),
      };
    case 'standIn.ended':
      return {
        whom: [event.person.displayName],
        whomIds: [event.person.accountId],
        ...naming(event.to),
      };
    case 'delivery.tried':
      return { outcome: `${event.by} ${event.outcome}` };
    case 'panel.shown':
    case 'panel.hidden':
      return { outcome: event.outcome };
    case 'connection.failing':
      return { why: event.problem };
    case 'state.notShown':
      return { why: event.problem };
    case 'comment.public':
      return { outcome: event.takenBack ? 'taken back' : 'not taken back' };
    case 'person.erased':
      return { whomIds: [event.former] };
    case 'connection.connected':
    case 'connection.disconnected':
    case 'connection.working':
    case 'organization.connected':
    case 'organization.disconnected':
    case 'policy.changed':
    case 'policy.restored':
    case 'record.removed':
    case 'records.deleted':
    case 'request.started':
    case 'request.retried':
    case 'leaving.begun':
    case 'leaving.finished':
    case 'request.timedOut':
    case 'retention.changed':
      // What there is to say of it is its sentence.
      return {};
  }
}

function about({
  subject,
  entitlement,
}: {
  readonly subject: Subject;
  readonly entitlement: Entitlement;
}): AuditFacts {
  return { ...subjects([subject]), ...accesses([entitlement]) };
}

function asked(of: AskedFor | undefined): AuditFacts {
  if (of === undefined) return {};
  return {
    outcome: of.ask.changes.map(({ verb }) => verb).join('/'),
    ...subjects(of.ask.subjects),
    ...accesses(of.ask.changes.map(({ entitlement }) => entitlement)),
    term: termOf(of.term),
  };
}

function subjects(some: readonly Subject[]): AuditFacts {
  return {
    whom: some.map(({ displayName }) => displayName),
    whomIds: some.map((one) => (one.kind === 'person' ? one.accountId : subjectKey(one))),
  };
}

function accesses(some: readonly Entitlement[]): AuditFacts {
  return {
    access: some.map(nameOf),
    accessIds: some.map(idOf),
    project: some.flatMap((one) => (one.kind === 'role' ? one.projectKey : [])),
  };
}

function nameOf(entitlement: Entitlement): string {
  switch (entitlement.kind) {
    case 'group':
      return `group ${entitlement.name}`;
    case 'newGroup':
      return `new group ${entitlement.name}`;
    case 'role':
      return `role ${entitlement.name}`;
    case 'account':
      return ['account', ...entitlement.products].join(' ');
  }
}

function idOf(entitlement: Entitlement): string {
  switch (entitlement.kind) {
    case 'group':
      return entitlement.groupId;
    case 'role':
      return `${entitlement.projectId}/${entitlement.roleId}`;
    case 'newGroup':
      return entitlement.name;
    case 'account':
      return 'account';
  }
}

function termOf(term: Term): string {
  switch (term.kind) {
    case 'permanent':
      return 'permanent';
    case 'hours':
      return `${term.hours} h`;
    case 'days':
      return `${term.days} d`;
    case 'until':
      return new Date(term.at).toISOString();
    case 'workItem':
      return `${term.issueKey}, ${new Date(term.at).toISOString()}`;
  }
}

const worded = (words: string | undefined): AuditFacts => (words === undefined ? {} : { words });
const ruled = (rules: readonly string[] | undefined): AuditFacts =>
  rules === undefined ? {} : { rules };
const naming = (people: readonly Person[]): AuditFacts => ({
  named: people.map(({ displayName }) => displayName),
  namedIds: people.map(({ accountId }) => accountId),
});
const standingFor = (away: Person | undefined): AuditFacts =>
  away === undefined ? {} : naming([away]);
/** As a fallback approver, beside those who were asked. */
export const fallbackAfter = (hours: number): string => `fallback after ${hours} h`;
const afterHours = (hours: number | undefined): AuditFacts =>
  hours === undefined ? {} : { why: fallbackAfter(hours) };
