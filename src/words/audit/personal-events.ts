import { say } from '../say';
import type { WordsOf } from './event-words';

export const personalEvents: WordsOf<'person.erased'> = {
  'person.erased': {
    name: () => say('Closed account erased'),
    sentence: (actor, { former }) =>
      say('{actor} erased the data of somebody whose account was closed: {former}.', {
        actor,
        former,
      }),
  },
};
