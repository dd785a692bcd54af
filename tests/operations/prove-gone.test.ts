import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import type { ExistingEntitlement } from '../../src/domain/action/entitlement';
import type { Subject } from '../../src/domain/action/subject';
import { administersAlone, countActingInRole } from '../../src/operations/plan/count-acting';
import {
  isHeldAfterAll,
  mustBeGone,
  whoHoldsAsFarAsKnown,
} from '../../src/operations/plan/prove-gone';
import type { Directory, DirectoryRole } from '../../src/ports/directory';
import { SiteFailure } from '../../src/ports/site-failure';
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
const site = () => platform.atlassian.directory;
const add = (name: string) =>
  site().addPerson(name, `${name.toLowerCase()}@acme.example`).accountId;
const answer = (path: RegExp, status: number, body: unknown) =>
  platform.atlassian.faults.add({
    path,
    effect: { kind: 'answer', status, body: JSON.stringify(body) },
  });
const group = (name: string): ExistingEntitlement => ({
  kind: 'group',
  groupId: site().groupNamed(name).groupId,
  name,
});

describe('whether somebody holds something after all', () => {
  const held = (entitlement: ExistingEntitlement, subject: Subject) =>
    inForge(() => isHeldAfterAll(directory, entitlement, subject));
  const person = (accountId: string): Subject => ({ kind: 'person', accountId, displayName: 'x' });
  const team = (name: string): Subject => ({
    kind: 'group',
    groupId: site().groupNamed(name).groupId,
    displayName: name,
  });
  const role = (name: string): ExistingEntitlement => {
    const { id, key, name: projectName, roles } = site().projectOf('WEB');
    const roleId = String(roles.find((one) => one.name === name)?.id);
    return { kind: 'role', projectId: id, projectKey: key, projectName, roleId, name };
  };
  const empty = (name: string) => {
    const { accountIds, groupIds } = site().actorsOf('WEB', name);
    for (const accountId of accountIds) site().removeActor('WEB', name, { accountId });
    for (const groupId of groupIds) site().removeActor('WEB', name, { groupId });
  };

  test('of a group, their own groups tell, or who is in none is on no list of its members', async () => {
    const [inside, elsewhere, nowhere] = [add('Inside'), add('Elsewhere'), add('Nowhere')];
    site().addMember(site().groupNamed('frontend').groupId, inside);
    site().addMember(site().groupNamed('design').groupId, elsewhere);
    expect(await held(group('frontend'), person(inside))).toBe(true);
    expect(await held(group('frontend'), person(elsewhere))).toBe(false);
    expect(await held(group('frontend'), person(nowhere))).toBe(false);
    expect(await held(group('frontend'), team('design'))).toBe(false);
  });

  test('of a group, somebody else’s list is not asked for where their own groups tell', async () => {
    const { accountId } = site().personNamed('Priya Raman');
    for (const name of ['frontend', 'design']) {
      site().addMember(site().groupNamed(name).groupId, accountId);
    }
    answer(/^\/group\/member/, 403, {});
    expect(await held(group('frontend'), person(accountId))).toBe(true);
    expect(await held(group('qa'), person(accountId))).toBe(false);
  });

  test('of a group, an answer without any group of theirs is no proof', async () => {
    const { accountId } = site().personNamed('Priya Raman');
    site().addMember(site().groupNamed('frontend').groupId, accountId);
    answer(/^\/user\/groups/, 200, []);
    expect(await held(group('frontend'), person(accountId))).toBe(true);
  });

  test('of a role, who is in it, or that it has others', async () => {
    const [inside, outside] = [add('Inside'), add('Outside')];
    site().addActor('WEB', 'Viewers', { accountId: inside });
    expect(await held(role('Viewers'), person(inside))).toBe(true);
    expect(await held(role('Viewers'), person(outside))).toBe(false);
    expect(await held(role('Viewers'), team('design'))).toBe(false);
  });

  test('of a role with nobody, what the site says of a person; of a group, nothing does', async () => {
    empty('Viewers');
    expect(await held(role('Viewers'), person(add('Outside')))).toBe(false);
    expect(await held(role('Viewers'), team('design'))).toBeUndefined();
  });
});

