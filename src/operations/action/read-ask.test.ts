import { describe, expect, test } from 'vitest';
import type { AddressOwner } from '#domain/action/address-owner';
import type { Ask } from '#domain/action/ask';
import type { Product } from '#domain/action/product';
import { subjectKey } from '#domain/action/subject';
import type { DirectoryPerson } from '#ports/directory';
import { developers, frontend, person } from '../../../tests/support/samples';
import type { LookedUp } from '../plan/look-up';
import { type AskIds, type ChangeIds, lookUpIdsOf, readAsk, type SubjectId } from './read-ask';

const known = (name: string, over: Partial<DirectoryPerson> = {}): DirectoryPerson => ({
  ...person(name),
  active: true,
  accountType: 'atlassian',
  ...over,
});
const site = (owners: Readonly<Record<string, AddressOwner<DirectoryPerson>>> = {}): LookedUp => ({
  people: new Map(['Sam', 'Pia'].map((name) => [name.toLowerCase(), known(name)])),
  groups: new Map([['g1', { ...frontend } as never]]),
  roles: new Map([['role:10:100', { ...developers } as never]]),
  owners: new Map(Object.entries(owners)),
  takenNames: new Set(),
  protectedNames: new Set(),
  groupNames: [],
});
const one = (accountId: string, foundBy?: string): SubjectId => ({
  kind: 'person',
  accountId,
  ...(foundBy === undefined ? {} : { foundBy }),
});
const invited = (email: string): SubjectId => ({ kind: 'newPerson', email });
const team: SubjectId = { kind: 'group', groupId: 'g1' };
const toGroup = (over: Partial<ChangeIds> = {}) =>
  ({ kind: 'group', groupId: 'g1', verb: 'add', ...over }) as ChangeIds;
const toRole = (over: Partial<ChangeIds> = {}) =>
  ({ kind: 'role', projectId: '10', roleId: '100', verb: 'add', ...over }) as ChangeIds;
const account = (...products: Product[]) => ({ kind: 'account', products }) as const;
const newGroup = (name: string, subjects?: readonly number[]): ChangeIds => ({
  kind: 'newGroup',
  name,
  subjects,
});
/** Each change as `add group:g1 of sam`, in their order. */
const changesOf = ({ subjects, changes }: Ask) =>
  changes.map(({ verb, entitlement, subjects: about }) => [
    `${verb} ${entitlement.kind}`,
    about.map((at) => {
      const subject = subjects[at];
      return subject === undefined ? 'nobody' : subjectKey(subject);
    }),
  ]);
const read = (ids: AskIds, of = site()) => readAsk(ids, of);

describe('whom an ask is about', () => {
  const subjectsOf = (subjects: readonly SubjectId[], of = site()) =>
    read({ subjects, changes: [] }, of).subjects;

  test('is named as the site names them, with their picture and without their address', () => {
    const avatarUrl = 'https://acme.example/sam.png';
    const of = { ...site(), people: new Map([['sam', known('Sam', { avatarUrl })]]) };
    expect(
      subjectsOf([one('sam'), one('gone'), team, { kind: 'group', groupId: 'g2' }], of),
    ).toEqual([
      { kind: 'person', ...person('Sam'), avatarUrl },
      { kind: 'person', accountId: 'gone', displayName: 'Unknown person' },
      { kind: 'group', groupId: 'g1', displayName: 'frontend' },
      { kind: 'group', groupId: 'g2', displayName: 'Unknown group' },
    ]);
  });

  test('is there once, however often and by whatever they are named', () => {
    const owners = { 'sam@acme.example': { owner: 'known', person: known('Sam') } } as const;
    const all = [one('sam'), invited(' Sam@acme.example '), one('sam'), one('pia')];
    const ask = read({ subjects: all, changes: [toGroup({ subjects: [3, 1] })] }, site(owners));
    expect(ask.subjects.map(subjectKey)).toEqual(['person:sam', 'person:pia']);
    expect(changesOf(ask)).toEqual([['add group', ['person:pia', 'person:sam']]]);
  });

  test('keeps the address they were found by where nothing shows that it is theirs', () => {
    const address = 'sam@acme.example';
    const by = (owner: AddressOwner<DirectoryPerson> | undefined, id: SubjectId) =>
      subjectsOf([id], site(owner === undefined ? {} : { [address]: owner }));
    const sam = { kind: 'person', ...person('Sam') };
    const found = { ...sam, foundBy: address };
    const perhaps = { owner: 'perhaps', person: known('Sam') } as const;
    const shown = { owner: 'known', person: known('Sam') } as const;
    const others = { owner: 'known', person: known('Pia') } as const;
    const several = { owner: 'notKnown', why: 'several', people: [known('Sam')] } as const;
    expect(by(shown, one('sam', ` ${address} `))).toStrictEqual([sam]);
    expect(by(perhaps, one('sam', ` ${address} `))).toEqual([found]);
    expect(by(others, one('sam', address))).toEqual([found]);
    expect(by(undefined, one('sam', address))).toEqual([found]);
    expect(by(perhaps, invited(address))).toEqual([found]);
    expect(by(shown, invited(address))).toStrictEqual([sam]);
    const unknown = { kind: 'newPerson', email: address, displayName: address };
    expect(by(several, invited(` ${address} `))).toEqual([unknown]);
    expect(by({ owner: 'nobody' }, invited(address))).toEqual([unknown]);
  });
});

