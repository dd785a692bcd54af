import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  frontend,
  LISTED,
  liveState,
  ordinaryGroup,
  person,
  planQuestion,
} from '../../../tests/support/samples';
import type { Ask } from '../action/ask';
import { FIRST_POLICY, type Policy } from '../policy/policy';
import type { GroupProtection } from '../protection/group-protection';
import { makePlan } from './make-plan';
import type { Verdict } from './plan';
import type { PlanQuestion } from './plan-question';

const account = { kind: 'account', products: [] } as const;
const guild = { kind: 'newGroup', name: 'guild' } as const;

/** Creates accounts for these addresses and adds them to a group. */
const invite = (...emails: string[]): Ask => {
  const everybody = emails.map((_, place) => place);
  return {
    subjects: emails.map((email) => ({ kind: 'newPerson', email, displayName: email })),
    changes: [
      { verb: 'create', entitlement: account, subjects: everybody },
      { verb: 'add', entitlement: frontend, subjects: everybody },
    ],
  };
};

/** Creates a group and puts one person into it. */
const found = (name: string): Ask => ({
  subjects: [
    { kind: 'person', ...person('Sam') },
    { kind: 'newGroup', name, displayName: name },
  ],
  changes: [
    { verb: 'create', entitlement: { ...guild, name }, subjects: [1] },
    { verb: 'add', entitlement: { ...guild, name }, subjects: [0] },
  ],
});

function verdictsOf(ask: Ask, over: Partial<PlanQuestion> = {}): readonly Verdict[] {
  return makePlan(planQuestion({ ask, ...over })).verdicts;
}

const CHANGE: Verdict = { verdict: 'change' };
const ADDRESS_NOT_KNOWN: Verdict = { verdict: 'impossible', reason: 'addressNotKnown' };
const NOT_CREATED: Verdict = { verdict: 'impossible', reason: 'notCreated' };
const takenNames = new Set(['guild']);

describe('creating an account', () => {
  const cases: [string, Ask, Partial<PlanQuestion>, Verdict[]][] = [
    ['invites, then adds', invite('sam@x.example'), {}, [CHANGE, CHANGE]],
    [
      'says of an address that it is none, and of what depends on it',
      invite('sam at x'),
      {},
      [{ verdict: 'impossible', reason: 'emailMalformed' }, NOT_CREATED],
    ],
    [
      'is refused where the policy says so',
      invite('sam@x.example'),
      { policy: { ...LISTED, creation: { users: false, groups: true } } },
      [{ verdict: 'refused', reason: 'creationNotAllowed' }, NOT_CREATED],
    ],
    [
      'is beyond a token with scopes',
      invite('sam@x.example'),
      { tokenKind: 'scoped' },
      [{ verdict: 'impossible', reason: 'tokenCannotCreateUsers' }, NOT_CREATED],
    ],
    [
      'finds the account that is there by now, whatever its case',
      invite('Sam@X.example'),
      {
        live: liveState({
          owners: new Map([['sam@x.example', { owner: 'known', person: 'sam' }]]),
        }),
      },
      [{ verdict: 'alreadySo' }, CHANGE],
    ],
    [
      'takes whoever alone may have the address for them',
      invite('sam@x.example'),
      {
        live: liveState({
          owners: new Map([['sam@x.example', { owner: 'perhaps', person: 'sam' }]]),
        }),
      },
      [{ verdict: 'alreadySo' }, CHANGE],
    ],
    ...(['several', 'cutOff'] as const).map((why): (typeof cases)[number] => [
      `is nobody where the address may be of several, or of somebody left out: ${why}`,
      invite('sam@x.example'),
      {
        live: liveState({
          owners: new Map([['sam@x.example', { owner: 'notKnown', why, people: ['sam', 'rita'] }]]),
        }),
      },
      [ADDRESS_NOT_KNOWN, ADDRESS_NOT_KNOWN],
    ]),
    [
      'adds nobody to a group that is not listed, new or not',
      invite('sam@x.example'),
      { policy: FIRST_POLICY },
      [CHANGE, { verdict: 'refused', reason: 'groupNotRequestable' }],
    ],
  ];
  test.each(cases)('%s', (_, ask, over, verdicts) => {
    expect(verdictsOf(ask, over)).toEqual(verdicts);
  });

  test('a membership of somebody new stands or falls with the account', () => {
    const text = fc.oneof(fc.emailAddress(), fc.string({ minLength: 1, maxLength: 40 }));
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 5 }), (emails) => {
        const verdicts = verdictsOf(invite(...emails));
        emails.forEach((_, place) => {
          const created = verdicts[place]?.verdict === 'change';
          expect(verdicts[emails.length + place]).toEqual(created ? CHANGE : NOT_CREATED);
        });
      }),
    );
  });
});

