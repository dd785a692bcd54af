import { describe, expect, test } from 'vitest';
import { developers, frontend, person, subject } from '../../../tests/support/samples';
import { actionKind } from './action';
import { actionsOf } from './ask';
import { type Entitlement, entitlementKey } from './entitlement';
import { accountIdsOf, type Subject, subjectKey } from './subject';

const guild: Entitlement = { kind: 'newGroup', name: 'Guild' };
const account: Entitlement = { kind: 'account', products: ['jira-software'] };
const group: Subject = { kind: 'group', groupId: 'g7', displayName: 'Crew' };
const ann: Subject = { kind: 'newPerson', email: 'Ann@x.example', displayName: 'Ann@x.example' };
const newGroup: Subject = { kind: 'newGroup', name: 'Guild', displayName: 'Guild' };

describe('what a verb does to an entitlement', () => {
  test.each([
    ['add', frontend, 'group.addUser'],
    ['remove', frontend, 'group.removeUser'],
    ['create', frontend, 'group.create'],
    ['add', guild, 'group.addUser'],
    ['remove', guild, 'group.removeUser'],
    ['create', guild, 'group.create'],
    ['add', developers, 'role.addActor'],
    ['remove', developers, 'role.removeActor'],
    ['create', account, 'user.create'],
    // Nobody can ask for these: an account is created, and never anything less.
    ['add', account, 'user.create'],
    ['remove', account, 'user.create'],
    ['create', developers, 'group.create'],
  ] as const)('%s %j: %s', (verb, entitlement, kind) => {
    expect(actionKind(verb, entitlement)).toBe(kind);
  });
});

test('the actions of an ask go change by change, each to its own subjects and to no others', () => {
  const ask = {
    subjects: [subject('Sam'), subject('Ada'), group],
    changes: [
      { verb: 'add', entitlement: frontend, subjects: [1, 0] },
      { verb: 'remove', entitlement: developers, subjects: [2, 9] },
      { verb: 'add', entitlement: developers, subjects: [] },
    ],
  } as const;
  expect(
    actionsOf(ask).map((one) => [one.kind, one.verb, subjectKey(one.subject), one.entitlement]),
  ).toEqual([
    ['group.addUser', 'add', 'person:ada', frontend],
    ['group.addUser', 'add', 'person:sam', frontend],
    ['role.removeActor', 'remove', 'group:g7', developers],
  ]);
});

describe('the same thing has one key, whatever it is called', () => {
  test.each<[string, Entitlement, string]>([
    ['a group', { ...frontend, name: 'other' }, 'group:g1'],
    ['a role', { ...developers, name: 'other', projectKey: 'X', projectName: 'Y' }, 'role:10:100'],
    ['a new group, in any case', { kind: 'newGroup', name: ' GuilD ' }, 'newGroup:guild'],
    ['an account', account, 'account'],
  ])('%s', (_, entitlement, key) => expect(entitlementKey(entitlement)).toBe(key));

  test.each<[string, Subject, string]>([
    ['a person', { kind: 'person', ...person('Sam'), displayName: 'Samuel' }, 'person:sam'],
    ['a group', { ...group, displayName: 'other' }, 'group:g7'],
    ['an address, in any case', { ...ann, email: ' ANN@x.Example ' }, 'email:ann@x.example'],
    ['a new group, in any case', { ...newGroup, name: ' GUILD ' }, 'newGroup:guild'],
  ])('%s', (_, one, key) => expect(subjectKey(one)).toBe(key));
});

test('of subjects, only people have an account', () => {
  expect(accountIdsOf([subject('Sam'), group, ann, newGroup, subject('Ada')])).toEqual([
    'sam',
    'ada',
  ]);
});
