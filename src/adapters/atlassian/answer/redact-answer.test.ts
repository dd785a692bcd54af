import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Authorization } from './authorization';
import { redactor, secretsOf } from './redact-answer';

const TOKEN = 'ATATT3xFfGF0k9_Qm-7Zp+4hV/2sLw8=AB12CD34';
const EMAIL = 'robot@acme.example';
const pair = Buffer.from(`${EMAIL}:${TOKEN}`).toString('base64');

const hexOf = (text: string) => Buffer.from(text).toString('hex');
const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const inPage = (text: string, quote: string) =>
  text.replace(/[&<>"']/g, (one) => NAMED[one] ?? quote);

const FORMS: readonly (readonly [string, (token: string) => string])[] = [
  ['plain', (token) => token],
  ['base64', (token) => Buffer.from(token).toString('base64')],
  ['base64url', (token) => Buffer.from(token).toString('base64url')],
  ['hex', (token) => Buffer.from(token).toString('hex')],
  ['HEX', (token) => Buffer.from(token).toString('hex').toUpperCase()],
  ['of an address', encodeURIComponent],
  ['of an address in an address', (token) => encodeURIComponent(encodeURIComponent(token))],
  ['of JSON', (token) => JSON.stringify(token).slice(1, -1)],
  ['of entities', (token) => [...token].map((one) => `&#${one.charCodeAt(0)};`).join('')],
  ['of bytes in an address', (token) => hexOf(token).replace(/../g, '%$&')],
  ['of JSON with slashes', (token) => JSON.stringify(token).slice(1, -1).replaceAll('/', '\\/')],
  ['of code units', (token) => [...token].map((one) => `\\u00${hexOf(one)}`).join('')],
  ['of hex entities', (token) => [...token].map((one) => `&#x${hexOf(one)};`).join('')],
  ['of a page', (token) => inPage(token, '&#39;')],
  ['of a page in hex', (token) => inPage(token, '&#x27;')],
  ['of XML', (token) => inPage(token, '&apos;')],
  ['sent', (token) => Buffer.from(`${EMAIL}:${token}`).toString('base64')],
];

const headerOf = (token: string) => `Basic ${Buffer.from(`${EMAIL}:${token}`).toString('base64')}`;

/** Whether any eight characters in a row of the one stand in the other. */
function shows(text: string, secret: string): boolean {
  for (let at = 0; at + 8 <= secret.length; at += 1) {
    if (text.includes(secret.slice(at, at + 8))) return true;
  }
  return false;
}

describe('redacting what a site echoes', () => {
  test.each(FORMS)('the token in the form %s, whole and cut anywhere', (_, write) => {
    const token = fc.stringMatching(/^[A-Za-z0-9_\-=+/.~<>&"' ]{16,60}$/);
    fc.assert(
      fc.property(token, fc.nat(), fc.nat(), (secret, from, length) => {
        const written = write(secret);
        const start = from % written.length;
        const piece = written.slice(start, start + 1 + (length % written.length));
        const clean = redactor(secretsOf(headerOf(secret)));
        expect(shows(clean(`No: “${piece}”. `), written)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['base64', 0],
    ['base64', 1],
    ['base64', 2],
    ['base64url', 1],
    ['base64url', 2],
  ] as const)('the token within something longer, in %s, behind %i bytes', (encoding, before) => {
    const written = Buffer.from(`${'x'.repeat(before)}${TOKEN}.`).toString(encoding);
    const from = Math.ceil((before * 8) / 6);
    const own = written.slice(from, Math.floor(((before + TOKEN.length) * 8) / 6));
    const clean = redactor(secretsOf(headerOf(TOKEN)));
    expect(shows(clean(`No: ${written}`), own)).toBe(false);
    expect(clean(own)).toBe('[redacted]');
  });

  test.each([
    ['errorMessages', { errorMessages: [`bad ${TOKEN}`, TOKEN.slice(0, 9)] }],
    ['a field of it', { errors: { [TOKEN]: `x ${pair}` } }],
    ['a list further down', { a: [{ b: [`${TOKEN.slice(-10)}…`] }] }],
  ])('in %s', (_, json) => {
    const answer = { status: 400, headers: new Map(), text: JSON.stringify(json), json };
    const clean = new Authorization(headerOf(TOKEN)).redact(answer);
    for (const text of [clean.text, JSON.stringify(clean.json)]) {
      expect(shows(text, TOKEN)).toBe(false);
      expect(shows(text, pair)).toBe(false);
    }
  });

  test('leaves an answer of JSON one that can be read, wherever the secret stood in it', () => {
    const text = JSON.stringify({ [TOKEN]: [TOKEN, `x${pair}`], b: 'fine' }).replaceAll('/', '\\/');
    const clean = new Authorization(headerOf(TOKEN)).redact({
      status: 400,
      headers: new Map(),
      text,
      json: null,
    });
    expect(JSON.parse(clean.text)).toEqual({
      '[redacted]': ['[redacted]', 'x[redacted]'],
      b: 'fine',
    });
  });

  test('leaves what is no secret as it was: numbers, nothing, lists in lists, and their names', () => {
    const json = { id: 7, gone: null, ok: true, list: [[1, 'a'], { b: [null, 'c'] }], empty: '' };
    const answer = { status: 200, headers: new Map(), text: 'fine', json };
    expect(new Authorization(headerOf(TOKEN)).redact(answer)).toEqual(answer);
    const echoed = { ...answer, json: [TOKEN, { [TOKEN]: [TOKEN, 3] }] };
    expect(new Authorization(headerOf(TOKEN)).redact(echoed).json).toEqual([
      '[redacted]',
      { '[redacted]': ['[redacted]', 3] },
    ]);
  });

  test.each([
    [TOKEN, '[redacted]'],
    [`${TOKEN}${TOKEN}`, '[redacted]'],
    [`${TOKEN} ${TOKEN}`, '[redacted] [redacted]'],
    [`a${TOKEN}b`, 'a[redacted]b'],
    [TOKEN.slice(0, 8), '[redacted]'],
    [TOKEN.slice(-8), '[redacted]'],
    [TOKEN.slice(0, 7), TOKEN.slice(0, 7)],
    [`${TOKEN.slice(0, 8)}${TOKEN.slice(20, 28)}`, '[redacted]'],
    [`${TOKEN.slice(0, 8)}_${TOKEN.slice(20, 28)}`, '[redacted]_[redacted]'],
    [TOKEN.toLowerCase(), '[redacted]'],
    ['', ''],
  ])('%j becomes %j', (text, clean) => {
    expect(redactor(secretsOf(headerOf(TOKEN)))(text)).toBe(clean);
  });

  test.each([
    [undefined, []],
    ['', []],
    ['Basic', []],
    ['Basic ', []],
    ['the-key-alone', []],
    ['Bearer   the-key-of-it', ['the-key-of-it']],
    [`basic ${pair}`, [pair, TOKEN]],
  ])('the secrets of %j', (header, secrets) => {
    expect(secretsOf(header)).toEqual(secrets);
  });

  test('leaves every other word where it is', () => {
    const clean = redactor(secretsOf(headerOf(TOKEN)));
    expect(clean(`Group frontend: ${TOKEN}, asked by ${EMAIL}.`)).toBe(
      `Group frontend: [redacted], asked by ${EMAIL}.`,
    );
    expect(redactor(secretsOf(undefined))('anything')).toBe('anything');
    expect(secretsOf('Bearer the-key-of-it')).toEqual(['the-key-of-it']);
  });
});
