import { expect, test } from 'vitest';
import { otherWay } from './other-ways';

const roles = [
  { projectId: 'WEB', roleId: 'dev', name: 'Developers', groupIds: new Set(['web', 'eng']) },
  { projectId: 'MOB', roleId: 'dev', name: 'Developers', groupIds: new Set(['web']) },
  { projectId: 'FIN', roleId: 'dev', name: 'Developers', groupIds: new Set(['fin', 'eng', 'ops']) },
];
const group = (groupId: string) => ({ kind: 'group', groupId, name: groupId }) as const;
const role = (projectId: string) =>
  ({
    kind: 'role',
    projectId,
    projectKey: projectId,
    projectName: projectId,
    roleId: 'dev',
    name: 'Developers',
  }) as const;

test.each([
  [
    'a role, through a group',
    role('WEB'),
    ['eng'],
    { roles: ['WEB'], isAll: true, groupIds: ['eng'] },
  ],
  [
    'a role, through two',
    role('FIN'),
    ['eng', 'ops'],
    { roles: ['FIN'], isAll: true, groupIds: ['eng', 'ops'] },
  ],
  ['a role of another project', role('MOB'), ['eng'], undefined],
  [
    'some of what a group opens',
    group('web'),
    ['eng'],
    { roles: ['WEB'], isAll: false, groupIds: ['eng'] },
  ],
  [
    'all of what a group opens',
    group('fin'),
    ['ops'],
    { roles: ['FIN'], isAll: true, groupIds: ['ops'] },
  ],
  ['only the group itself', group('web'), ['web'], undefined],
  ['a group that opens nothing', group('design'), ['eng'], undefined],
  ['nothing, in no group', role('WEB'), [], undefined],
] as const)('%s', (_, asked, theirs, expected) => {
  const way = otherWay(asked, new Set(theirs), roles);
  expect(way && { ...way, roles: way.roles.map(({ projectId }) => projectId) }).toEqual(expected);
});