describe('of many', () => {
  const subjects = (...ids: string[]): Subject[] =>
    ids.map((accountId) => ({ kind: 'person', accountId, displayName: accountId }));
  const known = async (entitlement: ExistingEntitlement, ...ids: string[]) => {
    const found = await inForge(() =>
      whoHoldsAsFarAsKnown(directory, entitlement, subjects(...ids)),
    );
    return ids.map((id) => found.get(`person:${id}`));
  };
  const paths = () => {
    const asked: string[] = [];
    platform.atlassian.onExchange(({ url }) => {
      asked.push(new URL(url).pathname.replace(/^.*\/3/, ''));
    });
    return (path: RegExp) => asked.filter((one) => path.test(one)).length;
  };
  const nowhere = () => Array.from({ length: 6 }, (_, at) => add(`Nowhere${at}`));

  test('in no group, one list of the group’s members tells', async () => {
    const [first = '', ...others] = nowhere();
    site().addMember(site().groupNamed('frontend').groupId, first);
    answer(/^\/user\/groups/, 200, []);
    const asked = paths();
    expect(await known(group('frontend'), first, ...others)).toEqual([
      true,
      ...others.map(() => false),
    ]);
    expect(asked(/group\/member/)).toBe(1);
  });

  test('of whom the site does not answer about one, it is not known of that one alone', async () => {
    const [first = '', second = ''] = nowhere();
    platform.atlassian.faults.add({
      path: /^\/user\/groups/,
      query: new RegExp(encodeURIComponent(first)),
      effect: { kind: 'answer', status: 503, body: '{}' },
    });
    expect(await known(group('frontend'), first, second)).toEqual([undefined, false]);
  });

  test('not in a role that has others, its actors are asked for no more often than of one', async () => {
    const { id, key, name: projectName, roles } = site().projectOf('WEB');
    const roleId = String(roles.find((one) => one.name === 'Viewers')?.id);
    const viewers = { projectId: id, projectKey: key, projectName, roleId, name: 'Viewers' };
    site().addActor('WEB', 'Viewers', { accountId: add('Inside') });
    const calls = async (...ids: string[]) => {
      const asked = paths();
      const found = await known({ kind: 'role', ...viewers }, ...ids);
      expect(found).toEqual(ids.map(() => false));
      return asked(/./);
    };
    const [first = '', ...others] = nowhere();
    const ofOne = await calls(first);
    expect(await calls(first, ...others)).toBe(ofOne);
  });
});

test('groups are gone only where each of them is', async () => {
  const there = site().groupNamed('frontend').groupId;
  const gone = site().addGroup('gone').groupId;
  site().removeGroup(gone);
  const must = (...ids: string[]) => inForge(() => mustBeGone(directory, ids));
  await expect(must()).resolves.toBeUndefined();
  await expect(must(gone)).resolves.toBeUndefined();
  await expect(must(gone, there)).rejects.toThrow(SiteFailure);
  await expect(must(there)).rejects.toMatchObject({ code: 'unexpectedAnswer', retryable: false });
});

