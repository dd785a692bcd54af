import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acting,
  developers,
  frontend,
  liveState,
  ordinaryGroup,
  ordinaryRole,
  subject,
} from '../../../tests/support/samples';
import type { Entitlement } from '../action/entitlement';
import type { Subject } from '../action/subject';
import { keepAdmins, mattersWhoIsLeft } from './keep-admins';
import type { LiveGroup, LivePerson, LiveRole, LiveState } from './live-state';

const anna: Subject = subject('Anna');
const crew: Subject = { kind: 'group', groupId: 'crew', displayName: 'crew' };
const people = (over: Partial<LivePerson> = {}) => ({
  people: new Map([['anna', { active: true, accountType: 'atlassian' as const, ...over }]]),
});
const group = (over: Partial<LiveGroup>) => ({
  groups: new Map([['g1', { ...ordinaryGroup, ...over }]]),
});
const role = (over: Partial<LiveRole>) => ({
  roles: new Map([['role:10:100', { ...ordinaryRole, adminRole: true, ...over }]]),
});
const site = ['siteAdministration'] as const;
const cut = { ...acting(1), isWhole: false };

describe('who stays in a group', () => {
  test.each([
    ['one of two who can act', { protection: site, acting: acting(2) }, {}, undefined],
    ['the only one who can act', { protection: site, acting: acting(1) }, {}, 'lastAdmin'],
    [
      'somebody deactivated, beside the only one who can act',
      { protection: site, acting: acting(1) },
      { active: false },
      undefined,
    ],
    [
      'an app, beside the only one who can act',
      { protection: site, acting: acting(1) },
      { accountType: 'app' },
      undefined,
    ],
    [
      'a portal customer, beside the only one who can act',
      { protection: site, acting: acting(1) },
      { accountType: 'customer' },
      undefined,
    ],
    [
      'somebody deactivated, where nobody can act',
      { protection: site, acting: acting(0) },
      { active: false },
      undefined,
    ],
    [
      'somebody of an unknown kind, who may be the last',
      { protection: site, acting: acting(1) },
      { accountType: 'unknown' },
      'lastAdmin',
    ],
    [
      'one of so many that they were not all looked at',
      { protection: site, acting: cut },
      {},
      'adminsNotKnown',
    ],
    ['one where nobody was counted', { protection: site }, {}, 'adminsNotKnown'],
    [
      'the last where it is not known what is protected',
      { protection: ['notKnown'], acting: acting(1) },
      {},
      'lastAdmin',
    ],
    [
      'the last of a reserved name',
      { protection: ['reservedName'], acting: acting(1) },
      {},
      'lastAdmin',
    ],
    ['the last of an ordinary group', { acting: acting(1), administersAlone: 'no' }, {}, undefined],
    [
      'the last of a group that administers with others',
      { acting: acting(1), administersAlone: 'withOthers' },
      {},
      undefined,
    ],
    [
      'the last of a project’s only group of admins',
      { acting: acting(1), administersAlone: 'yes' },
      {},
      'lastAdmin',
    ],
    [
      'the last but one of a project’s only group of admins',
      { acting: acting(2), administersAlone: 'yes' },
      {},
      undefined,
    ],
    [
      'the last where that can’t be known',
      { acting: acting(1), administersAlone: 'notKnown' },
      {},
      'mayBeLastAdmin',
    ],
  ] as const)('%s', (_, over, person, why) => {
    const keep = keepAdmins(liveState({ ...people(person), ...group(over) }));
    expect(keep(frontend, anna)).toEqual(
      why === undefined ? { allowed: true } : { allowed: false, why },
    );
  });

  test.each([
    ['a group that administers the site', { protection: site, acting: acting(5) }],
    ['a group that administers Jira', { protection: ['jiraAdministration'], acting: acting(5) }],
    ['a group that may administer', { protection: ['notKnown'], acting: acting(5) }],
    ['a group that lets it sign in', { givesProductAccess: true }],
    ['a group of which that is not known', { givesProductAccess: undefined }],
  ] as const)('the account that the app acts as, in %s', (_, over) => {
    const live = liveState({ ...people(), ...group(over), ownAccount: 'anna' });
    expect(keepAdmins(live)(frontend, anna)).toEqual({
      allowed: false,
      why: 'connectionAccount',
    });
    const unknown = liveState({ ...people(), ...group(over), ownAccount: undefined });
    expect(keepAdmins(unknown)(frontend, anna)).toMatchObject({ allowed: false });
  });

  test('the account that the app acts as may leave an ordinary group', () => {
    const live = liveState({ ...people(), ...group({ acting: acting(3) }), ownAccount: 'anna' });
    expect(keepAdmins(live)(frontend, anna)).toEqual({ allowed: true });
  });
});

