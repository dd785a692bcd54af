import type { AskedFor } from '#domain/audit/asked-for';
import type { Actor, AuditEvent, AuditKind } from '#domain/audit/audit-event';
import type { AdminNotice } from '#domain/delivery/admin-notice';
import type { AccessState } from '#domain/organization/suspension';
import { outlivesTerm } from '#domain/term/outlives-term';
import { nameEntitlement } from './change';
import { adminDeliveryProblem, deliveryProblem } from './delivery-problem';
import { describeChange } from './describe-change';
import { explainFailure } from './failure-reason';
import { listClauses, listNames } from './listing';
import { tellPolicyChanges } from './policy-change';
import { problemInShort } from './problem-in-short';
import { say } from './say';
import { stuckWords } from './stuck-words';
import { days, duration } from './time';

type EventOf<Kind extends AuditKind> = Extract<AuditEvent, { kind: Kind }>;

/** What the audit can be narrowed to, in the order of a request's life. */
export const auditKinds = (): Readonly<Record<AuditKind, string>> => ({
  'request.submitted': say('Request made'),
  'approver.notified': say('Approver notified'),
  'approver.notTold': say('Approver could not be told'),
  'comment.public': say('Comment was public'),
  'request.rerouted': say('Approver changed'),
  'request.approved': say('Request approved'),
  'request.declined': say('Request declined'),
  'request.withdrawn': say('Request withdrawn'),
  'request.timedOut': say('Request not decided in time'),
  effect: say('Access changed'),
  'request.finished': say('Request carried out'),
  'request.stopped': say('Request stopped by a fault'),
  'request.retried': say('Failed steps tried again'),
  'grant.ended': say('Access ended'),
  'grant.overdue': say('Access overdue'),
  'policy.changed': say('Policy changed'),
  'policy.restored': say('Policy restored'),
  'record.removed': say('Unreadable record removed'),
  'connection.connected': say('Connected'),
  'connection.disconnected': say('Disconnected'),
  'connection.failing': say('Connection failing'),
  'connection.working': say('Connection working again'),
  'admins.notified': say('Admins notified'),
  'admins.notTold': say('Admins could not be told'),
  'panel.shown': say('Panel shown'),
  'panel.hidden': say('Panel hidden'),
  'organization.connected': say('Organization key added'),
  'organization.disconnected': say('Organization key removed'),
  'organization.access': say('Access suspended or restored'),
});

export function nameActor(actor: Actor): string {
  return actor.kind === 'app' ? say('Multiplier') : actor.displayName;
}

