import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import type { Change } from '../../src/domain/action/ask';
import type { Entitlement } from '../../src/domain/action/entitlement';
import type { Subject } from '../../src/domain/action/subject';
import { readDoneOnSite } from '../../src/operations/request/read-done-on-site';
import type { Directory } from '../../src/ports/directory';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';

// Only looked at: one site serves them all.
let platform: Platform;
let directory: Directory;
beforeAll(async () => {
  platform = await openBench();
  const { directory: site } = platform.atlassian;
  directory = openDirectory(platform);
  site.addGroup('made');
  for (const group of ['frontend', 'made']) {
    site.addMember(site.groupNamed(group).groupId, site.personNamed('Grace Kim').accountId);
  }
});
afterAll(() => platform.close());

const site = () => platform.atlassian.directory;
const person = (name: string): Subject => ({ kind: 'person', ...site().personNamed(name) });
const newPerson = (email: string): Subject => ({ kind: 'newPerson', email, displayName: email });
const newGroup = (name: string): Subject => ({ kind: 'newGroup', name, displayName: name });
const inGroup = (name: string): Entitlement => ({
  kind: 'group',
  groupId: site().groupNamed(name).groupId,
  name,
});
const inNew = (name: string): Entitlement => ({ kind: 'newGroup', name });
const inRole = (projectId: string): Entitlement => ({
  kind: 'role',
  projectId,
  projectKey: 'GONE',
  projectName: 'Gone',
  roleId: '10002',
  name: 'Developers',
});
const account: Entitlement = { kind: 'account', products: [] };
const emailOf = (name: string) => site().personNamed(name).email;
const GRACE = () => person('Grace Kim');
const PRIYA = () => person('Priya Raman');

type Row = [string, Change['verb'], () => Entitlement, () => Subject, boolean];
const rows: Row[] = [
  [
    'an account at an address of somebody',
    'create',
    () => account,
    () => newPerson(emailOf('Grace Kim')),
    true,
  ],
  [
    'the same in capitals',
    'create',
    () => account,
    () => newPerson(emailOf('Grace Kim').toUpperCase()),
    true,
  ],
  [
    'an account at an address of nobody',
    'create',
    () => account,
    () => newPerson('nobody@acme.example'),
    false,
  ],
  ['a group that is there', 'create', () => inNew('made'), () => newGroup('made'), true],
  ['the same in capitals', 'create', () => inNew('MADE'), () => newGroup('MADE'), true],
  ['a group that is not there', 'create', () => inNew('missing'), () => newGroup('missing'), false],
  ['a part of a name that is there', 'create', () => inNew('mad'), () => newGroup('mad'), false],
  ['into a group, of who is in it', 'add', () => inGroup('frontend'), GRACE, true],
  ['into a group, of who is not', 'add', () => inGroup('frontend'), PRIYA, false],
  ['out of a group, of who is in it', 'remove', () => inGroup('frontend'), GRACE, false],
  ['out of a group, of who is not', 'remove', () => inGroup('frontend'), PRIYA, true],
  [
    'into a group, of whose address is that of a member',
    'add',
    () => inGroup('frontend'),
    () => newPerson(emailOf('Grace Kim')),
    true,
  ],
  [
    'into a group, of whose address is another’s',
    'add',
    () => inGroup('frontend'),
    () => newPerson(emailOf('Priya Raman')),
    false,
  ],
  [
    'into a group, of whose address is nobody’s',
    'add',
    () => inGroup('frontend'),
    () => newPerson('nobody@acme.example'),
    false,
  ],
  ['into a group made by hand, of who is in it', 'add', () => inNew('made'), GRACE, true],
  ['into a group made by hand, of who is not', 'add', () => inNew('made'), PRIYA, false],
  ['into a group that nobody made', 'add', () => inNew('missing'), GRACE, false],
  ['out of a role of a project that is not there', 'remove', () => inRole('999999'), GRACE, false],
];

test.each(rows)('%s', async (_, verb, entitlement, subject, isSo) => {
  const change = { verb, entitlement: entitlement(), subjects: [0] } as Change;
  const ask = { subjects: [subject()], changes: [change] };
  const picked = { change: 0, subject: 0 };
  const isDone = await runInForge(platform, () => readDoneOnSite(directory, ask, [picked]));
  expect(isDone(picked)).toBe(isSo);
});

test('of several, each by itself', async () => {
  const changes: Change[] = [
    { verb: 'add', entitlement: inGroup('frontend'), subjects: [0, 1] },
    { verb: 'create', entitlement: inNew('made'), subjects: [2] },
    { verb: 'remove', entitlement: inGroup('made'), subjects: [0, 1] },
  ];
  const ask = { subjects: [GRACE(), PRIYA(), newGroup('made')], changes };
  const all = changes.flatMap(({ subjects }, change) =>
    subjects.map((subject) => ({ change, subject })),
  );
  const isDone = await runInForge(platform, () => readDoneOnSite(directory, ask, all));
  expect(all.map(isDone)).toEqual([true, false, true, false, true]);
});

test('of what nobody picked, nothing is asked, and nothing of what the ask does not have is so', async () => {
  const change: Change = { verb: 'add', entitlement: inGroup('frontend'), subjects: [0] };
  const ask = { subjects: [GRACE()], changes: [change] };
  const strange = [
    { change: 1, subject: 0 },
    { change: 0, subject: 1 },
  ];
  const isDone = await runInForge(platform, () => readDoneOnSite(directory, ask, strange));
  expect(strange.map(isDone)).toEqual([false, false]);
});
