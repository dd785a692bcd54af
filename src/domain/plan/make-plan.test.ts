import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AT,
  acting,
  developers,
  frontend,
  LISTED,
  liveState,
  ordinaryGroup,
  ordinaryRole,
  otherProjectRole,
  planQuestion,
  subject,
} from '../../../tests/support/samples';
import type { Ask } from '../action/ask';
import { DAY } from '../lib/time';
import { FIRST_POLICY, type Policy } from '../policy/policy';
import type { LiveGroup, LiveState } from './live-state';
import { makePlan } from './make-plan';
import { countVerdicts, type Verdict } from './plan';
import type { PlanQuestion } from './plan-question';

const unlocked: Policy = {
  ...FIRST_POLICY,
  requestableGroups: [{ ...frontend, unlockedFor: ['siteAdministration'], unlockedOn: 'site' }],
};

function verdictOf(over: Partial<PlanQuestion>): Verdict | undefined {
  return makePlan(planQuestion(over)).verdicts[0];
}

const ask = (
  verb: 'add' | 'remove',
  entitlement: Ask['changes'][number]['entitlement'],
  ...names: string[]
): Ask => ({
  subjects: names.map(subject),
  changes: [{ verb, entitlement, subjects: names.map((_, place) => place) }],
});
const group = (over: Partial<LiveGroup>): Partial<LiveState> => ({
  groups: new Map([['g1', { ...ordinaryGroup, ...over }]]),
});
const holds = (key: string, ...names: string[]): Partial<LiveState> => ({
  holders: new Map([[key, new Set(names.map((name) => `person:${name}`))]]),
});
const sam = (over: object): Partial<LiveState> => ({
  people: new Map([['sam', { active: true, accountType: 'atlassian', ...over }]]),
});

describe('a plan', () => {
  const cases: [string, Partial<PlanQuestion>, Verdict][] = [
    ['adds who is not in', {}, { verdict: 'change' }],
    ['leaves who is in', { live: liveState(holds('group:g1', 'sam')) }, { verdict: 'alreadySo' }],
    [
      'removes who is in',
      { ask: ask('remove', frontend, 'Sam'), live: liveState(holds('group:g1', 'sam')) },
      { verdict: 'change' },
    ],
    ['leaves who is not in', { ask: ask('remove', frontend, 'Sam') }, { verdict: 'alreadySo' }],
    [
      'refuses a group that is not listed',
      { policy: FIRST_POLICY },
      { verdict: 'refused', reason: 'groupNotRequestable' },
    ],
    [
      'refuses a protected group, LISTED or not',
      { live: liveState(group({ protection: ['siteAdministration'] })) },
      { verdict: 'refused', reason: 'groupProtected' },
    ],
    [
      'allows a protected group that was unlocked',
      { policy: unlocked, live: liveState(group({ protection: ['siteAdministration'] })) },
      { verdict: 'change' },
    ],
    [
      'says that a group is gone',
      { live: liveState({ groups: new Map() }) },
      { verdict: 'impossible', reason: 'noSuchGroup' },
    ],
    [
      'says that a group is managed elsewhere',
      { live: liveState(group({ managedElsewhere: true })) },
      { verdict: 'impossible', reason: 'groupManagedElsewhere' },
    ],
    [
      'says that a person is unknown',
      { live: liveState({ people: new Map() }) },
      { verdict: 'impossible', reason: 'noSuchPerson' },
    ],
    [
      'adds nobody who is inactive',
      { live: liveState(sam({ active: false })) },
      { verdict: 'impossible', reason: 'personInactive' },
    ],
    [
      'removes somebody who is inactive',
      {
        ask: ask('remove', frontend, 'Sam'),
        live: liveState({ ...sam({ active: false }), ...holds('group:g1', 'sam') }),
      },
      { verdict: 'change' },
    ],
    [
      'adds no app',
      { live: liveState(sam({ accountType: 'app' })) },
      { verdict: 'impossible', reason: 'notAPerson' },
    ],
    [
      'adds no portal customer',
      { live: liveState(sam({ accountType: 'customer' })) },
      { verdict: 'impossible', reason: 'notAPerson' },
    ],
    [
      "allows a role of the issue's project",
      { ask: ask('add', developers, 'Sam'), policy: FIRST_POLICY },
      { verdict: 'change' },
    ],
    [
      'refuses a role of another project',
      { ask: ask('add', otherProjectRole, 'Sam') },
      { verdict: 'refused', reason: 'projectNotRequestable' },
    ],
    [
      'allows a role of another project under a wider policy',
      { ask: ask('add', otherProjectRole, 'Sam'), policy: { ...LISTED, rolesOf: 'anyProject' } },
      { verdict: 'change' },
    ],
    [
      'takes no project id of another site for the issue’s',
      { ask: ask('add', developers, 'Sam'), issueProjectId: undefined },
      { verdict: 'refused', reason: 'projectNotRequestable' },
    ],
    [
      'says that a role is not in the project',
      { ask: ask('add', developers, 'Sam'), live: liveState({ roles: new Map() }) },
      { verdict: 'impossible', reason: 'roleNotInProject' },
    ],
    [
      'says that a project is archived',
      {
        ask: ask('add', developers, 'Sam'),
        live: liveState({
          roles: new Map([['role:10:100', { ...ordinaryRole, projectArchived: true }]]),
        }),
      },
      { verdict: 'impossible', reason: 'noSuchProject' },
    ],
  ];
  test.each(cases)('%s', (_, question, expected) => {
    expect(verdictOf(question)).toEqual(expected);
  });

  const endsIn = (days: number) =>
    liveState({
      ...holds('group:g1', 'sam'),
      endings: new Map([
        [
          'group:g1',
          new Map([['person:sam', { at: AT + days * DAY, by: [{ endsAt: AT + days * DAY }] }]]),
        ],
      ]),
    });
  test.each([
    ['permanent access in place of one that ends', { kind: 'permanent' }, 'change'],
    ['a longer term in place of a shorter', { kind: 'days', days: 20 }, 'change'],
    ['no shorter term in place of a longer', { kind: 'days', days: 5 }, 'alreadySo'],
    ['no equal term', { kind: 'days', days: 10 }, 'alreadySo'],
  ] as const)('gives %s', (_, term, verdict) => {
    expect(verdictOf({ term, live: endsIn(10) })?.verdict).toBe(verdict);
  });

  test('tells when access that it prolongs would have ended', () => {
    expect(verdictOf({ live: endsIn(10) })).toEqual({ verdict: 'change', prolongs: AT + 10 * DAY });
  });
});

