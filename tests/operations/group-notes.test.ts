import { kvs } from '@forge/kvs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { groupApprovals } from '../../src/adapters/storage/group-approvals';
import { groupJoins } from '../../src/adapters/storage/group-joins';
import { groupApprovalKey, groupJoinKey } from '../../src/adapters/storage/keys';
import { openBench, runInForge } from '../support/run-in-forge';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);

const joining = (who: string, until = 100) => ({
  connectionId: 'site',
  groupId: 'g',
  accountIds: [who],
  until,
  record: 0,
});
const underWay = (at: number) =>
  inForge(async () => [...(await groupJoins.underWay('site', 'g', ['a', 'b', 'c'], at))].sort());
const begin = (who: string, at: number, until?: number) =>
  inForge(() => groupJoins.begin(joining(who, until), at));
const end = (who: string, joined: readonly string[], shownBy: number, at: number) =>
  inForge(() => groupJoins.end(joining(who), { accountIds: joined, shownBy }, at));

test('whoever is being brought into a group is on the way until the last moment', async () => {
  await begin('a', 0);
  expect([await underWay(0), await underWay(100), await underWay(101)]).toEqual([['a'], ['a'], []]);
});

test('of several, one ends and the others go on', async () => {
  for (const who of ['a', 'b', 'c']) await begin(who, 0);
  await end('b', [], 0, 10);
  expect(await underWay(20)).toEqual(['a', 'c']);
  await end('a', ['a'], 500, 10);
  expect([await underWay(20), await underWay(200)]).toEqual([['a', 'c'], ['a']]);
});

test('what is over is not kept', async () => {
  await begin('a', 0);
  await begin('b', 101, 300);
  const stored = JSON.stringify(platform.forge.kvs.entries());
  expect([stored.includes('"a"'), stored.includes('"b"')]).toEqual([false, true]);
});

const given = (...approverIds: string[]) => ({ connectionId: 'site', groupId: 'g', approverIds });
const givenSince = (since: number) =>
  inForge(async () =>
    [...(await groupApprovals.givenSince('site', 'g', ['maya', 'liam'], since))].sort(),
  );
const give = (by: string, until: number) => inForge(() => groupApprovals.begin(given(by), until));
const gave = (by: string, until: number, at: number | undefined) =>
  inForge(() => groupApprovals.end(given(by), until, at));

test('of two that one approver has under way, one ends and the other counts', async () => {
  await give('maya', 100);
  await give('maya', 200);
  await gave('maya', 200, undefined);
  expect([await givenSince(99), await givenSince(150)]).toEqual([['maya'], []]);
});

test('what was given counts from when it was, and for whoever approved it', async () => {
  await give('maya', 100);
  await gave('maya', 100, 50);
  expect([await givenSince(49), await givenSince(50)]).toEqual([['maya'], []]);
  await give('liam', 80);
  expect([await givenSince(60), await givenSince(90)]).toEqual([['liam'], []]);
});

test('what makes no sense is about anybody', async () => {
  await inForge(() => kvs.set(groupJoinKey('site', 'g', 3), 'nonsense'));
  expect(await underWay(0)).toEqual(['a', 'b', 'c']);
  for (const whose of ['liam', undefined]) {
    await inForge(() => kvs.set(groupApprovalKey('site', 'g', whose), 'nonsense'));
  }
  expect(await givenSince(1_000)).toEqual(['liam']);
  await gave('liam', 100, undefined);
  expect([await givenSince(99), await givenSince(100)]).toEqual([['liam'], []]);
});

test('nothing is noted of a group where nobody approved, and nobody asks about nobody', async () => {
  await inForge(() => groupApprovals.begin(given(), 100));
  expect(platform.forge.kvs.entries()).toEqual([]);
  await give('maya', 100);
  const nobody = await inForge(() => groupApprovals.givenSince('site', 'g', [], 0));
  expect([...nobody]).toEqual([]);
});
