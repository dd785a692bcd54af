import { describe, expect, test } from 'vitest';
import { isEmail } from './email';

const label = (length: number) => 'd'.repeat(length);
/** An address of that many characters, with no label of its domain too long. */
const longAddress = (length: number) => `${label(length - 10)}@x.example`;

describe('an account can be created', () => {
  test.each([
    ['an ordinary address', 'priya@acme.example'],
    ['in capitals', 'PRIYA@ACME.EXAMPLE'],
    ['with a dot, a plus and an apostrophe', "o.brien+j'r@acme.example"],
    ['with every sign that an address may have', "!#$%&'*+/=?^_`{|}~-@acme.example"],
    ['of one letter at each place', 'a@b.cd'],
    ['of digits', '1@2.example'],
    ['with hyphens within a label', 'a@b--c.d-e.example'],
    ['on a domain of many labels', 'a@b.c.d.e.example'],
    ['on the longest label', `a@${label(63)}.example`],
    ['on the longest last label', `a@b.${label(63)}`],
    ['as long as mail can be sent to', longAddress(254)],
  ])('with %s', (_, text) => expect(isEmail(text)).toBe(true));

  test.each([
    ['nothing', ''],
    ['no at', 'acme.example'],
    ['two ats', 'a@b@acme.example'],
    ['nothing before the at', '@acme.example'],
    ['nothing after the at', 'priya@'],
    ['a dot before the at', 'priya.@acme.example'],
    ['a dot at the start', '.priya@acme.example'],
    ['two dots in a row', 'p..r@acme.example'],
    ['a domain of one label', 'priya@localhost'],
    ['a label that begins with a hyphen', 'a@-b.example'],
    ['a label that ends with a hyphen', 'a@b-.example'],
    ['an empty label', 'a@b..example'],
    ['a last label of one letter', 'a@b.c'],
    ['a last label with a digit', 'a@b.c1'],
    ['a number for a domain', 'a@127.0.0.1'],
    ['a label that is too long', `a@${label(64)}.example`],
    ['a last label that is too long', `a@b.${label(64)}`],
    ['a character more than mail can be sent to', longAddress(255)],
    ['something before it', ' a@b.example'],
    ['something behind it', 'a@b.example\n'],
    ['a second one behind it', 'a@b.example,c@d.example'],
    ['letters that only look like others', 'priya@аcme.example'],
    ['quotes', '"a b"@acme.example'],
    ['a comment', 'a(b)@acme.example'],
  ])('not with %s', (_, text) => expect(isEmail(text)).toBe(false));
});
