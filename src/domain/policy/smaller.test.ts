import { expect, test } from 'vitest';
import { smallerThan } from './smaller';

const roles = [
  {
    projectId: 'WEB',
    roleId: 'dev',
    name: 'Developers',
    groupIds: new Set(['all', 'web', 'web-2', 'wide', 'secret']),
  },
  { projectId: 'WEB', roleId: 'see', name: 'Viewers', groupIds: new Set(['all', 'see']) },
  {
    projectId: 'MOB',
    roleId: 'dev',
    name: 'Developers',
    groupIds: new Set(['all', 'web-2', 'wide']),
  },
  { projectId: 'FIN', roleId: 'dev', name: 'Developers', groupIds: new Set(['wide', 'fin']) },
];
const listed = new Set(['all', 'web', 'web-2', 'wide', 'see', 'fin']);
const none = { roles: [], groupIds: [] };

test.each([
  ['opens the project and another', 'web-2', { roles: ['dev'], groupIds: ['web'] }],
  [
    'opens more than another that opens more than a third',
    'wide',
    { roles: ['dev'], groupIds: ['web', 'web-2'] },
  ],
  [
    'opens two roles of it: no group with only one of them does',
    'all',
    { roles: ['dev', 'see'], groupIds: [] },
  ],
  ['opens nothing else', 'web', none],
  ['does not open it', 'fin', none],
  ['opens nothing', 'design', none],
])('a group that %s', (_, groupId, expected) => {
  const found = smallerThan(groupId, 'WEB', { roles, listed, givesProductAccess: false });
  expect({
    roles: found?.roles.map(({ roleId }) => roleId) ?? [],
    groupIds: found?.groupIds ?? [],
  }).toEqual(expected);
});

test('a group that opens nothing else, and gives access to a product', () => {
  const about = { roles, listed, givesProductAccess: true };
  expect(smallerThan('web', 'WEB', about)?.roles).toEqual([{ roleId: 'dev', name: 'Developers' }]);
  expect(smallerThan('web', 'WEB', { ...about, givesProductAccess: undefined })).toBeUndefined();
});

test('no group that nobody can ask for, though it opens less', () => {
  expect(
    smallerThan('web-2', 'WEB', { roles, listed, givesProductAccess: false })?.groupIds,
  ).not.toContain('secret');
});
