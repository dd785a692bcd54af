import { problemInShort } from '../problem-in-short';
import { say } from '../say';
import { duration } from '../time';
import type { WordsOf } from './event-words';

export const connectionEvents: WordsOf<
  'connection.connected' | 'connection.disconnected' | 'connection.failing' | 'connection.working'
> = {
  'connection.connected': {
    name: () => say('Connected'),
    sentence: (actor, event) =>
      say('{actor} connected {site} with the token of {email}.', {
        actor,
        site: event.instanceUrl,
        email: event.email,
      }),
  },
  'connection.disconnected': {
    name: () => say('Disconnected'),
    sentence: (actor, event) =>
      say('{actor} disconnected {site}.', { actor, site: event.instanceUrl }),
  },
  'connection.failing': {
    name: () => say('Connection failing'),
    sentence: (actor, event) =>
      say('{actor} found that the connection to {site} no longer works: {why}.', {
        actor,
        site: event.instanceUrl,
        why: problemInShort(event.problem),
      }),
  },
  'connection.working': {
    name: () => say('Connection working again'),
    sentence: (actor, event) =>
      say('{actor} found that the connection to {site} works again, after {duration}.', {
        actor,
        site: event.instanceUrl,
        duration: duration(event.at - event.failedSince),
      }),
  },
};
