import type { Verb } from '#domain/action/action';
import type { FailureReason, StepState } from '#domain/effects/step';
import { explainFailure } from './failure-reason';
import { asSentence } from './listing';
import { say } from './say';
import type { LineWords } from './verdict';

const done = (): Readonly<Record<Verb, string>> => ({
  add: say('Added'),
  remove: say('Removed'),
  create: say('Created'),
});
const already = (): Readonly<Record<Verb, string>> => ({
  add: say('Had it already.'),
  remove: say('Did not have it.'),
  create: say('Was there already. Products are given to new accounts only.'),
});

/** Where nothing proves that this request did it. */
const unproved = (): Readonly<Record<Verb, string>> => ({
  add: say(
    'They have it now. The answer was lost, so it may have been given by somebody else: it does not end by itself.',
  ),
  remove: say(
    'They don’t have it any more. The answer was lost, so it may have been taken by somebody else.',
  ),
  create: say(
    'The account is there now. Whether this request created it, or it was there before, can’t be known; nor, if it was, whether it was given the products that were named.',
  ),
});
/** Atlassian answers for an account that exists as for a new one. */
const foundAndGiven = (): LineWords => ({
  label: say('Found, products not known'),
  tone: 'warning',
  icon: 'warning',
  detail: say(
    'The address has had an account already. Whether it was given the products that were named can’t be known: have a site admin look at them.',
  ),
});
const maybeDone = () =>
  say('It was sent before and the answer was lost: it may have been done all the same.');

/** How a step of an approved request stands. */
export function outcomeWords(verb: Verb, outcome: StepState): LineWords {
  switch (outcome.state) {
    case 'pending':
      return { label: say('To do'), tone: 'neutral', icon: 'clock', detail: undefined };
    case 'begun':
      return { label: say('In progress'), tone: 'progress', icon: 'spinner', detail: undefined };
    case 'applied':
      if (outcome.found === true) return foundAndGiven();
      return outcome.unproved === true
        ? {
            label:
              verb === 'create' ? say('Created or found') : say('Done, perhaps by somebody else'),
            tone: 'warning',
            icon: 'warning',
            detail: unproved()[verb],
          }
        : {
            label: done()[verb],
            tone: verb === 'remove' ? 'neutral' : 'success',
            icon: 'check',
            detail: undefined,
          };
    case 'unchanged':
      return outcome.prolonged
        ? { label: say('Prolonged'), tone: 'success', icon: 'clock', detail: undefined }
        : {
            label: say('Unchanged'),
            tone: 'neutral',
            icon: 'check',
            detail: already()[verb],
          };
    case 'failed': {
      const { what, why, next } = explainFailure(outcome.reason, outcome.rule);
      const maybe = outcome.begun === undefined || saysSo(outcome.reason) ? '' : ` ${maybeDone()}`;
      const detail = `${asSentence(what)} ${why}${maybe} ${next}`;
      return { label: say('Failed'), tone: 'danger', icon: 'cross', detail };
    }
    case 'manual':
      return {
        label: say('Done by hand'),
        tone: 'success',
        icon: 'hand',
        detail: say('Marked by {name}.', { name: outcome.by.displayName }),
      };
  }
}

/** These reasons tell by themselves that it may have been done. */
function saysSo(reason: FailureReason): boolean {
  return reason === 'unconfirmed' || reason === 'creationUnproved' || reason === 'recordRefused';
}
