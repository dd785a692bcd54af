import type { PlacedLine } from '#domain/list/place-lines';
import { foundByWords } from './found-by';
import { say } from './say';
import type { LineWords } from './verdict';

/** What a line of a pasted list comes to, for people. */
export function listLineWords(line: PlacedLine, canCreate: boolean): LineWords {
  switch (line.found) {
    case 'person':
      return line.foundBy === undefined
        ? said(say('Found'), 'success', 'check', undefined)
        : said(say('Found'), 'success', 'check', foundByWords(line.foundBy));
    case 'several':
      return said(
        say('Several people with that name'),
        'warning',
        'warning',
        say('Choose who you mean.'),
      );
    case 'inactive':
      return said(
        say('Inactive'),
        'warning',
        'warning',
        say('Access can only be taken away from this account.'),
      );
    case 'severalInactive':
      return said(
        say('Several inactive people with that name'),
        'warning',
        'warning',
        say('Nobody active has it. Use the address or the account ID.'),
      );
    case 'newPerson':
      return canCreate
        ? said(say('New account'), 'progress', 'plus', say('Nobody is found by this address.'))
        : said(
            say('Nobody has this address'),
            'warning',
            'warning',
            say('Accounts can’t be asked for here.'),
          );
    case 'addressNotKnown':
      return said(
        say('Not known whose it is'),
        'warning',
        'warning',
        say('Several people may have this address. Use the full name or the account ID.'),
      );
    case 'noSuchAccount':
      return said(
        say('No such account'),
        'warning',
        'warning',
        say('The site knows no account with this ID.'),
      );
    case 'nobody':
      return said(
        say('Nobody with that name'),
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

/** What the list itself says of a line, whoever it means. */
export function listLineNotes(line: PlacedLine): readonly string[] {
  const { says, strayQuote, guest } = line;
  const hasNamesake = line.found === 'person' && line.hasInactiveNamesake === true;
  return [
    ...(hasNamesake ? [say('Somebody inactive has this name too.')] : []),
    ...(says === undefined ? [] : [say('The list says {status}.', { status: says })]),
    ...(guest ? [say('A guest there: the address is taken from their account name.')] : []),
    ...(strayQuote ? [say('It has an unclosed quotation mark, which was left out.')] : []),
  ];
}

function unusable({
  why,
  of = 0,
  label = '',
}: Extract<PlacedLine, { found: 'unusable' }>): LineWords {
  switch (why) {
    case 'duplicate':
      return said(say('Twice'), 'neutral', 'check', say('The same as line {of}.', { of }));
    case 'severalAddresses':
      return said(
        say('Several addresses'),
        'danger',
        'cross',
        say('Each person has a line of their own. Leave the address that is meant.'),
      );
    case 'namesNobody':
      return said(
        say('Names nobody'),
        'warning',
        'warning',
        say('The columns that are read are empty in this row.'),
      );
    case 'aboveHeadings':
      return said(say('Not read'), 'neutral', 'check', say('It is above the column names.'));
    case 'sender':
      return said(
        say('Not read'),
        'neutral',
        'check',
        say('It is who sent the mail, not one of its recipients.'),
      );
    case 'elsewhere':
      return said(
        say('Not read'),
        'warning',
        'warning',
        say(
          'It stands behind “{label}”: somebody else, or another address. If it is meant, leave only the address.',
          { label },
        ),
      );
    case 'columnNames':
      return said(say('Not read'), 'neutral', 'check', say('It has the names of the columns.'));
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