/** The event as a sentence that names who did it. */
export function auditSentence(event: AuditEvent): string {
  const actor = nameActor(event.actor);
  switch (event.kind) {
    case 'connection.connected':
      return say('{actor} connected {site} with the token of {email}.', {
        actor,
        site: event.instanceUrl,
        email: event.email,
      });
    case 'connection.disconnected':
      return say('{actor} disconnected {site}.', { actor, site: event.instanceUrl });
    case 'connection.failing':
      return say('{actor} found that the connection to {site} no longer works: {why}.', {
        actor,
        site: event.instanceUrl,
        why: problemInShort(event.problem),
      });
    case 'connection.working':
      return say('{actor} found that the connection to {site} works again, after {duration}.', {
        actor,
        site: event.instanceUrl,
        duration: duration(event.at - event.failedSince),
      });
    case 'organization.connected':
      return say('{actor} added an API key of the organization {name}.', {
        actor,
        name: event.name,
      });
    case 'organization.disconnected':
      return say('{actor} removed the API key of the organization {name}.', {
        actor,
        name: event.name,
      });
    case 'organization.access':
      return tellSuspension(actor, event);
    case 'policy.changed':
      return tellPolicy(actor, event);
    case 'request.submitted':
      return tellAsked(actor, event.asked, event.justification);
    case 'request.approved':
      return event.comment === undefined
        ? say('{actor} approved the request.', { actor })
        : say('{actor} approved the request: “{comment}”', { actor, comment: event.comment });
    case 'request.declined':
      return say('{actor} declined the request: “{reason}”', { actor, reason: event.reason });
    case 'request.withdrawn':
      return say('{actor} withdrew the request.', { actor });
    case 'request.timedOut':
      return say('{actor} closed the request, because nobody decided it in time.', { actor });
    case 'request.rerouted':
      return say('{actor} passed the decision on to {names}.', {
        actor,
        names: namesOf(event.to, 'or'),
      });
    case 'request.retried':
      return say(
        '{actor} tried {count, plural, one {# failed step} other {# failed steps}} again.',
        { actor, count: event.steps },
      );
    case 'request.stopped':
      return say(
        '{actor} could not go on with the request because of a fault of its own (reference {reference}).',
        { actor, reference: event.reference },
      );
    case 'request.finished':
      return event.state === 'completed'
        ? say('{actor} finished the request: everything is done.', { actor })
        : say('{actor} finished the request with steps that failed.', { actor });
    case 'approver.notified': {
      const names = namesOf(event.to, 'and');
      return event.by === 'comment'
        ? say('{actor} notified {names} by a comment on the issue.', { actor, names })
        : say('{actor} notified {names} by email.', { actor, names });
    }
    case 'approver.notTold':
      return say(
        '{actor} could not tell {names}, neither by a comment nor by email: {why}. It is tried again.',
        { actor, names: namesOf(event.to, 'and'), why: deliveryProblem(event.problem) },
      );
    case 'comment.public':
      return event.takenBack
        ? say(
            '{actor} took a comment back that Jira had shown to the customers of the service project: Jira does not let the app write internal notes there.',
            { actor },
          )
        : say(
            '{actor} could not take a comment back that Jira shows to the customers of the service project: remove it on the issue.',
            { actor },
          );
    case 'admins.notified':
      return say('{actor} notified {names} by email {news}.', {
        actor,
        names: namesOf(event.to, 'and'),
        news: adminNews()[event.about],
      });
    case 'admins.notTold':
      return say('{actor} could not tell {names} by email {news}: {why}. It is tried again.', {
        actor,
        names: event.to.length === 0 ? say('any admin') : namesOf(event.to, 'and'),
        news: adminNews()[event.about],
        why: adminDeliveryProblem(event.problem),
      });
    case 'record.removed':
      return say('{actor} removed the record {record}, which could not be read.', {
        actor,
        record: event.record,
      });
    case 'policy.restored':
      return say(
        '{actor} put version {from} of the access policy in force again, as version {version}, because the one in force could not be read.',
        { actor, from: event.from, version: event.version },
      );
    case 'panel.shown':
    case 'panel.hidden':
      return tellPanel(actor, event);
    case 'effect':
      return tellEffect(actor, event);
    case 'grant.ended':
      return tellEnd(actor, event);
    case 'grant.overdue':
      return say('{actor} has not been able to end {access} for {duration}: {why}.', {
        actor,
        access: accessOf(event),
        duration: duration(event.at - event.since),
        why: withSiteWords(stuckWords(event.cause).why, event.siteMessage),
      });
  }
}

/** All that was asked; of many people, the first of each change. */
function tellAsked(actor: string, asked: AskedFor | undefined, reason: string): string {
  if (asked === undefined) return say('{actor} asked for access: “{reason}”', { actor, reason });
  const { ask, term } = asked;
  const changes = listClauses(ask.changes.map((change) => describeChange(ask, change)));
  const values = { actor, changes, reason };
  // What is only taken away has no term.
  if (!ask.changes.some(({ verb }) => verb === 'add')) {
    return say('{actor} asked to {changes}: “{reason}”', values);
  }
  if (term.kind === 'permanent') {
    return say('{actor} asked to {changes}, for good: “{reason}”', values);
  }
  const forDays = { ...values, days: days(term.days) };
  return outlivesTerm(ask.changes, term)
    ? say(
        '{actor} asked to {changes}, for {days} (accounts and groups that are created stay): “{reason}”',
        forDays,
      )
    : say('{actor} asked to {changes}, for {days}: “{reason}”', forDays);
}

const adminNews = (): Readonly<Record<AdminNotice['about'], string>> => ({
  connectionFailing: say('that the connection no longer works'),
  connectionWorking: say('that the connection works again'),
  overdue: say('of access that should have ended and is still there'),
  needsALook: say('of stored records that can’t be read'),
});

