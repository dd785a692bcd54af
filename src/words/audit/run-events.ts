import { say } from '../say';
import type { WordsOf } from './event-words';

export const runEvents: WordsOf<'request.finished' | 'request.stopped' | 'request.retried'> = {
  'request.finished': {
    name: () => say('Request carried out'),
    sentence: (actor, event) =>
      event.state === 'completed'
        ? say('{actor} finished the request: everything is done.', { actor })
        : say('{actor} finished the request with steps that failed.', { actor }),
  },
  'request.stopped': {
    name: () => say('Request stopped by a fault'),
    sentence: (actor, event) =>
      say(
        '{actor} could not go on with the request because of a fault of its own (reference {reference}).',
        { actor, reference: event.reference },
      ),
  },
  'request.retried': {
    name: () => say('Failed steps tried again'),
    sentence: (actor, event) =>
      say('{actor} tried {count, plural, one {# failed step} other {# failed steps}} again.', {
        actor,
        count: event.steps,
      }),
  },
};
