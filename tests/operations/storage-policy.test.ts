import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import * as keys from '../../src/adapters/storage/keys';
import { policyStore } from '../../src/adapters/storage/policy-store';
import { bytesOf, ROW_BYTES } from '../../src/adapters/storage/split-by-size';
import { FIRST_POLICY, type Policy } from '../../src/domain/policy/policy';
import { keysOf, poison, rowOf, writeRow } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';

/** Versions of the policy: in parts where one record does not hold them, and none of them without the others. */
let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const version = (number: number) => inForge(() => policyStore.version(number));
const newest = () => inForge(() => policyStore.newestVersion());
const inForce = () => inForge(() => policyStore.inForce('cloud-1'));

/** Nothing of such a name is stored in fewer characters. */
const group = (place: number) => ({
  kind: 'group' as const,
  groupId: `g-${place}`,
  name: randomBytes(100).toString('hex'),
  unlockedFor: [],
});
const policyOf = (number: number, groups = 0): Policy => ({
  ...FIRST_POLICY,
  version: number,
  requestableGroups: Array.from({ length: groups }, (_, place) => group(place)),
});
const save = async (policy: Policy) =>
  expect(await inForge(() => commit({ policy }))).toBe('committed');

describe('a version', () => {
  test('is one record where that holds it', async () => {
    const policy = policyOf(2, 30);
    await save(policy);
    expect(keysOf(platform, 'policy').toSorted()).toEqual([
      keys.policyKey(),
      keys.policyVersionKey(2),
    ]);
    expect(await version(2)).toEqual(policy);
  });

  test('is stored in parts where its groups are many, each of a size that the store takes', async () => {
    const policy = policyOf(2, 4_000);
    await save(policy);
    const parts = keysOf(platform, 'policy').filter((key) => key.includes(':part:'));
    expect(parts.length).toBeGreaterThan(1);
    for (const key of keysOf(platform, 'policy')) {
      const row = rowOf(platform, key) ?? {};
      expect(bytesOf(row)).toBeLessThanOrEqual(ROW_BYTES);
      expect(row.revision).toBe(2);
    }
    expect(await version(2)).toEqual(policy);
    expect(await inForce()).toEqual(policy);
  });

  test('is stored in parts where its bundles are many, too, and whole again as it is read', async () => {
    const name = () => randomBytes(100).toString('hex');
    const bundles = Array.from({ length: 100 }, (_, place) => ({
      id: `b-${place}`,
      name: name(),
      description: name(),
      owner: undefined,
      contents: Array.from({ length: 10 }, (__, role) => ({
        kind: 'role' as const,
        projectId: `${place}`,
        projectKey: 'WEB',
        projectName: name(),
        roleId: `${role}`,
        name: name(),
      })),
      levels: [],
    }));
    for (const policy of [
      { ...policyOf(2, 30), bundles },
      { ...policyOf(3, 4_000), bundles },
    ]) {
      await save(policy);
      const parts = keysOf(platform, 'policy').filter((key) => key.includes(':bundles:'));
      expect(parts.length).toBeGreaterThan(1);
      for (const key of keysOf(platform, 'policy')) {
        expect(bytesOf(rowOf(platform, key) ?? {})).toBeLessThanOrEqual(ROW_BYTES);
      }
      expect(await version(policy.version)).toEqual(policy);
    }
    writeRow(platform, 'policy', keys.policyBundlesKey(3, 1), { reserved: true });
    expect(await version(3)).toBeUndefined();
  });

  test('of which a part is missing is none: fewer groups would be another policy', async () => {
    await save(policyOf(2, 4_000));
    const part = keys.policyPartKey(2, 1);
    writeRow(platform, 'policy', part, { reserved: true });
    expect(await version(2)).toBeUndefined();
    await expect(inForce()).rejects.toMatchObject({
      kind: 'policy',
      key: keys.policyKey(),
      why: 'the version in force, 2, can’t be read',
    });
  });

  test('of which a part can’t be read can’t be read either', async () => {
    await save(policyOf(2, 4_000));
    const undo = poison(platform, 'policy', keys.policyPartKey(2, 0));
    await expect(version(2)).rejects.toMatchObject({ key: keys.policyPartKey(2, 0) });
    undo();
    expect((await version(2))?.requestableGroups).toHaveLength(4_000);
  });

  test('that was saved before versions were kept apart is in force', async () => {
    const policy = policyOf(4, 2);
    const body = { v: 1, value: policy };
    writeRow(platform, 'policy', keys.policyKey(), { revision: 4, body });
    expect(await inForce()).toEqual(policy);
  });
});

test('a bundle that was stored before there were levels has none, and one with levels keeps them', async () => {
  const bundle = {
    id: 'b',
    name: 'Developer',
    description: '',
    contents: [{ kind: 'group', groupId: 'g1', name: 'frontend' }],
  };
  const earlier = { ...policyOf(4, 2), bundles: [bundle] };
  writeRow(platform, 'policy', keys.policyKey(), { revision: 4, body: { v: 1, value: earlier } });
  expect((await inForce()).bundles).toEqual([{ ...bundle, owner: undefined, levels: [] }]);
  const levels = [
    { id: 'r', name: 'read only', contents: bundle.contents },
    { id: 'w', name: 'write', contents: bundle.contents },
  ];
  const now = {
    ...policyOf(5, 2),
    bundles: [{ ...bundle, owner: undefined, contents: [], levels }],
  };
  await save(now as never);
  expect((await inForce()).bundles).toEqual(now.bundles);
});

describe('the newest version', () => {
  const write = (key: string) => writeRow(platform, 'policy', key, { revision: 1, body: { v: 1 } });

  test('is the first one as long as none is stored', async () => {
    expect(await newest()).toBe(FIRST_POLICY.version);
  });

  test.each([
    [2, 9],
    [2, 10],
    [2, 130],
    // The store gives them by the letters of their keys: the last of these is on the second page.
    [101, 230],
  ])('is the highest number of those from %d to %d, however many pages', async (first, last) => {
    for (let number = first; number <= last; number += 1) write(keys.policyVersionKey(number));
    write(keys.policyKey());
    expect(await newest()).toBe(last);
  });

  test('is no part of one, and none that is only kept free', async () => {
    write(keys.policyVersionKey(12));
    write(keys.policyPartKey(40, 3));
    writeRow(platform, 'policy', keys.policyVersionKey(50), { reserved: true });
    expect(await newest()).toBe(12);
  });
});
