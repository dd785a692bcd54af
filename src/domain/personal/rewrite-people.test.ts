import { expect, test } from 'vitest';
import { formerOf } from '../action/former';
import { rewritePeople } from './rewrite-people';

const former = formerOf('chance');
const erase = (text: string, email = 'ann@acme.example') =>
  rewritePeople(text, new Map([['id', { kind: 'erase', former, emails: [email] }]]));

test.each([
  ['ann@acme.example'],
  ['Ann@ACME.example'],
  ['Please add ann@acme.example.'],
  ['(ann@acme.example)'],
  ['newPerson:ann@acme.example'],
  ["'ann@acme.example'"],
  ['Ask...ann@acme.example'],
  ['mailto:ann@acme.example?subject=x'],
])('their address goes: %s', (text) => {
  expect(erase(text)).toBe(text.replace(/ann@acme\.example/i, former.email));
});

test.each([
  ['joann@acme.example'],
  ['jo.ann@acme.example'],
  ['jo-ann@acme.example'],
  ['jo+ann@acme.example'],
  ["o'ann@acme.example"],
  ['ann@acme.examples'],
  ['ann@acme.example.org'],
  ['ann@acme.example-two.org'],
])('another’s stays: %s', (text) => {
  expect(erase(text)).toBe(text);
});

test.each(['', 'a', '.'])('what is no address is looked for nowhere: “%s”', (email) => {
  expect(erase('a. b@acme.example', email)).toBe('a. b@acme.example');
});

test('what stands in an address is taken as it is written', () => {
  expect(erase('annaacme.example @ ann@acmexexample')).toBe('annaacme.example @ ann@acmexexample');
  expect(erase('ann+x@acme.example', 'ann+x@acme.example')).toBe(former.email);
});

const erased = (value: unknown) =>
  rewritePeople(value, new Map([['qm:5b10:1', { kind: 'erase', former, emails: [] }]]));

test.each([
  ['qm:5b10:1'],
  ['site:group:g-1:person:qm:5b10:1'],
  ['qm:5b10:1:10000:key'],
  ['Please add [~accountid:qm:5b10:1].'],
  ['/people?id%3Dqm:5b10:1'],
])('their id goes: %s', (text) => {
  expect(erased(text)).toBe(text.replace('qm:5b10:1', former.accountId));
});

test.each([
  ['qm:5b10:10'],
  ['site:group:g-1:person:qm:5b10:10'],
  ['qm:5b10:1-2'],
  ['aqm:5b10:1'],
  ['a-qm:5b10:1'],
])('another’s id, of which it is a part, stays: %s', (text) => {
  expect(erased(text)).toBe(text);
});

test('who holds something is somebody else where theirs is but a part of the id', () => {
  const other = { accountId: '557058:qm:5b10:1', displayName: 'Somebody else' };
  expect(erased(other)).toBe(other);
  expect(erased({ accountId: 'qm:5b10:1' })).toEqual({ accountId: former.accountId });
});
