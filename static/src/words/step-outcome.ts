import type { Verb } from '#domain/action/action';
import type { StepState } from '#domain/provisioning/step';
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

/** How a step of an approved request stands. */
export function outcomeWords(verb: Verb, outcome: StepState): LineWords {
  switch (outcome.state) {
    case 'pending':
      return { label: 'To do', tone: 'neutral', icon: 'clock', detail: undefined };
    case 'begun':
      return { label: 'In progress', tone: 'progress', icon: 'spinner', detail: undefined };
    case 'applied':
      return {
        label: DONE[verb],
        tone: 'success',
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
      return { label: 'Failed', tone: 'danger', icon: 'cross', detail: `${what}. ${why} ${next}` };
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
