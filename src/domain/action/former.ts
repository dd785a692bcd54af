import type { Person } from './person';

/**
 * Who stands in the place of somebody whose account was closed: the same one wherever they stood, so that a
 * reader sees that one person asked and decided, and made of chance, so that nothing leads back to who it was.
 */
export interface Former extends Pick<Person, 'accountId' | 'displayName'> {
  readonly email: string;
}

/** No account id of Atlassian's begins so. */
const BEGINNING = 'former-';
/** No address leads there (RFC 2606). */
const HOST = '@closed.invalid';
/** Of the chance: enough for as many people as there are, and no more than a reader can tell apart. */
const LENGTH = 12;

/** `chance`: letters, digits and hyphens that nobody can guess. */
export function formerOf(chance: string): Former {
  const mark = chance.replaceAll('-', '').slice(0, LENGTH);
  return {
    accountId: `${BEGINNING}${mark}`,
    displayName: `Former user ${mark}`,
    email: `${BEGINNING}${mark}${HOST}`,
  };
}

export function isFormerAddress(email: string): boolean {
  return email.endsWith(HOST);
}

export function isFormer(accountId: string): boolean {
  return accountId.startsWith(BEGINNING);
}
