import { describe, expect, test } from 'vitest';
import {
  AT,
  addToFrontend,
  developers,
  frontend,
  liveState,
  subject,
} from '../../../tests/support/samples';
import type { Ask } from '../action/ask';
import { FIRST_POLICY } from '../policy/policy';
import { makePlan } from './make-plan';
import {
  countVerdicts,
  IMPOSSIBLE_REASONS,
  type ImpossibleReason,
  mayPass,
  type Plan,
  REFUSED_REASONS,
  type RefusedReason,
  type Verdict,
} from './plan';
import { planFingerprint } from './plan-fingerprint';
import { planInForce } from './plan-in-force';
import type { PlanQuestion } from './plan-question';

const CHANGE: Verdict = { verdict: 'change' };
const ALREADY: Verdict = { verdict: 'alreadySo' };

describe('what stands in the way', () => {
  const passes: Record<RefusedReason | ImpossibleReason, boolean> = {
    // A decision of an admin, or a mistake in the ask: the same the next time.
    groupProtected: false,
    groupNotRequestable: false,
    termTooLong: false,
    termOver: false,
    projectNotRequestable: false,
    askerNotAllowed: false,
    askerNotKnown: true,
    projectNotAllowed: false,
    approverNotLetIn: false,
    policyDecidesNoMore: false,
    bundleNotHeld: false,
    heldBesides: false,
    restNotGiven: true,
    projectNotKnown: true,
    workItemDone: false,
    workItemNotKnown: true,
    creationNotAllowed: false,
    groupNameReserved: false,
    groupNameLookAlike: false,
    groupNamesNotKnown: true,
    emailMalformed: false,
    addressNotKnown: true,
    groupNameInvalid: false,
    groupNameTaken: false,
    groupInGroup: false,
    // As the site is, until a person changes it.
    noSuchPerson: false,
    personInactive: false,
    notAPerson: false,
    noSuchGroup: false,
    groupManagedElsewhere: false,
    noSuchProject: false,
    roleNotInProject: false,
    lastAdmin: false,
    mayBeLastAdmin: false,
    connectionAccount: false,
    tokenCannotCreateUsers: false,
    // Not known, or not there, yet.
    protectionNotKnown: true,
    adminsNotKnown: true,
    notCreated: true,
    notYetVisible: true,
    recordUnreadable: true,
  };
  test.each([...REFUSED_REASONS, ...IMPOSSIBLE_REASONS])('%s', (reason) => {
    expect(mayPass(reason)).toBe(passes[reason]);
  });
});

test('verdicts are counted by what they say', () => {
  const refused: Verdict = { verdict: 'refused', reason: 'groupProtected' };
  const impossible: Verdict = { verdict: 'impossible', reason: 'noSuchGroup' };
  expect(countVerdicts([CHANGE, impossible, ALREADY, CHANGE, refused, CHANGE, refused])).toEqual({
    change: 3,
    alreadySo: 1,
    refused: 2,
    impossible: 1,
  });
  expect(countVerdicts([])).toEqual({ change: 0, alreadySo: 0, refused: 0, impossible: 0 });
});

describe('what was shown is told from what is by its fingerprint', () => {
  const ask = addToFrontend('Sam', 'Pia');
  const print = (verdicts: readonly Verdict[], of: Ask = ask, site = 'acme'): string =>
    planFingerprint(site, of, { verdicts, computedAt: AT } satisfies Plan);
  const shown = print([CHANGE, ALREADY]);

  test('the same plan, whenever it is made, has the same', () => {
    expect(planFingerprint('acme', ask, { verdicts: [CHANGE, ALREADY], computedAt: AT + 1 })).toBe(
      shown,
    );
  });

  test.each<[string, string]>([
    ['another site', print([CHANGE, ALREADY], ask, 'umbrella')],
    ['another verdict', print([ALREADY, ALREADY])],
    ['the verdicts of others', print([ALREADY, CHANGE])],
    ['a verdict less', print([CHANGE])],
    ['a refusal', print([CHANGE, { verdict: 'refused', reason: 'groupProtected' }])],
    ['another person', print([CHANGE, ALREADY], addToFrontend('Sam', 'Otto'))],
    ['two people in another order', print([CHANGE, ALREADY], addToFrontend('Pia', 'Sam'))],
    [
      'another group',
      print([CHANGE, ALREADY], {
        ...ask,
        changes: [{ verb: 'add', entitlement: { ...frontend, groupId: 'g2' }, subjects: [0, 1] }],
      }),
    ],
    [
      'taking instead of giving',
      print([CHANGE, ALREADY], {
        ...ask,
        changes: [{ verb: 'remove', entitlement: frontend, subjects: [0, 1] }],
      }),
    ],
  ])('%s has another', (_, other) => {
    expect(other).not.toBe(shown);
  });

  test('a refusal for another reason has another, and so has one line made of two', () => {
    const refused = (reason: RefusedReason) => print([CHANGE, { verdict: 'refused', reason }]);
    expect(refused('groupProtected')).not.toBe(refused('groupNotRequestable'));
    expect(print([CHANGE, { verdict: 'impossible', reason: 'noSuchGroup' }])).not.toBe(
      refused('groupProtected'),
    );
  });

  test('giving is another thing than giving for longer', () => {
    const prolongs = (until: number) => print([{ verdict: 'change', prolongs: until }, ALREADY]);
    expect(prolongs(AT)).not.toBe(shown);
    expect(prolongs(AT)).not.toBe(prolongs(AT + 1));
  });
});

