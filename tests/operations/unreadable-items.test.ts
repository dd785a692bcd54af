import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { systemClock } from '../../src/adapters/forge/system-clock';
import { hostAsCaller } from '../../src/adapters/jira/host-as-caller';
import { entitlementKey } from '../../src/domain/action/entitlement';
import type { Directory } from '../../src/ports/directory';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';

let platform: Platform;
let directory: Directory;
beforeEach(async () => {
  platform = await openBench();
  directory = openDirectory(platform);
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const person = (name: string) => platform.atlassian.directory.personNamed(name).accountId;
function group(name: string) {
  const { groupId } = platform.atlassian.directory.groupNamed(name);
  return { kind: 'group', groupId, name } as const;
}

type Json = Record<string, unknown>;
/** From now on, of one list, whatever is told of some of them is taken away. */
function spoil(path: RegExp, listIn: (body: Json) => unknown, isSpoilt: (item: Json) => boolean) {
  platform.atlassian.faults.add({
    path,
    effect: {
      kind: 'rewritten',
      rewrite: ({ text }) => {
        const body = JSON.parse(text) as Json;
        const list = listIn(body) as Json[];
        for (const item of list)
          if (isSpoilt(item)) for (const key of Object.keys(item)) item[key] = null;
        return JSON.stringify(body);
      },
    },
  });
}
const itself = (body: Json) => body;
const values = (body: Json) => body.values;
const isCalled = (name: string) => (item: Json) => item.displayName === name || item.name === name;

describe('where people look, one that can’t be read is left out and told', () => {
  test('of people, groups and projects that were searched, and of roles', async () => {
    spoil(/^\/user\/search/, itself, isCalled('Priya Raman'));
    spoil(/^\/groups\/picker/, ({ groups }) => groups, isCalled('frontend'));
    spoil(/^\/project\/search/, values, isCalled('Website'));
    spoil(/roledetails$/, itself, isCalled('Viewer'));
    const project = platform.atlassian.directory.projectOf('MOB');
    const [people, groups, projects, roles] = await inForge(() =>
      Promise.all([
        directory.searchPeople('p'),
        directory.searchGroups(''),
        directory.searchProjects(''),
        directory.projectRoles(project.id),
      ]),
    );
    for (const found of [people, groups, projects, roles]) {
      expect(found.unreadable).toBe(1);
      expect(found.items.length).toBeGreaterThan(0);
    }
    expect(groups.isWhole).toBe(false);
    expect(people.items.map(({ displayName }) => displayName)).not.toContain('Priya Raman');
  });

  test('of those whom Jira finds for the caller', async () => {
    spoil(/^\/user\/search/, itself, isCalled('Priya Raman'));
    spoil(/^\/project\/search/, values, isCalled('Website'));
    const host = hostAsCaller(platform.atlassian.cloudId, systemClock);
    const noah = person('Noah Okafor');
    const found = await runInForge(
      platform,
      () => Promise.all([host.searchPeople('P'), host.searchProjects('')]),
      { accountId: noah },
    );
    for (const { unreadable } of found) expect(unreadable).toBe(1);
  });
});

describe('where it matters who is missing, the others are no answer', () => {
  const refused = { code: 'unexpectedAnswer' };

  test('who is on a list of members is in the group, and whoever else is asked for by themselves', async () => {
    const [lead, other] = platform.atlassian.directory.membersOf(group('frontend').groupId);
    if (lead === undefined || other === undefined) throw new Error('frontend is too small');
    const outside = person('Ingrid Solberg');
    spoil(/^\/group\/member/, values, ({ accountId }) => accountId === other);
    const asked = { accountIds: [lead, other, outside], groupIds: [] };
    const holders = await inForge(() => directory.holders([group('frontend')], asked));
    expect(holders.get(entitlementKey(group('frontend')))).toEqual(new Set([lead, other]));
    const listed = (...ids: string[]) =>
      inForge(() => directory.listedAmong(group('frontend'), ids));
    await expect(listed(lead)).resolves.toEqual(new Set([lead]));
    await expect(listed(lead, outside)).rejects.toMatchObject(refused);
  });

  test('a group of somebody’s that has no id could be any', async () => {
    spoil(/^\/user\/groups/, itself, isCalled('frontend'));
    const noah = person('Noah Okafor');
    await expect(inForge(() => directory.groupsOf(noah))).rejects.toMatchObject(refused);
  });

  test('a member who can’t be read leaves the count of those who can act open', async () => {
    const { groupId } = group('site-admins');
    const whole = await inForge(() => directory.countActing(groupId, 50));
    expect(whole.isWhole).toBe(true);
    let spoilt = 0;
    spoil(/^\/group\/member/, values, () => spoilt++ === 0);
    const { count, isWhole } = await inForge(() => directory.countActing(groupId, 50));
    expect({ count, isWhole }).toEqual({ count: whole.count - 1, isWhole: false });
  });

  test('a group that administers and has no id leaves every group protected', async () => {
    spoil(/^\/group\/bulk/, values, isCalled('jira-administrators'));
    const { doubt } = await inForge(() => directory.protection());
    expect(doubt).toBe('noAnswer');
  });

  test('a role that can’t be read leaves open which of them administer, and what groups open', async () => {
    spoil(/roledetails$/, itself, isCalled('Administrators'));
    await expect(
      inForge(() => directory.adminRolesOf(group('frontend').groupId)),
    ).rejects.toMatchObject(refused);
    expect(await inForge(() => directory.openedProjects())).toBeUndefined();
  });

  test('a person who can’t be read may have the name, the address or the account that is asked for', async () => {
    spoil(/^\/users?\/search/, itself, isCalled('Grace Kim'));
    spoil(/^\/user\/bulk/, values, isCalled('Grace Kim'));
    for (const ask of [
      () => directory.peopleByName(['Grace Kim']),
      () => directory.owners(['grace.kim@acme.example']),
      () => directory.people([person('Grace Kim')]),
      () => directory.allAccounts(),
    ]) {
      await expect(inForge(async () => void (await ask()))).rejects.toMatchObject(refused);
    }
  });
});
