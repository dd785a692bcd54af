import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { holdingKey } from '../../src/adapters/storage/keys';
import type { Ask, Change } from '../../src/domain/action/ask';
import {
  type ExistingEntitlement,
  entitlementKey,
  existingIds,
} from '../../src/domain/action/entitlement';
import type { Subject } from '../../src/domain/action/subject';
import { type Holding, holdingId } from '../../src/domain/holding/holding';
import { DAY } from '../../src/domain/lib/time';
import { onSite } from '../../src/operations/connection/on-site';
import { holdersAmong } from '../../src/operations/plan/holders-among';
import { idsOf, lookUp, nameExisting } from '../../src/operations/plan/look-up';
import { type LiveOptions, readLiveState } from '../../src/operations/plan/read-live-state';
import type { Directory } from '../../src/ports/directory';
import { type Operations, openOperations } from '../support/open-operations';
import { poison } from '../support/poison';
import { grant, holding } from '../support/samples';

let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const MAYA = 'Maya Lindqvist';
const PRIYA = 'Priya Raman';
const OLIVIA = 'Olivia Hart';
const site = () => bench.platform.atlassian.directory;
const idOf = (name: string) => bench.person(name).accountId;
const keyOf = (name: string) => `person:${idOf(name)}`;
const groupKey = (name: string) => `group:${bench.group(name).groupId}`;
const roleKey = (project: string, name: string) => {
  const { projectId, roleId } = bench.role(project, name);
  return `role:${projectId}:${roleId}`;
};
const GONE = { kind: 'group', groupId: 'gone', name: 'gone' } as const;
const noRole = () => ({ ...bench.role('WEB', 'Viewers'), roleId: '999' });

function askOf(
  subjects: readonly Subject[],
  ...changes: readonly (readonly [Change['verb'], Change['entitlement']])[]
): Ask {
  const all = subjects.map((_, place) => place);
  return {
    subjects,
    changes: changes.map(([verb, entitlement]) => ({ verb, entitlement, subjects: all })),
  } as Ask;
}
const people = (...names: readonly string[]) => names.map(bench.person);

/** What is asked of the site for it, and what is known then. */
async function read(ask: Ask, options: LiveOptions = {}, over: Partial<Directory> = {}) {
  const asked: string[] = [];
  const live = await bench.run((own) => {
    const there = onSite(own, bench.connection.id);
    const { directory } = there;
    const spied: Directory = {
      ...directory,
      hasRole: over.hasRole ?? directory.hasRole,
      holders: (...of) => {
        asked.push(of[2] === true ? 'holders afresh' : 'holders');
        return (over.holders ?? directory.holders)(...of);
      },
      ownAccount: (...of) => {
        asked.push('ownAccount');
        return directory.ownAccount(...of);
      },
      countActing: (...of) => {
        asked.push(`countActing ${of[1]}`);
        return directory.countActing(...of);
      },
      adminRolesOf: (...of) => {
        asked.push('adminRolesOf');
        return directory.adminRolesOf(...of);
      },
      roleAbsence: (...of) => {
        asked.push('roleAbsence');
        return directory.roleAbsence(...of);
      },
      isGroupGone: (...of) => {
        asked.push('isGroupGone');
        return directory.isGroupGone(...of);
      },
    };
    return readLiveState({ ...there, directory: spied }, bench.connection.id, ask, options);
  });
  return { asked, live };
}

