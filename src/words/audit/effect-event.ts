import { nameEntitlement } from '../access-names';
import { explainFailure } from '../failure-reason';
import { say } from '../say';
import type { EventOf, WordsOf } from './event-words';
import { withSiteWords } from './with-site-words';

export const effectEvent: WordsOf<'effect'> = {
  effect: {
    name: () => say('Access changed'),
    sentence: (actor, event) => tellEffect(actor, event),
  },
};

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
  const { what } = explainFailure(event.reason);
  const by =
    event.rule === undefined
      ? what
      : say('{what}, by the rule “{rule}”', { what, rule: event.rule });
  const why = withSiteWords(by, event.siteMessage);
  const tellsByItself = event.reason === 'creationUnproved' || event.reason === 'recordRefused';
  return event.unproved === true && !tellsByItself
    ? say('{sentence} {why}; its answer was lost, and it may have been done all the same.', {
        sentence,
        why,
      })
    : say('{sentence} {why}.', { sentence, why });
}
