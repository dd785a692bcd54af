import { expect, it } from 'vitest';
import { ownerless } from './ownerless';

const pia = { accountId: 'pia', displayName: 'Pia' };
const listed = [
  { groupId: 'g1', name: 'design', owners: [pia] },
  { groupId: 'g2', name: 'sales', owners: [] },
  { groupId: 'g3', name: 'legal', owners: [] },
];

it.each([
  ['of those that it is about', ['g1', 'g2'], ['sales']],
  ['of all that are listed', 'all', ['sales', 'legal']],
  ['none, of one that has an owner', ['g1'], []],
  ['none, of one that is not listed', ['g9'], []],
] as const)('names the groups without an owner: %s', (_, groups, names) => {
  expect(ownerless({ groups }, listed)).toEqual(names);
});
