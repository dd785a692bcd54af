import { expect, test } from 'vitest';
import { addressesIn } from './addresses-in';

test.each<[string, [string, boolean][]]>([
  ['Grace', []],
  ['g@x.example', [['g@x.example', true]]],
  ['Grace <g@x.example>;', [['g@x.example', false]]],
  ['Grace < g@x.example >', [['g@x.example', false]]],
  ['(g@x.example)', [['g@x.example', false]]],
  ['[g@x.example]', [['g@x.example', false]]],
  ['mailto:g@x.example', [['g@x.example', true]]],
  ['MAILTO:g@x.example', [['g@x.example', true]]],
  ['<mailto:g@x.example>', [['g@x.example', false]]],
  ['xmailto:g@x.example', [['xmailto:g@x.example', true]]],
  ["'g@x.example'", [['g@x.example', true]]],
  ["o'brien@x.example", [["o'brien@x.example", true]]],
  ['It is g@x.example.', [['g@x.example', true]]],
  ['Really g@x.example?!', [['g@x.example', true]]],
  ['„g@x.example“', [['g@x.example', true]]],
  ['a@b@c', [['a@b@c', true]]],
  ['@acme', [['@acme', true]]],
  [
    'a@x.example, b@x.example',
    [
      ['a@x.example', true],
      ['b@x.example', true],
    ],
  ],
])('in %j stands %j', (text, found) => {
  const places = addressesIn(text);
  expect(places.map((place) => [place.text, place.isBare])).toEqual(found);
  for (const { from, to, text: address } of places) expect(text.slice(from, to)).toBe(address);
});