describe('who holds what', () => {
  test('of groups and roles that are there, by people and groups', async () => {
    const subjects = [...people(MAYA, PRIYA), bench.team('marketing')];
    const { live, asked } = await read(
      askOf(subjects, ['add', bench.group('frontend')], ['add', bench.role('WEB', 'Viewers')]),
    );
    expect(live.holders).toEqual(
      new Map([
        [groupKey('frontend'), new Set([keyOf(MAYA)])],
        [roleKey('WEB', 'Viewers'), new Set([groupKey('marketing')])],
      ]),
    );
    expect(asked).toEqual(['holders']);
  });

  test.each<[string, () => ExistingEntitlement]>([
    ['a group', () => GONE],
    ['a role', noRole],
  ])('not of %s that is not there', async (_, entitlement) => {
    const { live, asked } = await read(askOf(people(MAYA), ['add', entitlement()]));
    expect([live.holders, asked]).toEqual([new Map(), []]);
  });

  test('of what is managed elsewhere, and of archived projects', async () => {
    const archived = site()
      .projects()
      .find((one) => one.archived);
    if (archived === undefined) throw new Error('None is archived');
    const [role] = archived.roles;
    const { live } = await read(
      askOf(
        people(MAYA),
        ['add', bench.group('all-staff')],
        ['add', bench.role(archived.key, String(role?.name))],
      ),
    );
    expect([...live.holders.keys()]).toEqual([
      groupKey('all-staff'),
      roleKey(archived.key, String(role?.name)),
    ]);
  });

  test('not of what is still to be created', async () => {
    const newcomer: Subject = { kind: 'newPerson', email: 'a@acme.example', displayName: 'a' };
    const { live, asked } = await read(
      askOf([newcomer], ['create', { kind: 'account', products: [] }], ['add', bench.group('qa')]),
    );
    expect([live.holders, asked]).toEqual([new Map(), ['holders']]);
  });

  test('anew where something is to be taken, or where it is asked for', async () => {
    const toRemove = askOf(people(MAYA), ['remove', bench.group('qa')]);
    expect((await read(toRemove)).asked).toContain('holders afresh');
    const toAdd = askOf(people(MAYA), ['add', bench.group('qa')]);
    expect((await read(toAdd)).asked).toEqual(['holders']);
    expect((await read(toAdd, { afresh: true })).asked).toEqual(['holders afresh']);
    expect((await read(toRemove, { afresh: false })).asked).toContain('holders');
  });

  test('anew where somebody made a pass about then, and something is to be given', async () => {
    const held = holding([grant()], {
      connectionId: bench.connection.id,
      entitlement: bench.group('frontend'),
      subject: bench.person(MAYA),
      turnedAt: bench.now() + 1_000,
    });
    await bench.run(({ commit }) => commit({ holdings: [held] }));
    const { asked } = await read(askOf(people(MAYA), ['add', bench.group('frontend')]));
    expect(asked).toEqual(['holders', 'holders afresh']);
    const toRemove = await read(askOf(people(MAYA), ['remove', bench.group('frontend')]));
    expect(toRemove.asked.filter((one) => one === 'holders afresh')).toHaveLength(1);
  });
});

describe('what proves that somebody is gone', () => {
  const nobody: Directory['holders'] = async (entitlements) =>
    new Map(entitlements.map((one) => [entitlementKey(one), new Set<string>()]));
  const shown = async (
    verb: 'add' | 'remove',
    entitlement: ExistingEntitlement,
    over: Partial<Directory> = { holders: nobody },
    proveGone = true,
  ) => {
    const { live } = await read(
      askOf(people(MAYA, PRIYA), [verb, entitlement]),
      { proveGone },
      over,
    );
    return [...live.holders.values()].map((one) => [...one]);
  };

  test('a list that leaves somebody out does not, of what is to be taken', async () => {
    const frontend = bench.group('frontend');
    expect(await shown('remove', frontend)).toEqual([[keyOf(MAYA)]]);
    expect(await shown('add', frontend)).toEqual([[]]);
    expect(await shown('remove', frontend, undefined, false)).toEqual([[]]);
  });

  test('nor one that names another', async () => {
    const onlyPriya: Directory['holders'] = async () =>
      new Map([[groupKey('frontend'), new Set([idOf(PRIYA)])]]);
    const found = await shown('remove', bench.group('frontend'), { holders: onlyPriya });
    expect(found).toEqual([[keyOf(PRIYA), keyOf(MAYA)]]);
  });

  test('of a role that names somebody, nobody else is asked for', async () => {
    const subjects = [...people(MAYA), bench.team('marketing')];
    const ask = askOf(subjects, ['remove', bench.role('WEB', 'Viewers')]);
    const { asked } = await read(ask, { proveGone: true });
    expect(asked.filter((one) => one === 'holders afresh')).toHaveLength(1);
  });

  test('of a role, one that names somebody is believed', async () => {
    site().addActor('WEB', 'Viewers', { accountId: idOf(MAYA) });
    const viewers = bench.role('WEB', 'Viewers');
    const onlyPriya: Directory['holders'] = async () =>
      new Map([[roleKey('WEB', 'Viewers'), new Set([idOf(PRIYA)])]]);
    expect(await shown('remove', viewers, { holders: onlyPriya })).toEqual([[keyOf(PRIYA)]]);
  });

  test('of a role with nobody, that the site does not say of them that they have it', async () => {
    const { accountIds, groupIds } = site().actorsOf('WEB', 'Viewers');
    for (const accountId of accountIds) site().removeActor('WEB', 'Viewers', { accountId });
    for (const groupId of groupIds) site().removeActor('WEB', 'Viewers', { groupId });
    const hasRole: Directory['hasRole'] = async (_, accountId) => accountId === idOf(MAYA);
    const viewers = bench.role('WEB', 'Viewers');
    expect(await shown('remove', viewers, { hasRole })).toEqual([[keyOf(MAYA)]]);
  });

  test('of a role that is not there, that the site says so', async () => {
    const ask = askOf(people(MAYA), ['remove', noRole()], ['remove', bench.role('WEB', 'Viewers')]);
    const { live, asked } = await read(ask, { proveGone: true });
    expect(asked.filter((one) => one === 'roleAbsence')).toHaveLength(1);
    const { projectId } = noRole();
    expect([...live.absences.keys()]).toEqual([`role:${projectId}:999`]);
    expect((await read(ask)).live.absences).toEqual(new Map());
    const toAdd = askOf(people(MAYA), ['add', noRole()]);
    expect((await read(toAdd, { proveGone: true })).live.absences).toEqual(new Map());
  });

  test('of a group that is not there, that it has no members either, asked once', async () => {
    const team: Subject = { kind: 'group', groupId: 'gone', displayName: 'gone' };
    const viewers = bench.role('WEB', 'Viewers');
    const questions = async (ask: Ask, proveGone = true) =>
      (await read(ask, { proveGone })).asked.filter((one) => one === 'isGroupGone').length;
    expect(await questions(askOf([team], ['remove', GONE], ['remove', viewers]))).toBe(1);
    expect(await questions(askOf([team], ['remove', viewers]))).toBe(1);
    expect(await questions(askOf([team], ['add', viewers]))).toBe(0);
    expect(await questions(askOf(people(MAYA), ['remove', bench.group('qa')]))).toBe(0);
    expect(await questions(askOf(people(MAYA), ['remove', GONE]), false)).toBe(0);
  });
});

