import { describe, expect, test } from 'vitest';
import {
  AT,
  developers,
  frontend,
  liveState,
  ordinaryGroup,
  planQuestion,
  subject,
} from '../../../tests/support/samples';
import type { Action } from '../action/action';
import type { Entitlement } from '../action/entitlement';
import type { Subject } from '../action/subject';
import { DAY } from '../lib/time';
import { judgeCreation } from '../plan/judge-creation';
import { judgeSubject } from '../plan/judge-subject';
import { isDoable, judgeChange } from '../plan/make-plan';
import type { PlanQuestion } from '../plan/plan-question';
import { rulesOf } from '../plan/rules-of';
import { FIRST_POLICY, type Policy } from '../policy/policy';

const question = (over: Partial<PlanQuestion> = {}): PlanQuestion =>
  planQuestion({ ask: { subjects: [], changes: [] }, term: { kind: 'days', days: 30 }, ...over });
const impossible = (reason: string) => ({ verdict: 'impossible', reason });
const refused = (reason: string) => ({ verdict: 'refused', reason });
const forbidden = (why: object) => ({ allowed: false, why });
const allowed = { allowed: true };

const guild = { kind: 'newGroup', name: 'guild' } as const;
const account: Entitlement = { kind: 'account', products: [] };
const newcomer: Subject = { kind: 'newPerson', email: 'ann@x.example', displayName: 'Ann' };
const team: Subject = { kind: 'group', groupId: 'g1', displayName: 'frontend' };
const newTeam: Subject = { ...guild, displayName: 'guild' };

describe('what creating would come to', () => {
  const inactive = { active: false, accountType: 'atlassian' } as const;
  const creating = (who: Subject, over: Partial<PlanQuestion> = {}) =>
    judgeCreation({ subject: who }, question(over));

  test.each<[string, Subject, Partial<PlanQuestion>, object]>([
    ['an account of its own', newcomer, {}, { verdict: 'change' }],
    ['one that is there', subject('Sam'), {}, { verdict: 'alreadySo' }],
    [
      'one that is deactivated',
      subject('Sam'),
      { live: liveState({ people: new Map([['sam', inactive]]) }) },
      impossible('personInactive'),
    ],
    ['one that nobody knows', subject('Nemo'), {}, impossible('noSuchPerson')],
    ['a group of its own', newTeam, {}, { verdict: 'change' }],
    [
      'one while it is not known which names are protected',
      newTeam,
      { live: liveState({ protectedNames: undefined }) },
      refused('protectionNotKnown'),
    ],
    ['one without a name', { ...newTeam, name: ' ' }, {}, impossible('groupNameInvalid')],
    ['one that is there', team, {}, impossible('groupNameTaken')],
    [
      'one that reads like a listed one',
      { ...newTeam, name: 'front-end' },
      {},
      { ...refused('groupNameLookAlike'), like: 'frontend' },
    ],
    [
      'one that reads like another on the site',
      newTeam,
      { live: liveState({ groupNames: ['gui1d'] }) },
      { ...refused('groupNameLookAlike'), like: 'gui1d' },
    ],
    [
      'one of a name in use, which reads like itself',
      newTeam,
      { live: liveState({ groupNames: ['guild'], takenNames: new Set(['guild']) }) },
      impossible('groupNameTaken'),
    ],
  ])('%s', (_, who, over, expected) => {
    expect(creating(who, over)).toEqual(expected);
  });
});

describe('what can be given or taken', () => {
  const judged = (
    entitlement: Entitlement,
    over: Partial<PlanQuestion> = {},
    ...created: string[]
  ) => rulesOf(entitlement).judge(question(over), new Set(created));
  const own = { groupsOfRequest: new Set(['g1']) };
  const noGroups = { live: liveState({ groups: new Map() }) };
  const elsewhere = {
    live: liveState({ groups: new Map([['g1', { ...ordinaryGroup, managedElsewhere: true }]]) }),
  };
  const two = (...ids: string[]): Policy => ({
    ...FIRST_POLICY,
    requestableGroups: ids.map((groupId) => ({ ...frontend, groupId, unlockedFor: [] })),
  });

  test.each<[string, Entitlement, Partial<PlanQuestion>, object]>([
    ['a listed group', frontend, {}, allowed],
    ['one of two listed', frontend, { policy: two('g0', 'g1') }, allowed],
    [
      'a group beside the two listed',
      frontend,
      { policy: two('g0', 'g2') },
      forbidden(refused('groupNotRequestable')),
    ],
    ['its own group, shown', frontend, { ...own, policy: FIRST_POLICY }, allowed],
    [
      'its own group, not shown yet',
      frontend,
      { ...own, ...noGroups },
      forbidden(impossible('notYetVisible')),
    ],
    ['a group that is gone', frontend, noGroups, forbidden(impossible('noSuchGroup'))],
    [
      'a group of an identity provider',
      frontend,
      elsewhere,
      forbidden(impossible('groupManagedElsewhere')),
    ],
    ['a new group that nothing creates', guild, {}, forbidden(impossible('notCreated'))],
    ['an account', account, {}, forbidden(impossible('notCreated'))],
  ])('%s', (_, entitlement, over, expected) => {
    expect(judged(entitlement, over)).toEqual(expected);
  });

  test('a new group that the actions before create, and no other', () => {
    expect(judged(guild, {}, 'newGroup:other', 'newGroup:guild')).toEqual(allowed);
    expect(judged(guild, {}, 'newGroup:other')).toEqual(forbidden(impossible('notCreated')));
  });
});