describe('creating a group', () => {
  const reserved: Verdict = { verdict: 'refused', reason: 'groupNameReserved' };
  const protectedNames = new Set(['site-admins', 'platform-crew']);
  const cases: [string, string, Partial<PlanQuestion>, Verdict[]][] = [
    ['creates it, then adds', 'guild', {}, [CHANGE, CHANGE]],
    [
      'is impossible where the name is in use',
      'GUILD',
      { live: liveState({ takenNames }) },
      [{ verdict: 'impossible', reason: 'groupNameTaken' }, NOT_CREATED],
    ],
    [
      'is refused where the policy says so',
      'guild',
      { policy: { ...LISTED, creation: { users: true, groups: false } } },
      [{ verdict: 'refused', reason: 'creationNotAllowed' }, NOT_CREATED],
    ],
    ...['site-admins', 'Site Admins', 'sité_admins', 'platform\u2011crew', 'ｓｉｔｅ-admins'].map(
      (name): [string, string, Partial<PlanQuestion>, Verdict[]] => [
        `refuses ${name}, which reads like a protected one`,
        name,
        { live: liveState({ protectedNames }) },
        [reserved, NOT_CREATED],
      ],
    ),
  ];
  test.each(cases)('%s', (_, name, over, verdicts) => {
    expect(verdictsOf(found(name), over)).toEqual(verdicts);
  });
});

describe('a group that the request has created', () => {
  const joins = (groupId: string): Ask => ({
    subjects: [{ kind: 'person', ...person('Sam') }],
    changes: [
      { verb: 'add', entitlement: { kind: 'group', groupId, name: 'guild' }, subjects: [0] },
    ],
  });
  const live = (...protection: GroupProtection[]) =>
    liveState({
      groups: new Map([['g9', { ...ordinaryGroup, protection }]]),
    });

  test('takes its first members without being on the list', () => {
    const groupsOfRequest = new Set(['g9']);
    expect(verdictsOf(joins('g9'), { live: live(), groupsOfRequest })).toEqual([CHANGE]);
    expect(verdictsOf(joins('g9'), { live: live() })).toEqual([
      { verdict: 'refused', reason: 'groupNotRequestable' },
    ]);
  });

  test('takes none once no group can be created by request, unless it is listed', () => {
    const creation = { users: true, groups: false };
    const of = (policy: Policy) =>
      verdictsOf(joins('g9'), { live: live(), groupsOfRequest: new Set(['g9']), policy });
    expect(of({ ...LISTED, creation })).toEqual([
      { verdict: 'refused', reason: 'groupNotRequestable' },
    ]);
    const requestableGroups = [
      { kind: 'group' as const, groupId: 'g9', name: 'guild', unlockedFor: [] },
    ];
    expect(of({ ...LISTED, creation, requestableGroups })).toEqual([CHANGE]);
  });

  test('takes none once it administers anything', () => {
    expect(
      verdictsOf(joins('g9'), {
        live: live('jiraAdministration'),
        groupsOfRequest: new Set(['g9']),
      }),
    ).toEqual([{ verdict: 'refused', reason: 'groupProtected' }]);
  });
});
