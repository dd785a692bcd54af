import { describe, expect, test } from 'vitest';
import type { Entitlement } from '../action/entitlement';
import type { Subject } from '../action/subject';
import { deliveryOf, groupsGiven, leadsPart, openedBy } from './opened-by';

const priya: Subject = { kind: 'person', accountId: 'priya', displayName: 'Priya' };
const inGroup = (groupId: string): Subject => ({ kind: 'group', groupId, displayName: groupId });
const group = (groupId: string): Entitlement => ({ kind: 'group', groupId, name: groupId });
const role = (projectId: string, roleId: string): Entitlement => ({
  kind: 'role',
  projectId,
  roleId,
  name: roleId,
  projectKey: projectId,
  projectName: projectId,
});

describe('the groups that an ask gives', () => {
  test.each([
    ['adds somebody to a group', 'add', priya, group('web'), [{ groupId: 'web', roles: [] }]],
    ['removes somebody from a group', 'remove', priya, group('web'), []],
    ['adds somebody to a role', 'add', priya, role('WEB', 'dev'), []],
    ['adds a group to a role', 'add', inGroup('web'), role('WEB', 'dev'), []],
    ['creates a group', 'create', priya, { kind: 'newGroup', name: 'web' }, []],
  ] as const)('that %s', (_, verb, subject, entitlement, given) => {
    expect(groupsGiven([{ verb, subject, entitlement }])).toEqual(given);
  });

  test('each once, with the roles that the ask gives to that group and to no other', () => {
    const actions = [
      { verb: 'add', subject: priya, entitlement: group('web') },
      { verb: 'add', subject: { ...priya, accountId: 'omar' }, entitlement: group('web') },
      { verb: 'add', subject: inGroup('web'), entitlement: role('MOB', 'viewer') },
      { verb: 'add', subject: inGroup('qa'), entitlement: role('FIN', 'viewer') },
      { verb: 'remove', subject: inGroup('web'), entitlement: role('OPS', 'viewer') },
      // Nobody can ask for it; what a group gets are roles.
      { verb: 'add', subject: inGroup('web'), entitlement: group('web') },
    ] as const;
    expect(groupsGiven(actions)).toEqual([
      { groupId: 'web', roles: [{ projectId: 'MOB', roleId: 'viewer' }] },
    ]);
  });
});

const site = [
  { projectId: 'WEB', roleId: 'dev', name: 'Developers', groupIds: new Set(['web', 'qa']) },
  { projectId: 'MOB', roleId: 'dev', name: 'Developers', groupIds: new Set(['qa']) },
  { projectId: 'MOB', roleId: 'viewer', name: 'Viewers', groupIds: new Set<string>() },
];

test.each([
  ['what it has', { groupId: 'web', roles: [] }, ['WEB/dev']],
  ['each of two', { groupId: 'qa', roles: [] }, ['WEB/dev', 'MOB/dev']],
  ['nothing', { groupId: 'design', roles: [] }, []],
  [
    'what the ask gives it too, of that project only',
    { groupId: 'web', roles: [{ projectId: 'MOB', roleId: 'dev' }] },
    ['WEB/dev', 'MOB/dev by this ask'],
  ],
  [
    'what it has and is asked for again, once',
    { groupId: 'web', roles: [{ projectId: 'WEB', roleId: 'dev' }] },
    ['WEB/dev'],
  ],
])('a group opens %s', (_, given, opens) => {
  const told = openedBy(given, site).map(
    ({ projectId, roleId, byThisAsk }) =>
      `${projectId}/${roleId}${byThisAsk ? ' by this ask' : ''}`,
  );
  expect(told).toEqual(opens);
});

test.each([
  ['all', ['WEB', 'MOB', 'FIN'], 4, 0],
  ['one of three', ['WEB'], 1, 2],
  ['none', [], 0, 3],
  ['what is not opened', ['OPS'], 0, 3],
])(
  'who sees %s is told the roles there, and how many projects there are besides',
  (_, seen, roles, hidden) => {
    const opened = ['WEB', 'MOB', 'MOB', 'FIN'].map((projectId) => ({
      projectId,
      byThisAsk: false,
    }));
    const told = deliveryOf(opened, new Set(seen));
    expect(told.roles.every(({ projectId }) => seen.includes(projectId))).toBe(true);
    expect([told.roles.length, told.hidden]).toEqual([roles, hidden]);
  },
);

test.each([
  [undefined, 'noLead'],
  ['maya', 'isAsked'],
  ['noah', 'asks'],
  ['liam', 'isNotAsked'],
] as const)('of a project led by %s: %s', (leadId, part) => {
  expect(leadsPart(leadId, 'noah', new Set(['maya', 'noah']))).toBe(part);
});

test('of a project that is not seen, what the ask itself names is not counted', () => {
  const opened = [
    { projectId: 'FIN', byThisAsk: true },
    { projectId: 'WEB', byThisAsk: true },
  ];
  expect(deliveryOf(opened, new Set(['WEB']))).toEqual({ roles: [opened[1]], hidden: 0 });
});