describe('who would be left', () => {
  test('is asked only of what something is taken from', async () => {
    const { live, asked } = await read(
      askOf(people(MAYA), ['add', bench.group('qa')], ['add', bench.role('WEB', 'Administrators')]),
    );
    expect(asked).toEqual(['holders']);
    expect(live.groups.get(bench.group('qa').groupId)).toMatchObject({
      acting: undefined,
      administersAlone: undefined,
    });
    expect(live.roles.get(roleKey('WEB', 'Administrators'))).toMatchObject({ acting: undefined });
    expect(live.ownAccount).toBeUndefined();
  });

  test('of a group: one more than are to go, and who the app is', async () => {
    const { live, asked } = await read(
      askOf(people(MAYA, PRIYA), ['remove', bench.group('engineering')]),
    );
    expect(asked.sort()).toEqual(['countActing 3', 'holders afresh', 'ownAccount']);
    expect(live.groups.get(bench.group('engineering').groupId)?.acting?.count).toBe(3);
    expect(live.ownAccount).toBe(idOf(OLIVIA));
  });

  test('and where it may be emptied, whether it administers a project alone', async () => {
    const { groupId, name } = site().addGroup('crew');
    site().addMember(groupId, idOf(MAYA));
    const ask = askOf(people(MAYA, PRIYA), ['remove', { kind: 'group', groupId, name }]);
    const { asked, live } = await read(ask);
    expect(asked).toContain('adminRolesOf');
    expect(live.groups.get(groupId)?.administersAlone).toBe('no');
    site().addMember(groupId, idOf(PRIYA));
    expect((await read(ask)).asked).toContain('adminRolesOf');
    site().addMember(groupId, idOf(OLIVIA));
    expect((await read(ask)).asked).not.toContain('adminRolesOf');
    // What is protected is counted for itself.
    const crew = askOf(people('Amara Nwosu', 'Viktor Petrov', 'Hana Suzuki'), [
      'remove',
      bench.group('platform-crew'),
    ]);
    expect((await read(crew)).asked).not.toContain('adminRolesOf');
  });

  test('of a role that administers, and of no other; and not who the app is', async () => {
    const subjects = [...people(MAYA), bench.team('jira-administrators')];
    const { live, asked } = await read(
      askOf(
        subjects,
        ['remove', bench.role('WEB', 'Administrators')],
        ['remove', bench.role('WEB', 'Viewers')],
      ),
    );
    expect(asked).not.toContain('ownAccount');
    expect(live.roles.get(roleKey('WEB', 'Administrators'))?.acting).toMatchObject({ count: 2 });
    expect(live.roles.get(roleKey('WEB', 'Viewers'))?.acting).toBeUndefined();
  });
});

