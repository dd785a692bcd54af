import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { surveyStore } from '../../src/adapters/storage/survey-store';
import { recommendGroups, searchGroupsToOffer } from '../../src/operations/policy/offer-groups';
import type { Directory } from '../../src/ports/directory';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';

/** More than one answer of a picker holds. */
const MANY = 1_500;

let platform: Platform;
let directory: Directory;
beforeAll(async () => {
  platform = await openBench();
  const { directory: site } = platform.atlassian;
  directory = openDirectory(platform);
  // All of them contain the name of another, and come before it.
  for (let at = 0; at < MANY; at += 1) site.addGroup(`a-crew-${1_000 + at}`);
  for (let at = 0; at < MANY; at += 1) site.addGroup(`a-all-staff-${1_000 + at}`);
  site.addGroup('crew');
});
afterAll(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const groupId = (name: string) => platform.atlassian.directory.groupNamed(name).groupId;

test('a group is found by its exact name, in any case of letters, before those that contain it', async () => {
  for (const name of ['crew', 'Crew']) {
    const found = await inForge(() => directory.searchGroups(name));
    expect(found.items[0]?.groupId).toBe(groupId('crew'));
    expect(found.isWhole).toBe(false);
  }
});

test('a name is free only where no group has it', async () => {
  const names = ['crew', 'CREW', 'a-crew-2400', 'crew-', 'crewx'];
  const taken = await inForge(() => directory.takenGroupNames(names));
  expect(taken).toEqual(new Set(['crew', 'a-crew-2400']));
});

test('whether a name is free is not known where the groups are not told', async () => {
  const undo = platform.atlassian.faults.add({
    path: /^\/group\/bulk/,
    query: /^(?!.*groupName)/,
    effect: { kind: 'answer', status: 403, body: '{}' },
  });
  expect(await inForge(() => directory.takenGroupNames(['crew-']))).toBeUndefined();
  expect(await inForge(() => directory.takenGroupNames(['crew-', 'crew']))).toBeUndefined();
  expect(await inForge(() => directory.takenGroupNames(['crew']))).toEqual(new Set(['crew']));
  undo();
});

test('every name counts that a new one could be mistaken for', async () => {
  const { names, namesAreWhole, labelsAreWhole } = await inForge(() => directory.protection());
  expect(names).toContain('crew');
  expect({ namesAreWhole, labelsAreWhole }).toEqual({ namesAreWhole: true, labelsAreWhole: false });
});

test('an identity provider’s group is known as one, or it is not known what it is', async () => {
  const site = platform.atlassian.directory;
  const ids = ['all-staff', 'crew', 'a-crew-2400', 'frontend'].map(groupId);
  const found = await inForge(() => directory.groups(ids));
  expect(ids.map((id) => [found.get(id)?.name, found.get(id)?.protection])).toEqual([
    ['all-staff', ['notKnown']],
    ['crew', ['notKnown']],
    ['a-crew-2400', []],
    ['frontend', []],
  ]);
  for (const { groupId: id, name } of site.groups()) {
    if (name.startsWith('a-all-staff-')) site.removeGroup(id);
  }
  const staff = await inForge(() => directory.groups([groupId('all-staff')]));
  expect(staff.get(groupId('all-staff'))).toMatchObject({ managedElsewhere: true, protection: [] });
});

describe('while somebody waits', () => {
  // As in an invocation of theirs.
  const reads = { atMost: 90, within: 12_000 };
  const waiting = () =>
    openDirectory(platform, { reads, surveys: { store: surveyStore, connectionId: 'acme' } });
  const site = () => platform.atlassian.directory;
  const fillUpTo = (count: number) => {
    for (let at = site().groups().length; at < count; at += 1) site().addGroup(`b-${at}`);
  };
  let calls = 0;
  const asked = <T>(of: (directory: Directory) => Promise<T>) => {
    calls = 0;
    return inForge(() => of(waiting()));
  };
  beforeAll(() => {
    platform.atlassian.onExchange(() => {
      calls += 1;
    });
    for (const { groupId: id, name } of site().groups())
      if (/^a-(all-staff|crew-1)/.test(name)) site().removeGroup(id);
  });

  test('up to 3,000 groups are read, once, whatever asks for them', async () => {
    fillUpTo(3_000);
    const [{ namesAreWhole }, taken] = await asked((one) =>
      Promise.all([one.protection(), one.takenGroupNames(['b-'])]),
    );
    expect([namesAreWhole, taken]).toEqual([true, new Set()]);
    expect(calls).toBeLessThan(75);
  });

  test('of more it is not known which there are, and they are searched, listed and named all the same', async () => {
    fillUpTo(6_000);
    const { items } = await asked((one) => searchGroupsToOffer(one, 'crew', []));
    expect(items[0]).toMatchObject({ groupId: groupId('crew'), recommended: false });
    expect(calls).toBeLessThan(15);
    const [{ namesAreWhole, groups }, taken] = await asked((one) =>
      Promise.all([one.protection(), one.takenGroupNames(['b-', 'crew'])]),
    );
    expect([namesAreWhole, taken]).toEqual([false, undefined]);
    expect(groups.map(({ name }) => name)).toContain('site-admins');
    expect(calls).toBeLessThan(15);
  });
});

test('no set is recommended of groups of which not all are known', async () => {
  expect(await inForge(() => recommendGroups(directory, []))).toEqual({
    groups: [],
    leftOut: [],
    notKnown: 'groups',
  });
});