describe('a plan under the policy in force', () => {
  const live = liveState({
    holders: new Map([
      ['group:g1', new Set(['person:pia'])],
      ['role:10:100', new Set(['person:sam'])],
    ]),
  });
  const question = (over: Partial<PlanQuestion>): PlanQuestion => ({
    ask: {
      subjects: [subject('Sam'), subject('Pia')],
      changes: [
        { verb: 'remove', entitlement: developers, subjects: [0] },
        { verb: 'add', entitlement: frontend, subjects: [0, 1] },
      ],
    },
    term: { kind: 'days', days: 30 },
    policy: { ...FIRST_POLICY, requestableGroups: [{ ...frontend, unlockedFor: [] }] },
    connectionId: 'site',
    issueProjectId: '10',
    groupsOfRequest: new Set(),
    accountsOfRequest: new Set(),
    tokenKind: 'unscoped',
    live,
    at: AT,
    ...over,
  });
  const atMost = (longestTermDays: number) => ({ ...question({}).policy, longestTermDays });
  const TOO_LONG: Verdict = { verdict: 'refused', reason: 'termTooLong' };

  test('gives nothing for longer than may be asked for by now; taking has no term', () => {
    expect(planInForce(question({ policy: atMost(7) })).verdicts).toEqual([
      CHANGE,
      TOO_LONG,
      ALREADY,
    ]);
    const permanent = question({ policy: atMost(90), term: { kind: 'permanent' } });
    expect(planInForce(permanent).verdicts).toEqual([CHANGE, TOO_LONG, ALREADY]);
  });

  test('does nothing that a fallback approver approved beside those who were asked, and may not any more', () => {
    const NOT_LET_IN: Verdict = { verdict: 'refused', reason: 'approverNotLetIn' };
    const letIn = [{ accountId: 'emma', afterHours: 24 }];
    expect(planInForce(question({ letIn })).verdicts).toEqual([NOT_LET_IN, NOT_LET_IN, ALREADY]);
    const emma = { accountId: 'emma', displayName: 'Emma' };
    const lets = { ...question({}).policy, fallbackApprovers: [emma], fallbackAfterHours: 24 };
    expect(planInForce(question({ letIn, policy: lets })).verdicts).toEqual([
      CHANGE,
      CHANGE,
      ALREADY,
    ]);
  });

  test('does nothing that the policy decided and would not any more', () => {
    const NO_MORE: Verdict = { verdict: 'refused', reason: 'policyDecidesNoMore' };
    expect(planInForce(question({ policyDecides: false })).verdicts).toEqual([
      NO_MORE,
      NO_MORE,
      ALREADY,
    ]);
    expect(planInForce(question({ policyDecides: true })).verdicts).toEqual([
      CHANGE,
      CHANGE,
      ALREADY,
    ]);
  });

  test.each([30, 31])('is as it was under a limit of %d days', (days) => {
    const asked = question({ policy: atMost(days) });
    expect(planInForce(asked)).toEqual(makePlan(asked));
    expect(planInForce(asked).verdicts).toEqual([CHANGE, CHANGE, ALREADY]);
  });
});
