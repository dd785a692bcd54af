import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { groupApprovals } from '../../src/adapters/storage/group-approvals';
import { groupJoins } from '../../src/adapters/storage/group-joins';
import { locks } from '../../src/adapters/storage/locks';
import type { Subject } from '../../src/domain/action/subject';
import type { StepState } from '../../src/domain/effects/step';
import { MINUTE } from '../../src/domain/lib/time';
import {
  type Noted,
  type NotePorts,
  noteDoneForGroups,
  noteForGroups,
} from '../../src/operations/giving/note-for-groups';
import { SiteFailure } from '../../src/ports/site-failure';
import { openBench, runInForge } from '../support/run-in-forge';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const SITE = 'cloud-1';
const MAYA = 'maya';
const group: Subject = { kind: 'group', groupId: 'g-1', displayName: 'frontend' };
const priya: Subject = { kind: 'person', accountId: 'priya', displayName: 'Priya Raman' };
const role = {
  kind: 'role',
  projectId: '1',
  projectKey: 'WEB',
  projectName: 'Website',
  roleId: '2',
  name: 'Developers',
} as const;
const place = { kind: 'group', groupId: 'g-2', name: 'design' } as const;

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const now = () => platform.clock.now();
const ports = (): NotePorts => ({
  groupApprovals,
  groupJoins,
  locks,
  clock: { now, sleep: async () => {} },
});
const noted = (
  verb: 'add' | 'remove',
  entitlement: typeof role | typeof place,
  subject: Subject,
): Noted => ({
  connectionId: SITE,
  requestId: 'request-1',
  change: { verb, entitlement, subjects: [0] },
  subjects: [subject],
  approverIds: [MAYA],
  until: now() + MINUTE,
});
const given = (since: number) =>
  inForge(async () => [...(await groupApprovals.givenSince(SITE, 'g-1', [MAYA], since))]);
const joining = (groupId: string) =>
  inForge(async () => [...(await groupJoins.underWay(SITE, groupId, ['priya'], now()))]);
const APPLIED = (): StepState => ({ state: 'applied', before: 'notHeld', at: now() });
const LOST = (): StepState => ({ state: 'begun', at: now(), before: 'notHeld' });

test('what a group is to be given counts until the last moment, and from then on from when it was given', async () => {
  const note = noted('add', role, group);
  await inForge(() => noteForGroups(ports(), note));
  expect(await given(note.until - 1)).toEqual([MAYA]);
  const before = now() - 1;
  await inForge(() => noteDoneForGroups(ports(), note, [APPLIED()]));
  expect(await given(before)).toEqual([MAYA]);
  expect(await given(now())).toEqual([]);
});

test('where an answer was lost, it counts until the last moment', async () => {
  const note = noted('add', role, group);
  await inForge(() => noteForGroups(ports(), note));
  await inForge(() => noteDoneForGroups(ports(), note, [LOST()]));
  expect(await given(note.until - 1)).toEqual([MAYA]);
});

test('also where of several only one was lost', async () => {
  const note = { ...noted('add', role, group), subjects: [group, { ...group, groupId: 'g-3' }] };
  await inForge(() => noteForGroups(ports(), note));
  await inForge(() => noteDoneForGroups(ports(), note, [APPLIED(), LOST()]));
  expect(await given(note.until - 1)).toEqual([MAYA]);
});

test.each([
  ['is taken from a group', 'remove', role, group],
  ['is taken out of a group', 'remove', place, priya],
  ['is given to a person alone', 'add', role, priya],
] as const)('nothing is noted of what %s', async (_, verb, entitlement, subject) => {
  const note = noted(verb, entitlement, subject);
  await inForge(() => noteForGroups(ports(), note));
  await inForge(() => noteDoneForGroups(ports(), note, [APPLIED()]));
  expect(platform.forge.kvs.entries()).toEqual([]);
});

test('who comes into a group is on the way, and for a minute after, until the site shows them', async () => {
  const note = noted('add', place, priya);
  await inForge(() => noteForGroups(ports(), note));
  expect(await joining('g-2')).toEqual(['priya']);
  await inForge(() => noteDoneForGroups(ports(), note, [APPLIED()]));
  expect(await joining('g-2')).toEqual(['priya']);
  await platform.clock.advance(MINUTE + 1);
  expect(await joining('g-2')).toEqual([]);
});

test('what can’t be noted before stops it; what has come of it, where others note for too long, stays open', async () => {
  const note = noted('add', role, group);
  await inForge(() => noteForGroups(ports(), note));
  const until = now() + 3 * MINUTE;
  expect(await inForge(() => locks.take('note:g-1', now(), until))).toBe(true);
  await inForge(() => noteDoneForGroups(ports(), note, [APPLIED()]));
  expect(await given(note.until - 1)).toEqual([MAYA]);
  const again = inForge(() => noteForGroups(ports(), note));
  await expect(again).rejects.toThrow(SiteFailure);
  await expect(again).rejects.toThrow('Others are being brought into the same group');
});

test('a fault of the app does not pass for others who note', async () => {
  const end = () => Promise.reject(new TypeError('Not so.'));
  const faulty = { ...ports(), groupApprovals: { ...groupApprovals, end } };
  const note = noted('add', role, group);
  await expect(inForge(() => noteDoneForGroups(faulty, note, [APPLIED()]))).rejects.toThrow(
    'Not so.',
  );
});
