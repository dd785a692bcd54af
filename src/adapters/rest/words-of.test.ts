import { expect, it } from 'vitest';
import { siteMessage } from './words-of';

it.each<[unknown, string]>([
  [{ errorMessages: ['One.', 'Two.'] }, 'One. Two.'],
  [{ errors: { user: 'is not there', group: 'is full' } }, 'is not there is full'],
  [{ errorMessages: ['One.'], errors: { user: 'Two.' }, message: 'Three.' }, 'One. Two. Three.'],
  [{ message: 'Client must be authenticated.' }, 'Client must be authenticated.'],
  [{ errorMessages: null, errors: null, message: null }, ''],
  // Of errors that are no words, nothing is said.
  [{ errors: { user: { code: 7 }, group: 'is full' } }, 'is full'],
  // The organization lists them, with a detail that says more than the title.
  [{ errors: [{ title: 'Forbidden', detail: 'The key has expired.' }] }, 'The key has expired.'],
  [{ errors: [{ title: 'Forbidden' }, { title: null, detail: null }] }, 'Forbidden'],
  [{ errorMessages: ['  on\n\n two\tlines  '] }, 'on two lines'],
  [{ errorMessages: 'no list' }, ''],
  ['a text', ''],
  [undefined, ''],
])('%j says %j', (json, words) => {
  expect(siteMessage({ json })).toBe(words);
});