test('a group that has nobody who acts is told among those who are to leave a role', async () => {
  const { groupId, name } = site().addGroup('crew');
  site().addActor('WEB', 'Administrators', { groupId });
  const crew: Subject = { kind: 'group', groupId, displayName: name };
  const { live } = await read(askOf([crew], ['remove', bench.role('WEB', 'Administrators')]));
  const { acting } = live.roles.get(roleKey('WEB', 'Administrators')) ?? {};
  expect(acting?.idleGroups).toEqual(new Set([groupId]));
});

test('whose an address is, by their account', async () => {
  site().setShowsEmail(idOf(PRIYA), true);
  const { email } = site().personNamed(PRIYA);
  const newcomer: Subject = { kind: 'newPerson', email, displayName: email };
  const ask = askOf([newcomer], ['create', { kind: 'account', products: [] }]);
  expect((await read(ask)).live.owners.get(email)).toEqual({
    owner: 'known',
    person: idOf(PRIYA),
  });
});

describe('what is on record', () => {
  const seed = async (name: string, over: Partial<Holding> = {}) => {
    const held = holding([grant({ endsAt: bench.now() + DAY })], {
      connectionId: bench.connection.id,
      entitlement: bench.group('frontend'),
      subject: bench.person(name),
      ...over,
    });
    await bench.run(({ commit }) => commit({ holdings: [held] }));
    return held;
  };
  const toAdd = () => askOf(people(MAYA, PRIYA), ['add', bench.group('frontend')]);

  test('is read of what is held, or of all, or of none', async () => {
    // Maya is in the group, and Priya is not.
    await seed(MAYA);
    await seed(PRIYA, { revokedAt: bench.now() });
    const endings = async (options: LiveOptions) => {
      const { live } = await read(toAdd(), options);
      return [
        live.endings.get(groupKey('frontend'))?.size ?? 0,
        live.revoked.get(groupKey('frontend'))?.size ?? 0,
      ];
    };
    expect(await endings({})).toEqual([1, 0]);
    expect(await endings({ records: 'ofAll' })).toEqual([2, 1]);
    expect(await endings({ records: 'none' })).toEqual([0, 0]);
  });

  test('and what this request has given itself is its own', async () => {
    await seed(MAYA);
    const { live } = await read(toAdd(), { ownRequestId: 'r1' });
    expect([...(live.given.get(groupKey('frontend'))?.keys() ?? [])]).toEqual([keyOf(MAYA)]);
    expect((await read(toAdd(), { ownRequestId: 'r2' })).live.given.size).toBe(0);
  });

  test('what can’t be read is told, of each', async () => {
    const one = await seed(MAYA);
    poison(bench.platform, 'holding', holdingKey(holdingId(one)));
    const { live } = await read(toAdd(), { records: 'ofAll' });
    expect(live.unreadable).toEqual(new Map([[groupKey('frontend'), new Set([keyOf(MAYA)])]]));
  });

  test('nothing is of what is created', async () => {
    const newcomer: Subject = { kind: 'newPerson', email: 'a@acme.example', displayName: 'a' };
    const { live } = await read(askOf([newcomer], ['create', { kind: 'account', products: [] }]), {
      records: 'ofAll',
    });
    expect(live.endings).toEqual(new Map());
  });
});