function tellPolicy(actor: string, event: EventOf<'policy.changed'>): string {
  const { version, changes } = event;
  const told = [...(event.summary ?? []), ...tellPolicyChanges(changes)];
  return told.length === 0
    ? say('{actor} saved the access policy as version {version}.', { actor, version })
    : say('{actor} changed the access policy (version {version}): {changes}.', {
        actor,
        version,
        changes: listClauses(told),
      });
}

function tellEffect(actor: string, event: EventOf<'effect'>): string {
  if (event.action === 'user.create' || event.action === 'group.create') {
    return tellCreation(actor, event);
  }
  const adds = event.action === 'group.addUser' || event.action === 'role.addActor';
  const values = {
    actor,
    who: event.subject.displayName,
    what: nameEntitlement(event.entitlement),
  };
  switch (event.outcome) {
    case 'applied':
      return event.unproved === true ? tellUnproved(adds, values) : tellApplied(adds, values);
    case 'unchanged':
      return adds
        ? say('{actor} left {who} in {what}, who was already there.', values)
        : say('{actor} left {who} out of {what}, who was not there.', values);
    case 'manual':
      return adds
        ? say('{actor} marked as done by hand: adding {who} to {what}.', values)
        : say('{actor} marked as done by hand: removing {who} from {what}.', values);
    case 'failed':
      return withReason(
        adds
          ? say('{actor} could not add {who} to {what}.', values)
          : say('{actor} could not remove {who} from {what}.', values),
        event,
      );
  }
}

interface Effected {
  readonly actor: string;
  readonly who: string;
  readonly what: string;
}

function tellApplied(adds: boolean, values: Effected): string {
  return adds
    ? say('{actor} added {who} to {what}.', values)
    : say('{actor} removed {who} from {what}.', values);
}

function tellUnproved(adds: boolean, values: Effected): string {
  return adds
    ? say(
        '{actor} found that {who} is in {what} after a call whose answer was lost: who did it can’t be proved.',
        values,
      )
    : say(
        '{actor} found that {who} is no longer in {what} after a call whose answer was lost: who did it can’t be proved.',
        values,
      );
}

function tellSuspension(actor: string, event: EventOf<'organization.access'>): string {
  const suspends = event.verb === 'suspend';
  const { reason, siteMessage } = event;
  const values = { actor, who: event.person.displayName };
  switch (event.outcome) {
    case 'begun': {
      const before = { ...values, before: accessWord()[event.before], reason };
      return suspends
        ? say('{actor} began to suspend {who}’s access, which was {before}: “{reason}”', before)
        : say('{actor} began to restore {who}’s access, which was {before}: “{reason}”', before);
    }
    case 'applied':
      return suspends
        ? say('{actor} suspended {who}’s access: “{reason}”', { ...values, reason })
        : say('{actor} restored {who}’s access: “{reason}”', { ...values, reason });
    case 'unchanged':
      return suspends
        ? say('{actor} found {who}’s access suspended already.', values)
        : say('{actor} found {who}’s access restored already.', values);
    case 'failed':
      return withAtlassiansWords(
        suspends
          ? say('{actor} could not suspend {who}’s access.', values)
          : say('{actor} could not restore {who}’s access.', values),
        siteMessage,
      );
    case 'unconfirmed':
      return withAtlassiansWords(
        suspends
          ? say(
              '{actor} does not know whether it could suspend {who}’s access: the answer was lost.',
              values,
            )
          : say(
              '{actor} does not know whether it could restore {who}’s access: the answer was lost.',
              values,
            ),
        siteMessage,
      );
  }
}

const accessWord = (): Readonly<Record<AccessState, string>> => ({
  active: say('active'),
  suspended: say('suspended'),
  inactive: say('inactive'),
});

function withAtlassiansWords(sentence: string, words: string | undefined): string {
  return words === undefined
    ? sentence
    : say('{sentence} Atlassian said: “{words}”', { sentence, words });
}