describe('what is asked', () => {
  test('is about everybody where nobody is picked, and of several about those', () => {
    const subjects = [one('sam'), one('pia')];
    expect(changesOf(read({ subjects, changes: [toGroup(), toRole({ subjects: [1] })] }))).toEqual([
      ['add group', ['person:sam', 'person:pia']],
      ['add role', ['person:pia']],
    ]);
    const taken = toGroup({ verb: 'remove' });
    expect(
      changesOf(read({ subjects, changes: [taken, toGroup()] })).map(([what]) => what),
    ).toEqual(['remove group', 'add group']);
  });

  test('is there once for each thing and verb, and left out where it is about nobody', () => {
    const subjects = [one('sam'), one('pia')];
    const changes = [
      toGroup({ subjects: [0] }),
      toRole({ subjects: [] }),
      toGroup({ subjects: [1, 0] }),
    ];
    expect(changesOf(read({ subjects, changes }))).toEqual([
      ['add group', ['person:sam', 'person:pia']],
    ]);
    expect(changesOf(read({ subjects, changes: [toGroup({ subjects: [7] })] }))).toEqual([]);
    expect(changesOf(read({ subjects: [], changes: [toGroup()] }))).toEqual([]);
  });

  test('is named as the site names it', () => {
    const { changes } = read({ subjects: [one('sam')], changes: [toRole(), toGroup()] });
    expect(changes.map(({ entitlement }) => entitlement)).toEqual([developers, frontend]);
  });

  test('comes after what creates it: accounts for those who are to have one, then groups', () => {
    const subjects = [one('sam'), invited('new@acme.example'), team];
    const changes = [
      toGroup({ subjects: [1] }),
      newGroup('crew'),
      account('jira-servicedesk', 'jira-servicedesk', 'jira-software'),
    ];
    const ask = read({ subjects, changes });
    expect(changesOf(ask)).toEqual([
      ['create account', ['email:new@acme.example']],
      ['create newGroup', ['newGroup:crew']],
      ['add group', ['email:new@acme.example']],
      ['add newGroup', ['person:sam', 'email:new@acme.example']],
    ]);
    expect(ask.changes[0]?.entitlement).toEqual({
      kind: 'account',
      products: ['jira-servicedesk', 'jira-software'],
    });
    expect(ask.subjects.at(-1)).toEqual({ kind: 'newGroup', name: 'crew', displayName: 'crew' });
  });

  test('creates no account for somebody who has one, by how they are named', () => {
    expect(changesOf(read({ subjects: [one('sam')], changes: [account()] }))).toEqual([]);
    // An address that has one by now: the plan says that there is nothing to create.
    const owners = { 'sam@acme.example': { owner: 'known', person: known('Sam') } } as const;
    const asked = { subjects: [invited('sam@acme.example')], changes: [account()] };
    expect(changesOf(read(asked, site(owners)))).toEqual([['create account', ['person:sam']]]);
  });

  test('puts those into a new group who are picked for it, and groups into none', () => {
    const subjects = [one('sam'), team, one('pia')];
    const members = (picked?: readonly number[]) =>
      changesOf(read({ subjects, changes: [newGroup('crew', picked)] })).at(-1);
    expect(members()).toEqual(['add newGroup', ['person:sam', 'person:pia']]);
    expect(members([2])).toEqual(['add newGroup', ['person:pia']]);
    expect(members([])).toEqual(['create newGroup', ['newGroup:crew']]);
  });
});

test('each kind is looked up by its ids, and whom an address names by that', () => {
  const ids = {
    subjects: [one('sam'), one('pia', 'p@acme.example'), invited('new@acme.example'), team],
    changes: [toGroup({ groupId: 'g2' } as never), toRole(), newGroup('crew'), account()],
  };
  expect(lookUpIdsOf(ids)).toEqual({
    people: ['sam', 'pia'],
    existing: [{ kind: 'group', groupId: 'g1' }, toGroup({ groupId: 'g2' } as never), toRole()],
    emails: ['p@acme.example', 'new@acme.example'],
    groupNames: ['crew'],
  });
});
