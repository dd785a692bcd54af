import { nameBundle } from '../bundle-words';
import { closedForWords } from '../closed-for';
import { deliveryProblem } from '../delivery-problem';
import { describeChange } from '../describe-change';
import { howLongOrForGood } from '../how-long';
import { listClauses, listNames } from '../listing';
import { saidByRules, withRules } from '../rules-named';
import { say } from '../say';
import { dateAndTime, hours } from '../time';
import type { WordsOf } from './event-words';
import { namesOf } from './names-of';

export const decidingEvents: WordsOf<
  | 'approver.notified'
  | 'approver.notTold'
  | 'comment.public'
  | 'state.notShown'
  | 'request.rerouted'
  | 'request.approved'
  | 'request.decidedByPolicy'
  | 'request.brokeGlass'
  | 'request.reviewed'
  | 'request.approvedLess'
  | 'standIn.set'
  | 'standIn.ended'
  | 'request.question'
  | 'request.answer'
  | 'request.declined'
  | 'request.withdrawn'
  | 'request.closed'
  | 'request.reminded'
  | 'request.timedOut'
  | 'request.nobodyElseAsked'
  | 'request.started'
  | 'request.askedAgain'
> = {
  'approver.notified': {
    name: () => say('Approver notified'),
    sentence: (actor, event) => {
      const names = namesOf(event.to, 'and');
      return event.by === 'comment'
        ? say('{actor} notified {names} by a comment on the work item.', { actor, names })
        : say('{actor} notified {names} by email.', { actor, names });
    },
  },
  'approver.notTold': {
    name: () => say('Approver could not be told'),
    sentence: (actor, event) =>
      say(
        '{actor} could not tell {names}, neither by a comment nor by email: {why}. It is tried again.',
        { actor, names: namesOf(event.to, 'and'), why: deliveryProblem(event.problem) },
      ),
  },
  'comment.public': {
    name: () => say('Comment was public'),
    sentence: (actor, event) =>
      event.takenBack
        ? say(
            '{actor} took back a comment that Jira had shown to the customers of the service project: Jira does not let the app write internal notes there.',
            { actor },
          )
        : say(
            '{actor} could not take back a comment that Jira shows to the customers of the service project: remove it on the work item.',
            { actor },
          ),
  },
  'state.notShown': {
    name: () => say('Search could not be updated'),
    sentence: (actor, event) =>
      event.problem === 'unavailable'
        ? say(
            '{actor} could not have Jira’s search find this work item by the state of its access: Jira did not answer for a day. It is tried again once something changes here.',
            { actor },
          )
        : say(
            '{actor} could not have Jira’s search find this work item by the state of its access: Jira does not let the app edit work items in this project. It is tried again once something changes here.',
            { actor },
          ),
  },
  'request.rerouted': {
    name: () => say('Approver changed'),
    sentence: (actor, event) =>
      withRules(
        event.afterHours === undefined
          ? say('{actor} passed the decision on to {names}.', {
              actor,
              names: namesOf(event.to, 'or'),
            })
          : say('{actor} let {names} decide as well: it was not decided within {hours}.', {
              actor,
              names: namesOf(event.to, 'and'),
              hours: hours(event.afterHours),
            }),
        event.rules,
      ),
  },
  'request.approved': {
    name: () => say('Request approved'),
    sentence: (actor, event) =>
      withRules(
        afterHours(approved(actor, event.standsFor?.displayName, event.comment), event.afterHours),
        event.rules,
      ),
  },
  'request.decidedByPolicy': {
    name: () => say('Decided by policy'),
    sentence: (actor, { policyVersion, signedBy, rules = [] }) =>
      say(
        '{actor} asked nobody: version {version} of the access policy, which {name} signed, decides in place of people. {rules}',
        {
          actor,
          version: policyVersion,
          name: signedBy.displayName,
          rules: saidByRules(rules),
        },
      ),
  },
  'request.brokeGlass': {
    name: () => say('Glass broken'),
    sentence: (actor, { policyVersion, signedBy }) =>
      say(
        '{actor} broke the glass under version {version} of the access policy, enabled by {name}: nobody decided before.',
        { actor, version: policyVersion, name: signedBy.displayName },
      ),
  },
  'request.reviewed': {
    name: () => say('Broken glass reviewed'),
    sentence: (actor, { verdict, note }) =>
      verdict === 'inOrder'
        ? say('{actor} closed the review of the broken glass: it was in order. “{note}”', {
            actor,
            note,
          })
        : say('{actor} closed the review of the broken glass: it was not in order. “{note}”', {
            actor,
            note,
          }),
  },
  'request.approvedLess': {
    name: () => say('Less approved'),
    sentence: (actor, { leftOut, approved, termBefore, reason }) => {
      const { ask, term, bundles = [] } = approved;
      const all = listClauses(ask.changes.map((change) => describeChange(ask, change)));
      const named = listNames(bundles.map((bundle) => nameBundle(bundle, ask.changes)));
      const changes =
        bundles.length === 0
          ? all
          : say('{changes}, as {bundles}', { changes: all, bundles: named });
      const values = { actor, leftOut, changes, reason };
      if (termBefore === undefined) {
        return say(
          '{actor} left out {leftOut, plural, one {# line} other {# lines}} of what was asked for. What is left: {changes}. Why: “{reason}”',
          values,
        );
      }
      const shorter = {
        ...values,
        howLong: howLongOrForGood(term),
        before: howLongOrForGood(termBefore),
      };
      return leftOut === 0
        ? say(
            '{actor} let it be given {howLong}, not {before}: {changes}. Why: “{reason}”',
            shorter,
          )
        : say(
            '{actor} left out {leftOut, plural, one {# line} other {# lines}} of what was asked for, and let the rest be given {howLong}, not {before}: {changes}. Why: “{reason}”',
            shorter,
          );
    },
  },
  'standIn.set': {
    name: () => say('Stand-in named'),
    sentence: (actor, { to, from, until }) =>
      say('{actor} is away from {from} until {until}: {names} decides for them.', {
        actor,
        from: dateAndTime(from),
        until: dateAndTime(until),
        names: namesOf(to, 'and'),
      }),
  },
  'standIn.ended': {
    name: () => say('Stand-in ended'),
    sentence: (actor, { person, to }) =>
      say('{actor} ended that {names} decides for {person}.', {
        actor,
        names: namesOf(to, 'and'),
        person: person.displayName,
      }),
  },
  'request.question': {
    name: () => say('Question asked'),
    sentence: (actor, { text }) => say('{actor} asked a question: “{text}”', { actor, text }),
  },
  'request.answer': {
    name: () => say('Question answered'),
    sentence: (actor, { text }) => say('{actor} answered the question: “{text}”', { actor, text }),
  },
  'request.declined': {
    name: () => say('Request declined'),
    sentence: (actor, event) =>
      withRules(
        afterHours(declined(actor, event.standsFor?.displayName, event.reason), event.afterHours),
        event.rules,
      ),
  },
  'request.withdrawn': {
    name: () => say('Request withdrawn'),
    sentence: (actor, { accountClosed }) =>
      accountClosed === true
        ? say('{actor} closed the request, because the account of whoever asked was closed.', {
            actor,
          })
        : say('{actor} withdrew the request.', { actor }),
  },
  'request.closed': {
    name: () => say('Request closed'),
    sentence: (actor, { closedFor }) =>
      say('{actor} closed the request: {why}.', { actor, why: closedForWords(closedFor) }),
  },
  'request.reminded': {
    name: () => say('Approver reminded'),
    sentence: (actor, event) =>
      say('{actor} had {names} reminded.', { actor, names: namesOf(event.to, 'and') }),
  },
  'request.timedOut': {
    name: () => say('Request not decided in time'),
    sentence: (actor) =>
      say('{actor} closed the request, because nobody decided it in time.', { actor }),
  },
  'request.started': {
    name: () => say('Start has come'),
    sentence: (actor) =>
      say('{actor} began with it, as its start had come: all who are asked now had approved it.', {
        actor,
      }),
  },
  'request.askedAgain': {
    name: () => say('Asked again at its start'),
    sentence: (actor, { to, without }) => {
      const values = { actor, people: namesOf(to, 'and') };
      return without.length === 0
        ? say(
            '{actor} asked {people} to decide: as its start had come, they are asked as well.',
            values,
          )
        : say(
            '{actor} asked {people} to decide: as its start had come, the approval of {without} does not count any more.',
            { ...values, without: namesOf(without, 'and') },
          );
    },
  },
  'request.nobodyElseAsked': {
    name: () => say('Nobody else asked'),
    sentence: (actor, { policyVersion, by }) =>
      say(
        '{actor} let the request go on with the approval of {names}: version {version} of the access policy asks nobody else.',
        { actor, names: namesOf(by, 'and'), version: policyVersion },
      ),
  },
};

/** `away`: who was, and for whom they did. */
function approved(actor: string, away: string | undefined, comment: string | undefined): string {
  if (away === undefined) {
    return comment === undefined
      ? say('{actor} approved the request.', { actor })
      : say('{actor} approved the request: “{comment}”', { actor, comment });
  }
  return comment === undefined
    ? say('{actor} approved the request for {away}, who was away.', { actor, away })
    : say('{actor} approved the request for {away}, who was away: “{comment}”', {
        actor,
        away,
        comment,
      });
}

function declined(actor: string, away: string | undefined, reason: string): string {
  return away === undefined
    ? say('{actor} declined the request: “{reason}”', { actor, reason })
    : say('{actor} declined the request for {away}, who was away: “{reason}”', {
        actor,
        away,
        reason,
      });
}

/** That they did as a fallback approver, beside those who were asked. */
const afterHours = (sentence: string, number: number | undefined): string =>
  number === undefined
    ? sentence
    : say('{sentence} They are a fallback approver, and it was not decided within {hours}.', {
        sentence,
        hours: hours(number),
      });
