import type { AskedFor } from '#domain/audit/asked-for';
import { hasTerm } from '#domain/term/has-term';
import { outlivesTerm } from '#domain/term/outlives-term';
import { nameBundle } from '../bundle-words';
import { describeChange } from '../describe-change';
import { howLong } from '../how-long';
import { listClauses, listNames } from '../listing';
import { say } from '../say';
import type { WordsOf } from './event-words';

export const submittedEvent: WordsOf<'request.submitted'> = {
  'request.submitted': {
    name: () => say('Request made'),
    sentence: (actor, event) => tellAsked(actor, event.asked, event.justification),
  },
};

/** All that was asked; of many people, the first of each change. */
function tellAsked(actor: string, asked: AskedFor | undefined, reason: string): string {
  if (asked === undefined) return say('{actor} asked for access: “{reason}”', { actor, reason });
  const { ask, term, bundles = [], follows } = asked;
  const all = listClauses(ask.changes.map((change) => describeChange(ask, change)));
  const named = listNames(bundles.map((bundle) => nameBundle(bundle, ask.changes)));
  const told =
    bundles.length === 0 ? all : say('{changes}, as {bundles}', { changes: all, bundles: named });
  const changes =
    follows === undefined
      ? told
      : say('{changes}, for those who have {bundle}, until that was to end', {
          changes: told,
          bundle: follows.name,
        });
  const values = { actor, changes, reason };
  if (!hasTerm(ask.changes)) {
    return say('{actor} asked to {changes}: “{reason}”', values);
  }
  if (term.kind === 'permanent') {
    return say('{actor} asked to {changes}, permanently: “{reason}”', values);
  }
  const limited = { ...values, howLong: howLong(term) };
  return outlivesTerm(ask.changes, term)
    ? say(
        '{actor} asked to {changes}, {howLong} (accounts and groups that are created stay): “{reason}”',
        limited,
      )
    : say('{actor} asked to {changes}, {howLong}: “{reason}”', limited);
}