describe('who can act of those in a role', () => {
  const people = (count: number, active = true) =>
    Array.from({ length: count }, (_, place) => {
      const accountId = add(`Actor${active ? '' : 'Off'}${place}`);
      if (!active) site().setActive(accountId, false);
      return { kind: 'person', accountId } as const;
    });
  const apps = () => {
    const { accountId } =
      site()
        .people()
        .find(({ accountType }) => accountType === 'app') ?? {};
    if (accountId === undefined) throw new Error('The site has no app');
    return [{ kind: 'person', accountId } as const];
  };
  const groups = (count: number, member?: string) =>
    Array.from({ length: count }, (_, place) => {
      const { groupId } = site().addGroup(
        `acting-${member === undefined ? 'idle' : 'busy'}-${place}`,
      );
      if (member !== undefined) site().addMember(groupId, member);
      return { kind: 'group', groupId } as const;
    });
  const counted = async (
    actors: DirectoryRole['actors'],
    { atMost = 5, isWhole: actorsAreWhole = true, leaving = [] as string[] } = {},
  ) => {
    const acting = await inForge(() =>
      countActingInRole(directory, { actors, actorsAreWhole }, atMost, leaving),
    );
    return { ...acting, idleGroups: [...acting.idleGroups] };
  };

  test('are active people that are no apps, and groups with somebody active', async () => {
    const [idle] = groups(1);
    const actors = [...people(2), ...people(1, false), ...apps(), ...groups(1, add('Busy'))];
    expect(await counted([...actors, ...(idle ? [idle] : [])])).toEqual({
      count: 3,
      isWhole: true,
      idleGroups: [idle?.groupId],
    });
    expect(await counted([])).toEqual({ count: 0, isWhole: true, idleGroups: [] });
  });

  test('are counted no further than asked', async () => {
    expect(await counted(people(3), { atMost: 2 })).toMatchObject({ count: 2, isWhole: true });
  });

  test.each([
    [true, true],
    [false, false],
  ])('are all of them only where the answer was whole', async (isWhole, expected) => {
    expect(await counted(people(1), { isWhole })).toMatchObject({ isWhole: expected });
  });

  test.each([
    [10, true],
    [11, false],
  ])('are looked for in ten groups: of %s', async (count, isWhole) => {
    const idle = groups(count);
    const found = await counted(idle);
    expect(found).toMatchObject({ count: 0, isWhole });
    expect(found.idleGroups).toHaveLength(10);
  });

  test('a group that leaves is looked at before the others', async () => {
    const idle = groups(11);
    const last = idle[10]?.groupId ?? '';
    expect((await counted(idle)).idleGroups).not.toContain(last);
    expect((await counted(idle, { leaving: [last] })).idleGroups).toContain(last);
  });

  test('a group that leaves counts once', async () => {
    const [busy] = groups(1, add('Busy'));
    const leaving = [busy?.groupId ?? ''];
    expect(await counted(busy ? [busy] : [], { leaving })).toMatchObject({ count: 1 });
  });

  test.each([
    [200, true],
    [201, false],
  ])('are looked for among two hundred people: of %s', async (count, isWhole) => {
    expect(await counted(people(count), { atMost: 300 })).toMatchObject({ count: 200, isWhole });
  });
});

describe('whether a group administers a project alone', () => {
  const ADMINS = 'Administrators';
  const alone = (groupId: string) => inForge(() => administersAlone(directory, groupId));
  /** A group that is the only actor of a project’s administrators. */
  const onlyAdmins = () => {
    const { accountIds, groupIds } = site().actorsOf('WEB', ADMINS);
    for (const accountId of accountIds) site().removeActor('WEB', ADMINS, { accountId });
    for (const groupId of groupIds) site().removeActor('WEB', ADMINS, { groupId });
    const { groupId } = site().addGroup('only-admins');
    site().addMember(groupId, add('Only'));
    site().addActor('WEB', ADMINS, { groupId });
    return groupId;
  };
  const active = () => ({ accountId: add('Active') });
  const inactive = () => {
    const accountId = add('Inactive');
    site().setActive(accountId, false);
    return { accountId };
  };
  const idle = () => ({ groupId: site().addGroup('idle-admins').groupId });
  const busy = () => {
    const { groupId } = site().addGroup('busy-admins');
    site().addMember(groupId, add('Busy'));
    return { groupId };
  };

  test.each([
    ['alone', [], 'yes'],
    ['beside somebody who is inactive', [inactive], 'yes'],
    ['beside a group of nobody', [idle], 'yes'],
    ['beside somebody active', [active], 'withOthers'],
    ['beside a group of somebody active', [idle, busy], 'withOthers'],
  ] as const)('%s', async (_, others, expected) => {
    const groupId = onlyAdmins();
    for (const other of others) site().addActor('WEB', ADMINS, other());
    expect(await alone(groupId)).toBe(expected);
  });

  test('of one project, though not of another', async () => {
    const groupId = onlyAdmins();
    site().addActor('FIN', ADMINS, { groupId });
    site().addActor('FIN', ADMINS, active());
    expect(await alone(groupId)).toBe('yes');
  });

  test('not where it is in no role that administers', async () => {
    expect(await alone(site().addGroup('nothing').groupId)).toBe('no');
  });

  test('is not known where it is not told who is beside it', async () => {
    const groupId = onlyAdmins();
    const { groupId: other } = idle();
    site().addActor('WEB', ADMINS, { groupId: other });
    answer(/^\/group\/member/, 200, { values: [{}], isLast: true, total: 1 });
    expect(await alone(groupId)).toBe('notKnown');
  });
});
