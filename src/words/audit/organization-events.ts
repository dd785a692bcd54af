import type { AccessState } from '#domain/organization/suspension';
import { say } from '../say';
import type { EventOf, WordsOf } from './event-words';

export const organizationEvents: WordsOf<
  'organization.connected' | 'organization.disconnected' | 'organization.access'
> = {
  'organization.connected': {
    name: () => say('Organization key added'),
    sentence: (actor, event) =>
      say('{actor} added an API key of the organization {name}.', {
        actor,
        name: event.name,
      }),
  },
  'organization.disconnected': {
    name: () => say('Organization key removed'),
    sentence: (actor, event) =>
      say('{actor} removed the API key of the organization {name}.', {
        actor,
        name: event.name,
      }),
  },
  'organization.access': {
    name: () => say('Access suspended or restored'),
    sentence: (actor, event) => tellSuspension(actor, event),
  },
};

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