describe('what is to end with the work item', () => {
  const term = { kind: 'workItem', issueId: '1', issueKey: 'WEB-1', at: AT + 20 * DAY } as const;
  const holders = new Map([['group:g1', new Set(['person:sam'])]]);
  const verdict = (over: Partial<PlanQuestion>) =>
    makePlan(planQuestion({ term, ...over })).verdicts[0];

  test.each<[string, Partial<PlanQuestion>, object]>([
    ['is given while that is open', { workItem: 'open' }, { verdict: 'change' }],
    [
      'is not once it was done',
      { workItem: 'over' },
      { verdict: 'refused', reason: 'workItemDone' },
    ],
    ['nor where that is not known', {}, { verdict: 'refused', reason: 'workItemNotKnown' }],
  ])('%s', (_, over, expected) => {
    expect(verdict(over)).toEqual(expected);
  });

  test.each<[string, { endsAt: number; workItemId?: string }, PlanQuestion['term'], string]>([
    ['a fixed time that is later', { endsAt: AT + 21 * DAY }, term, 'alreadySo'],
    ['the same work item, later', { endsAt: AT + 21 * DAY, workItemId: '1' }, term, 'alreadySo'],
    ['the same work item, sooner', { endsAt: AT + 19 * DAY, workItemId: '1' }, term, 'change'],
    [
      'another work item, which may be done before',
      { endsAt: AT + 90 * DAY, workItemId: '2' },
      term,
      'change',
    ],
    [
      'a work item beside days',
      { endsAt: AT + 90 * DAY, workItemId: '1' },
      { kind: 'days', days: 2 },
      'change',
    ],
  ])('held until %s', (_, by, asked, expected) => {
    const endings = new Map([['group:g1', new Map([['person:sam', { at: by.endsAt, by: [by] }]])]]);
    const live = liveState({ ...planQuestion().live, holders, endings });
    expect(verdict({ term: asked, workItem: 'open', live })).toMatchObject({ verdict: expected });
  });
});

describe('Invariant 7: the last admin of anything is never removed', () => {
  test('however many are to go, one is left in a protected group and in an admin role', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        (members, leaving, isRole) => {
          const names = Array.from({ length: leaving }, (_, place) => `P${place}`);
          const key = isRole ? 'role:10:100' : 'group:g1';
          const live = liveState({
            people: new Map(
              names.map((name) => [name.toLowerCase(), { active: true, accountType: 'atlassian' }]),
            ),
            ...group({ protection: ['siteAdministration'], acting: acting(members) }),
            roles: new Map([
              ['role:10:100', { ...ordinaryRole, adminRole: true, acting: acting(members) }],
            ]),
            ...holds(key, ...names.slice(0, members).map((name) => name.toLowerCase())),
          });
          const { verdicts } = makePlan({
            ask: ask('remove', isRole ? developers : frontend, ...names),
            term: { kind: 'permanent' },
            policy: unlocked,
            connectionId: 'site',
            issueProjectId: '10',
            groupsOfRequest: new Set(),
            accountsOfRequest: new Set(),
            tokenKind: 'unscoped',
            live,
            at: AT,
          });
          const counts = countVerdicts(verdicts);
          expect(counts.change).toBe(Math.min(leaving, members - 1));
          expect(counts.impossible).toBe(leaving >= members ? 1 : 0);
        },
      ),
    );
  });
});
