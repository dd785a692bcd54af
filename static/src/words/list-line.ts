import type { PlacedLine } from '#domain/list/place-lines';
import type { LineWords } from './verdict';

/** What a line of a pasted list comes to, for people. */
export function listLineWords(line: PlacedLine, canCreate: boolean): LineWords {
  switch (line.found) {
    case 'person':
      return said('Found', 'success', 'check', undefined);
    case 'several':
      return said('Several of that name', 'warning', 'warning', 'Choose whom you mean.');
    case 'inactive':
      return said(
        'Inactive',
        'warning',
        'warning',
        'Access can only be taken away from this account.',
      );
    case 'newPerson':
      return canCreate
        ? said('New account', 'progress', 'plus', 'Nobody has this address yet.')
        : said(
            'Nobody has this address',
            'warning',
            'warning',
            'Accounts can’t be asked for here.',
          );
    case 'nobody':
      return said(
        'Nobody of that name',
        'warning',
        'warning',
        'Use the full name, or the address.',
      );
    case 'samePerson':
      return said(
        'Same person',
        'neutral',
        'check',
        `The same as line ${line.of}, by another address or name.`,
      );
    case 'unusable':
      return unusable(line);
  }
}

function unusable({ why, of }: Extract<PlacedLine, { found: 'unusable' }>): LineWords {
  switch (why) {
    case 'duplicate':
      return said('Twice', 'neutral', 'check', `The same as line ${of}.`);
    case 'malformed':
      return said('Not an address or a name', 'danger', 'cross', 'Correct the line.');
    case 'lookAlike':
      return said(
        'Look-alike letters',
        'danger',
        'cross',
        'Some letters only look like the usual ones. Type it again.',
      );
    case 'unseen':
      return said(
        'Hidden characters',
        'danger',
        'cross',
        'It has invisible characters. Type it again.',
      );
    case 'formula':
      return said(
        'A formula',
        'danger',
        'cross',
        'It begins like a formula. Leave it out, or type the address.',
      );
    case 'tooLong':
      return said('Too long', 'danger', 'cross', 'No address or name is that long.');
    case 'leftOut':
      return said(
        'Left out',
        'warning',
        'warning',
        'One request takes 500. Make another one for the rest.',
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