function tellCreation(actor: string, event: EventOf<'effect'>): string {
  const name = event.subject.displayName;
  const what =
    event.action === 'group.create'
      ? say('the group {name}', { name })
      : say('{what} for {name}', { what: nameEntitlement(event.entitlement), name });
  switch (event.outcome) {
    case 'applied':
      if (event.found === true) {
        return say(
          '{actor} found that {name} has an account already; whether it was given the products of {account} can’t be known.',
          { actor, name, account: nameEntitlement(event.entitlement) },
        );
      }
      return event.unproved === true
        ? say('{actor} created {what}, or found it: which of the two can’t be known.', {
            actor,
            what,
          })
        : say('{actor} created {what}.', { actor, what });
    case 'unchanged':
      return say('{actor} found that {name} has an account already.', { actor, name });
    case 'manual':
      return say('{actor} marked as done by hand: creating {what}.', { actor, what });
    case 'failed':
      return withReason(say('{actor} could not create {what}.', { actor, what }), event);
  }
}

function withReason(sentence: string, event: EventOf<'effect'>): string {
  if (event.reason === undefined) return sentence;
  const why = withSiteWords(explainFailure(event.reason).what, event.siteMessage);
  const tellsByItself = event.reason === 'creationUnproved' || event.reason === 'recordRefused';
  return event.unproved === true && !tellsByItself
    ? say('{sentence} {why}; its answer was lost, and it may have been done all the same.', {
        sentence,
        why,
      })
    : say('{sentence} {why}.', { sentence, why });
}

function withSiteWords(why: string, words: string | undefined): string {
  return words === undefined ? why : say('{why} (the site said: “{words}”)', { why, words });
}

const accessOf = ({ subject, entitlement }: EventOf<'grant.ended' | 'grant.overdue'>) =>
  say('{name}’s place in {what}', {
    name: subject.displayName,
    what: nameEntitlement(entitlement),
  });

function tellEnd(actor: string, event: EventOf<'grant.ended'>): string {
  const access = accessOf(event);
  const late = event.lateBy === undefined ? undefined : duration(event.lateBy);
  switch (event.why) {
    case 'expired':
      return late === undefined
        ? say('{actor} took back {access}, because its time was over.', { actor, access })
        : say('{actor} took back {access}, because its time was over, {late} late.', {
            actor,
            access,
            late,
          });
    case 'revoked':
      return late === undefined
        ? say('{actor} revoked {access}.', { actor, access })
        : say('{actor} revoked {access}, {late} late.', { actor, access, late });
    case 'superseded':
      return say('{actor} noted that {access} now goes on under another request.', {
        actor,
        access,
      });
    case 'outlasted':
      return say(
        '{actor} noted that the term of {access} was over, and that it went on under another request.',
        { actor, access },
      );
    case 'goneByHand':
      return say('{actor} found that somebody had taken away {access}.', { actor, access });
    case 'notGivenBack':
      return say(
        '{actor} ended {access}: it was not there any more, and what is allowed by now does not let the app give it back.',
        { actor, access },
      );
  }
}

function namesOf(people: readonly { readonly displayName: string }[], last: 'and' | 'or'): string {
  return listNames(
    people.map(({ displayName }) => displayName),
    last,
  );
}

function tellPanel(actor: string, event: EventOf<'panel.shown' | 'panel.hidden'>): string {
  const values = { actor, count: event.projects };
  const shows = event.kind === 'panel.shown';
  switch (event.outcome) {
    case 'begun':
      return shows
        ? say(
            '{actor} began to show the panel in {count, plural, one {# project} other {# projects}}.',
            values,
          )
        : say(
            '{actor} began to hide the panel in {count, plural, one {# project} other {# projects}}.',
            values,
          );
    case 'taken':
      return shows
        ? say(
            '{actor} showed the panel in {count, plural, one {# project} other {# projects}}.',
            values,
          )
        : say(
            '{actor} hid the panel in {count, plural, one {# project} other {# projects}}.',
            values,
          );
    case 'unconfirmed':
      return shows
        ? say(
            '{actor} asked Jira to show the panel in {count, plural, one {# project} other {# projects}}; the answer was lost, and it may have been done.',
            values,
          )
        : say(
            '{actor} asked Jira to hide the panel in {count, plural, one {# project} other {# projects}}; the answer was lost, and it may have been done.',
            values,
          );
    case 'refused':
      return shows
        ? say(
            '{actor} asked Jira to show the panel in {count, plural, one {# project} other {# projects}}; Jira refused it.',
            values,
          )
        : say(
            '{actor} asked Jira to hide the panel in {count, plural, one {# project} other {# projects}}; Jira refused it.',
            values,
          );
  }
}