describe('who stays in a role that administers its project', () => {
  test.each([
    ['one of two who can act', anna, acting(2), {}, undefined],
    ['the only one who can act', anna, acting(1), {}, 'lastAdmin'],
    ['somebody deactivated', anna, acting(1), { active: false }, undefined],
    ['the only group in which somebody can act', crew, acting(1), {}, 'lastAdmin'],
    ['a group in which nobody can act', crew, acting(1, 'crew'), {}, undefined],
    ['one of so many that they were not all looked at', anna, cut, {}, 'adminsNotKnown'],
    ['one where nobody was counted', anna, undefined, {}, 'adminsNotKnown'],
  ] as const)('%s', (_, who, found, person, why) => {
    const keep = keepAdmins(liveState({ ...people(person), ...role({ acting: found }) }));
    expect(keep(developers, who)).toEqual(
      why === undefined ? { allowed: true } : { allowed: false, why },
    );
  });

  test('of a role that administers nothing everybody may go', () => {
    const keep = keepAdmins(liveState({ ...people(), ...role({ adminRole: false }) }));
    expect(keep(developers, anna)).toEqual({ allowed: true });
  });
});

describe('what is not known counts for staying, what is not there for nothing', () => {
  const kept = (over: Parameters<typeof liveState>[0], of: Entitlement, who: Subject) =>
    keepAdmins(liveState(over))(of, who);
  const lastAdmin = { allowed: false, why: 'lastAdmin' };
  const free = { allowed: true };
  const guarded = group({ protection: site, acting: acting(1) });
  const newcomer: Subject = { kind: 'newPerson', email: 'a@x.example', displayName: 'A' };
  const newGroup = { kind: 'newGroup', name: 'guild' } as const;

  test('somebody whom the site does not show may be the last', () => {
    expect(kept({ ...guarded, people: new Map() }, frontend, anna)).toEqual(lastAdmin);
    expect(kept(guarded, frontend, newcomer)).toEqual(lastAdmin);
    expect(kept(guarded, frontend, { ...newGroup, displayName: 'guild' })).toEqual(lastAdmin);
  });

  test('a group, where nobody looked who can act, stays in the role', () => {
    expect(kept(role({ acting: undefined }), developers, crew)).toEqual({
      allowed: false,
      why: 'adminsNotKnown',
    });
  });

  test('of what is not there, or not yet, anybody may go', () => {
    expect(kept({ groups: new Map() }, frontend, anna)).toEqual(free);
    expect(kept({ roles: new Map() }, developers, anna)).toEqual(free);
    expect(kept({}, newGroup, anna)).toEqual(free);
    expect(kept({}, { kind: 'account', products: [] }, anna)).toEqual(free);
  });

  test('the app stands on groups, and on people in them: nothing else is its own', () => {
    const unknown = { ...people(), ownAccount: undefined };
    expect(kept({ ...unknown, ...role({ acting: acting(2) }) }, developers, anna)).toEqual(free);
    const two = group({ protection: site, acting: acting(2) });
    expect(kept({ ...unknown, ...two }, frontend, crew)).toEqual(free);
  });
});

test('whoever goes in whatever order, somebody who can act is left', () => {
  const member = fc.record({ active: fc.boolean(), app: fc.boolean() });
  fc.assert(
    fc.property(fc.array(member, { minLength: 1, maxLength: 9 }), (members) => {
      const canAct = members.map(({ active, app }) => active && !app);
      const count = canAct.filter(Boolean).length;
      const live = liveState({
        people: new Map(
          members.map(({ active, app }, place) => [
            `p${place}`,
            { active, accountType: app ? ('app' as const) : ('atlassian' as const) },
          ]),
        ),
        ...group({ protection: site, acting: acting(count) }),
      });
      const keep = keepAdmins(live);
      const went = members.map((_, place) => keep(frontend, subject(`P${place}`)).allowed);
      const left = canAct.filter((acts, place) => acts && went[place] !== true).length;
      expect(left).toBe(Math.min(count, 1));
      // Nobody who can't act is held back.
      expect(went.every((gone, place) => gone || canAct[place])).toBe(true);
    }),
  );
});

describe('whether it matters who is left', () => {
  test.each<[string, Entitlement, Partial<LiveState>, boolean]>([
    ['in a group that administers', frontend, group({ protection: site }), true],
    ['in an ordinary group', frontend, group({}), false],
    ['in one that administers nothing', frontend, group({ administersAlone: 'no' }), false],
    [
      'in one that administers with others',
      frontend,
      group({ administersAlone: 'withOthers' }),
      true,
    ],
    ['in a role that administers its project', developers, role({}), true],
    ['in another role', developers, role({ adminRole: false }), false],
    ['in a group that is not there', frontend, { groups: new Map() }, false],
  ])('%s', (_, entitlement, over, matters) => {
    expect(mattersWhoIsLeft(entitlement, liveState(over))).toBe(matters);
  });
});
