import { expect, it } from 'vitest';
import { type AskedTexts, rulesOf, trimmed } from './asked-texts';

const ASKED: AskedTexts<'email' | 'token'> = {
  email: { kind: 'email', label: 'Email', missing: 'Enter the email.' },
  token: { kind: 'secret', label: 'Token', missing: 'Paste the token.' },
};

it('asks for each text that is left out or blank, in the order of the form', () => {
  const rules = rulesOf(ASKED);
  expect(Object.keys(rules)).toEqual(['email', 'token']);
  expect(rules.email?.({ email: ' ', token: '' })).toBe('Enter the email.');
  expect(rules.token?.({ email: 'a', token: '' })).toBe('Paste the token.');
  expect(rules.token?.({ email: '', token: 'b' })).toBeUndefined();
});

it('sends none of the blanks around', () => {
  expect(trimmed({ email: ' a\n', token: 'b' })).toEqual({ email: 'a', token: 'b' });
});
