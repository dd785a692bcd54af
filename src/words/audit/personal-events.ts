import { say } from '../say';
import { date, days } from '../time';
import type { WordsOf } from './event-words';

export const personalEvents: WordsOf<'person.erased' | 'retention.changed' | 'records.deleted'> = {
  'retention.changed': {
    name: () => say('Retention changed'),
    sentence: (actor, { after }) =>
      after === null
        ? say('{actor} set requests and the audit to be kept forever.', { actor })
        : say('{actor} set requests and the audit to be kept for {time} after they are over.', {
            actor,
            time: days(after),
          }),
  },
  'records.deleted': {
    name: () => say('Old records deleted'),
    sentence: (actor, { requests, records, before }) =>
      say(
        '{actor} deleted {requests, plural, one {# request} other {# requests}} and {records, plural, one {# other record} other {# other records}} that were over before {when}.',
        { actor, requests, records, when: date(before) },
      ),
  },
  'person.erased': {
    name: () => say('Closed account erased'),
    sentence: (actor, { former }) =>
      say('{actor} erased the data of somebody whose account was closed: {former}.', {
        actor,
        former,
      }),
  },
};
