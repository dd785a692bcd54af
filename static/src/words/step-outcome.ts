import type { Verb } from '#domain/action/action';
import type { FailureReason, StepState } from '#domain/effects/step';
import { explainFailure } from './failure-reason';
import type { LineWords } from './verdict';

const DONE: Readonly<Record<Verb, string>> = {
  add: 'Added',
  remove: 'Removed',
  create: 'Created',
};
const ALREADY: Readonly<Record<Verb, string>> = {
  add: 'Had it already.',
  remove: 'Did not have it.',
  create: 'Was there already.',
};

/** Where nothing proves that this request did it. */
const UNPROVED: Readonly<Record<Verb, string>> = {
  add: 'They have it now. The answer was lost, so it may have been given by somebody else: it does not end by itself.',
  remove:
    'They don’t have it any more. The answer was lost, so it may have been taken by somebody else.',
  create:
    'The account is there now. Whether this request created it, or it was there before, can’t be known; nor, if it was, whether it was given the products that were named.',
};
/** Atlassian answers for an account that exists as for a new one. */
const FOUND_AND_GIVEN: LineWords = {
  label: 'Found, products not known',
  tone: 'warning',
  icon: 'warning',
  detail:
    'The address has had an account already. Whether it was given the products that were named can’t be known: have a site admin look at them.',
};
const MAYBE_DONE =
  'It was sent before and the answer was lost: it may have been done all the same.';

/** How a step of an approved request stands. */
export function outcomeWords(verb: Verb, outcome: StepState): LineWords {
  switch (outcome.state) {
    case 'pending':
      return { label: 'To do', tone: 'neutral', icon: 'clock', detail: undefined };
    case 'begun':
      return { label: 'In progress', tone: 'progress', icon: 'spinner', detail: undefined };
    case 'applied':
      if (outcome.found === true) return FOUND_AND_GIVEN;
      return outcome.unproved === true
        ? {
            label: verb === 'create' ? 'Created or found' : 'Done, perhaps by somebody else',
            tone: 'warning',
            icon: 'warning',
            detail: UNPROVED[verb],
          }
        : {
            label: DONE[verb],
            tone: verb === 'remove' ? 'neutral' : 'success',
            icon: 'check',
            detail: undefined,
          };
    case 'unchanged':
      return outcome.prolonged
        ? { label: 'Prolonged', tone: 'success', icon: 'clock', detail: undefined }
        : {
            label: 'Unchanged',
            tone: 'neutral',
            icon: 'check',
            detail: ALREADY[verb],
          };
    case 'failed': {
      const { what, why, next } = explainFailure(outcome.reason);
      const maybe = outcome.begun === undefined || saysSo(outcome.reason) ? '' : ` ${MAYBE_DONE}`;
      const detail = `${what}. ${why}${maybe} ${next}`;
      return { label: 'Failed', tone: 'danger', icon: 'cross', detail };
    }
    case 'manual':
      return {
        label: 'Done by hand',
        tone: 'success',
        icon: 'hand',
        detail: `Marked by ${outcome.by.displayName}.`,
      };
  }
}

/** These reasons tell by themselves that it may have been done. */
function saysSo(reason: FailureReason): boolean {
  return reason === 'unconfirmed' || reason === 'creationUnproved' || reason === 'recordRefused';
}
