import type { PlacedLine } from '#domain/list/place-lines';
import { say } from './say';
import type { LineWords } from './verdict';

/** What a line of a pasted list comes to, for people. */
export function listLineWords(line: PlacedLine, canCreate: boolean): LineWords {
  switch (line.found) {
    case 'person':
      return said(say('Found'), 'success', 'check', undefined);
    case 'several':
      return said(say('Several of that name'), 'warning', 'warning', say('Choose whom you mean.'));
    case 'inactive':
      return said(
        say('Inactive'),
        'warning',
        'warning',
        say('Access can only be taken away from this account.'),
      );
    case 'newPerson':
      return canCreate
        ? said(say('New account'), 'progress', 'plus', say('Nobody has this address yet.'))
        : said(
            say('Nobody has this address'),
            'warning',
            'warning',
            say('Accounts can’t be asked for here.'),
          );
    case 'nobody':
      return said(
        say('Nobody of that name'),
        'warning',
        'warning',
        say('Use the full name, or the address.'),
      );
    case 'samePerson':
      return said(
        say('Same person'),
        'neutral',
        'check',
        say('The same as line {of}, by another address or name.', { of: line.of }),
      );
    case 'unusable':
      return unusable(line);
  }
}

function unusable({ why, of = 0 }: Extract<PlacedLine, { found: 'unusable' }>): LineWords {
  switch (why) {
    case 'duplicate':
      return said(say('Twice'), 'neutral', 'check', say('The same as line {of}.', { of }));
    case 'malformed':
      return said(say('Not an address or a name'), 'danger', 'cross', say('Correct the line.'));
    case 'lookAlike':
      return said(
        say('Look-alike letters'),
        'danger',
        'cross',
        say('Some letters only look like the usual ones. Type it again.'),
      );
    case 'unseen':
      return said(
        say('Hidden characters'),
        'danger',
        'cross',
        say('It has invisible characters. Type it again.'),
      );
    case 'formula':
      return said(
        say('A formula'),
        'danger',
        'cross',
        say('It begins like a formula. Leave it out, or type the address.'),
      );
    case 'tooLong':
      return said(say('Too long'), 'danger', 'cross', say('No address or name is that long.'));
    case 'leftOut':
      return said(
        say('Left out'),
        'warning',
        'warning',
        say('One request takes 500. Make another one for the rest.'),
      );
  }
}

function said(
  label: string,
  tone: LineWords['tone'],
  icon: LineWords['icon'],
  detail: string | undefined,
): LineWords {
  return { label, tone, icon, detail };
}
