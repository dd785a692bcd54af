import { expect, test } from 'vitest';
import { person } from '../../../tests/support/samples';
import { nearNames } from './near-names';

const PEOPLE = [
  ...[
    'Grace Kim',
    'Grace Kimura',
    'Wei Zhang',
    'Søren Østergård',
    'Mei Lin',
    'Ann Lee',
    'Łukasz Żak',
  ],
].map((name) => person(name));

test.each([
  ['Grace Kimm', ['Grace Kim']],
  ['Kim Grace', ['Grace Kim']],
  ['Garce Kim', ['Grace Kim']],
  ['Grace', ['Grace Kim', 'Grace Kimura']],
  ['Mei Lin please', ['Mei Lin']],
  ['Soren Ostergard', ['Søren Østergård']],
  ['Lukasz Zak', ['Łukasz Żak']],
  ['Wie Zahng', ['Wei Zhang']],
  ['Ann Smith', []],
  ['Bob', []],
  ['…', []],
])('%j may be meant for %j', (name, near) => {
  expect(nearNames(name, PEOPLE).map(({ displayName }) => displayName)).toEqual(near);
});