describe('to whom', () => {
  const judged = (
    who: Subject,
    entitlement: Entitlement,
    over: Partial<PlanQuestion> = {},
    ...created: string[]
  ) => {
    const action: Action = { kind: 'group.addUser', verb: 'add', subject: who, entitlement };
    return judgeSubject(action, question(over), new Set(created));
  };

  test.each<[string, Subject, Entitlement, Partial<PlanQuestion>, object]>([
    ['a person', subject('Sam'), frontend, {}, allowed],
    ['nobody unknown', subject('Nemo'), frontend, {}, forbidden(impossible('noSuchPerson'))],
    [
      'the account it has just created, once it is shown',
      subject('Nemo'),
      frontend,
      { accountsOfRequest: new Set(['nemo']) },
      forbidden(impossible('notYetVisible')),
    ],
    ['a group, of a role', team, developers, {}, allowed],
    ['no group, of a group', team, frontend, {}, forbidden(impossible('groupInGroup'))],
    [
      'no group that is gone',
      { ...team, groupId: 'g9' },
      developers,
      {},
      forbidden(impossible('noSuchGroup')),
    ],
    ['nobody whom nothing creates', newcomer, frontend, {}, forbidden(impossible('notCreated'))],
    [
      'no group that is to be created',
      newTeam,
      developers,
      {},
      forbidden(impossible('groupInGroup')),
    ],
  ])('%s', (_, who, entitlement, over, expected) => {
    expect(judged(who, entitlement, over)).toEqual(expected);
  });

  test('somebody whom the actions before create', () => {
    expect(judged(newcomer, frontend, {}, 'email:ann@x.example')).toEqual(allowed);
    expect(judged(newcomer, frontend, {}, 'email:bob@x.example')).toMatchObject({ allowed: false });
  });
});

describe('where nothing speaks against it', () => {
  const live = (held: boolean, unreadable: readonly string[], ends?: number) =>
    liveState({
      holders: new Map([
        ['group:g1', new Set(held ? ['person:sam', 'person:pia'] : ['person:pia'])],
      ]),
      unreadable: new Map([['group:g1', new Set(unreadable)]]),
      endings:
        ends === undefined
          ? new Map()
          : new Map([
              ['group:g1', new Map([['person:sam', { at: ends, by: [{ endsAt: ends }] }]])],
            ]),
    });
  const judged = (verb: 'add' | 'remove', state: ReturnType<typeof live>) =>
    judgeChange(
      { entitlement: frontend, subject: subject('Sam'), verb },
      question({ live: state }),
    );
  const lost = ['person:sam'];
  const others = ['person:pia'];

  test.each<[string, 'add' | 'remove', ReturnType<typeof live>, object]>([
    ['given to whom does not hold it', 'add', live(false, others), { verdict: 'change' }],
    ['taken from whom holds it', 'remove', live(true, others), { verdict: 'change' }],
    ['held for good', 'add', live(true, []), { verdict: 'alreadySo' }],
    ['taken from whom does not hold it', 'remove', live(false, []), { verdict: 'alreadySo' }],
    ['not held, so that no record matters', 'remove', live(false, lost), { verdict: 'alreadySo' }],
    ['held, by a record that is lost', 'remove', live(true, lost), impossible('recordUnreadable')],
    ['given on a record that is lost', 'add', live(false, lost), impossible('recordUnreadable')],
    [
      'held until a day before the new end',
      'add',
      live(true, [], AT + 29 * DAY),
      { verdict: 'change', prolongs: AT + 29 * DAY },
    ],
    ['held until the very end', 'add', live(true, [], AT + 30 * DAY), { verdict: 'alreadySo' }],
  ])('%s', (_, verb, state, expected) => {
    expect(judged(verb, state)).toEqual(expected);
  });

  test('nothing is known of what nobody asked the site about: it is not held', () => {
    expect(judged('add', liveState())).toEqual({ verdict: 'change' });
    expect(judged('remove', liveState())).toEqual({ verdict: 'alreadySo' });
  });
});

test('a request is about what would change, or is so already', () => {
  expect(isDoable({ verdict: 'change' })).toBe(true);
  expect(isDoable({ verdict: 'alreadySo' })).toBe(true);
  expect(isDoable({ verdict: 'refused', reason: 'groupProtected' })).toBe(false);
  expect(isDoable({ verdict: 'impossible', reason: 'noSuchGroup' })).toBe(false);
  expect(isDoable(undefined)).toBe(false);
});
