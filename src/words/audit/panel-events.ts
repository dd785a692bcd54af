import { say } from '../say';
import type { EventOf, WordsOf } from './event-words';

export const panelEvents: WordsOf<'panel.shown' | 'panel.hidden'> = {
  'panel.shown': { name: () => say('Panel shown'), sentence: tellPanel },
  'panel.hidden': { name: () => say('Panel hidden'), sentence: tellPanel },
};

function tellPanel(actor: string, event: EventOf<'panel.shown' | 'panel.hidden'>): string {
  const values = { actor, count: event.projects };
  const shows = event.kind === 'panel.shown';
  switch (event.outcome) {
    case 'begun':
      return shows
        ? say(
            '{actor} began to show the panel in {count, plural, one {# project} other {# projects}}.',
            values,
          )
        : say(
            '{actor} began to hide the panel in {count, plural, one {# project} other {# projects}}.',
            values,
          );
    case 'taken':
      return shows
        ? say(
            '{actor} showed the panel in {count, plural, one {# project} other {# projects}}.',
            values,
          )
        : say(
            '{actor} hid the panel in {count, plural, one {# project} other {# projects}}.',
            values,
          );
    case 'unconfirmed':
      return shows
        ? say(
            '{actor} asked Jira to show the panel in {count, plural, one {# project} other {# projects}}; the answer was lost, and it may have been done.',
            values,
          )
        : say(
            '{actor} asked Jira to hide the panel in {count, plural, one {# project} other {# projects}}; the answer was lost, and it may have been done.',
            values,
          );
    case 'refused':
      return shows
        ? say(
            '{actor} asked Jira to show the panel in {count, plural, one {# project} other {# projects}}; Jira refused it.',
            values,
          )
        : say(
            '{actor} asked Jira to hide the panel in {count, plural, one {# project} other {# projects}}; Jira refused it.',
            values,
          );
  }
}
