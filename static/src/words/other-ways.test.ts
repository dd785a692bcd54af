import { expect, test } from 'vitest';
import { otherWayLine, smallerLines } from './other-ways';

const developers = { name: 'Developers', projectName: 'Website' };
const viewers = { name: 'Viewers', projectName: 'Mobile App' };

test.each([
  [
    { ofGroup: undefined, roles: [developers], isAll: true, through: ['engineering'] },
    'Priya has Developers in Website already, through engineering.',
  ],
  [
    { ofGroup: undefined, roles: [developers], isAll: true, through: [] },
    'Priya has Developers in Website already, through another group.',
  ],
  [
    { ofGroup: 'web', roles: [developers, viewers], isAll: true, through: ['a', 'b'] },
    'Priya has each role that web opens already, through a and b.',
  ],
  [
    { ofGroup: 'web', roles: [developers, viewers], isAll: false, through: ['a'] },
    'Priya has some of what web opens already, through a: Developers in Website and Viewers in Mobile App.',
  ],
])('%j', (way, words) => {
  expect(otherWayLine({ accountId: 'priya', displayName: 'Priya', ...way })).toBe(words);
});

test('what would do in place of a group', () => {
  const smaller = { projectName: 'Website', roles: ['Developers'], groups: ['web'] };
  expect(smallerLines({ name: 'eng', smaller })).toEqual([
    'For Website alone, Developers would do in place of eng: the role can be asked for as well.',
    'web opens the same in Website, and less besides.',
  ]);
  expect(
    smallerLines({ name: 'eng', smaller: { ...smaller, roles: ['A', 'B'], groups: ['x', 'y'] } }),
  ).toEqual([
    'For Website alone, A and B would do in place of eng: these roles can be asked for as well.',
    'x and y open the same in Website, and less besides.',
  ]);
  expect(smallerLines({ name: 'eng', smaller: { ...smaller, groups: [] } })).toHaveLength(1);
  expect(smallerLines({ name: 'eng', smaller: undefined })).toEqual([]);
});