describe('what an ask names is looked up', () => {
  test('each kind, in one call', () => {
    const newcomer: Subject = { kind: 'newPerson', email: 'a@acme.example', displayName: 'a' };
    const newGroup: Subject = { kind: 'newGroup', name: 'crew', displayName: 'crew' };
    const ask: Ask = {
      subjects: [bench.person(MAYA), bench.team('qa'), newcomer, newGroup],
      changes: [
        { verb: 'add', entitlement: bench.group('frontend'), subjects: [0, 2] },
        { verb: 'remove', entitlement: bench.role('WEB', 'Viewers'), subjects: [0, 1] },
        { verb: 'create', entitlement: { kind: 'account', products: [] }, subjects: [2] },
        { verb: 'create', entitlement: { kind: 'newGroup', name: 'crew' }, subjects: [3] },
        { verb: 'add', entitlement: { kind: 'newGroup', name: 'crew' }, subjects: [0] },
      ],
    };
    expect(idsOf(ask)).toEqual({
      people: [idOf(MAYA)],
      existing: [
        { kind: 'group', groupId: bench.group('qa').groupId },
        { kind: 'group', groupId: bench.group('frontend').groupId },
        existingIds(bench.role('WEB', 'Viewers')),
      ],
      emails: ['a@acme.example'],
      groupNames: ['crew'],
    });
    const [added] = ask.changes;
    // Nobody is to be created: they can only be found by what they have.
    expect(idsOf({ ...ask, changes: added ? [added] : [] })).toMatchObject({
      emails: [],
      groupNames: [],
    });
  });

  const NOTHING = { people: [], existing: [], emails: [], groupNames: [] };
  const look = (ids: Partial<typeof NOTHING> & object, over: Partial<Directory> = {}) =>
    bench.run(({ siteOf }) =>
      lookUp({ ...siteOf(bench.connection.id).directory, ...over }, {
        ...NOTHING,
        ...ids,
      } as never),
    );

  test('and what it does not name is not asked for', async () => {
    bench.answer(/./, 503);
    const found = await look({});
    expect(found).toEqual({
      people: new Map(),
      groups: new Map(),
      roles: new Map(),
      owners: new Map(),
      takenNames: new Set(),
      protectedNames: new Set(),
      groupNames: [],
    });
  });

  test('people once each; and whoever an address means is one of the people', async () => {
    const asked: number[] = [];
    site().setShowsEmail(idOf(PRIYA), true);
    const own = await bench.run(async ({ siteOf }) => {
      const { directory } = siteOf(bench.connection.id);
      const counted: Partial<Directory> = {
        people: (ids) => {
          asked.push(ids.length);
          return directory.people(ids);
        },
      };
      const [maya, qa] = [idOf(MAYA), existingIds(bench.group('qa'))];
      const email = site().personNamed(PRIYA).email;
      return lookUp(
        { ...directory, ...counted },
        {
          ...NOTHING,
          people: [maya, maya],
          existing: [qa, qa],
          emails: [email, 'nobody@acme.example'],
        },
      );
    });
    expect(asked).toEqual([1]);
    expect([...own.groups.keys()]).toEqual([bench.group('qa').groupId]);
    expect([...own.people.keys()].sort()).toEqual([idOf(MAYA), idOf(PRIYA)].sort());
  });

  test('a new group: the names that it must not be mistaken for', async () => {
    const found = await look({ groupNames: ['Frontend', 'crew'] } as never);
    expect(found.takenNames).toEqual(new Set(['frontend']));
    expect(found.protectedNames?.has('platform-crew')).toBe(true);
    expect(found.protectedNames?.has('frontend')).toBe(false);
    expect(found.groupNames).toContain('frontend');
    const protection = async () => ({
      doubt: undefined,
      groups: [{ groupId: '1', name: 'ops', protection: [] }],
      labelsAreWhole: true,
      names: ['ops', 'qa'],
      namesAreWhole: true,
    });
    expect(await look({ groupNames: ['crew'] } as never, { protection })).toMatchObject({
      protectedNames: new Set(['ops']),
      groupNames: ['ops', 'qa'],
    });
  });

  test.each<[string, Partial<Directory>, 'groupNames' | 'protectedNames']>([
    ['which groups there are', { takenGroupNames: async () => undefined }, 'groupNames'],
    [
      'all names',
      {
        protection: async () => ({
          doubt: undefined,
          groups: [],
          labelsAreWhole: true,
          names: ['a'],
          namesAreWhole: false,
        }),
      },
      'groupNames',
    ],
    [
      'what is protected',
      {
        protection: async () => ({
          doubt: 'notTold' as never,
          groups: [],
          labelsAreWhole: true,
          names: ['a'],
          namesAreWhole: true,
        }),
      },
      'protectedNames',
    ],
  ])('where %s can’t be known, that is said', async (_, over, what) => {
    const found = await look({ groupNames: ['crew'] } as never, over);
    expect(found[what]).toBeUndefined();
  });

  test('what is there is named as the site names it, and else as unknown', async () => {
    const found = await look({
      existing: [bench.group('qa'), bench.role('WEB', 'Viewers')],
    } as never);
    const { projectId, roleId } = bench.role('WEB', 'Viewers');
    expect(nameExisting({ kind: 'group', groupId: bench.group('qa').groupId }, found)).toEqual(
      bench.group('qa'),
    );
    expect(nameExisting({ kind: 'role', projectId, roleId }, found)).toEqual(
      bench.role('WEB', 'Viewers'),
    );
    expect(nameExisting({ kind: 'group', groupId: 'gone' }, found)).toEqual({
      kind: 'group',
      groupId: 'gone',
      name: 'Unknown group',
    });
    expect(nameExisting({ kind: 'role', projectId: '1', roleId: '2' }, found)).toEqual({
      kind: 'role',
      projectId: '1',
      projectKey: '?',
      projectName: 'Unknown project',
      roleId: '2',
      name: 'Unknown role',
    });
  });
});

test('of nothing, nobody is asked who holds it', async () => {
  const holders = () => Promise.reject(new TypeError('Not so.'));
  expect(await holdersAmong({ holders }, [], people(MAYA))).toEqual(new Map());
});
