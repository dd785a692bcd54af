import { describe, expect, test } from 'vitest';
import { AT, frontend, subject } from '../../../tests/support/samples';
import type { Verb } from '../action/action';
import { entitlementKey } from '../action/entitlement';
import type { Grant } from '../grant/grant';
import { approvedOnRecord } from '../holding/approved-on-record';
import { giveGrant } from '../holding/give-grant';
import { wantedOf } from '../holding/holding';
import { takeAway } from '../holding/take-away';
import { DAY } from '../lib/time';
import { unlessDecidedSince } from './later-decision';
import type { Settled } from './settle-before';
import type { StepState } from './step';

const PENDING: StepState = { state: 'pending' };
const BEGUN: StepState = { state: 'begun', before: 'notHeld', at: AT - 1 };
const end = (outcome: StepState): Settled => ({ do: 'end', outcome });
const send: Settled = { do: 'send', before: 'notHeld', resent: false };
const prolong = end({ state: 'unchanged', at: AT, prolonged: true });
const applied = end({ state: 'applied', before: 'notHeld', at: AT });
const refused = (more: object = {}): Settled => ({
  do: 'end',
  outcome: { state: 'failed', reason: 'takenAwaySince', retryable: false, at: AT, ...more },
});
const [BEFORE, SAME, LATER] = [AT - 1, AT, AT + 1];

describe('an approval gives nothing that a later approved removal took away', () => {
  test.each<[string, Settled, StepState, Verb, number | undefined, Settled]>([
    ['never taken away: is sent', send, PENDING, 'add', undefined, send],
    ['taken away before: is sent', send, PENDING, 'add', BEFORE, send],
    ['taken away by the same approval: is sent', send, PENDING, 'add', SAME, send],
    ['taken away later: is not sent', send, PENDING, 'add', LATER, refused()],
    [
      'taken away later: is not sent again, and stays to be read back',
      send,
      BEGUN,
      'add',
      LATER,
      refused({ begun: { before: 'notHeld', at: AT - 1 } }),
    ],
    ['taken away before: prolongs', prolong, PENDING, 'add', BEFORE, prolong],
    ['taken away later: does not prolong', prolong, PENDING, 'add', LATER, refused()],
    ['what was sent before is told as it is', applied, BEGUN, 'add', LATER, applied],
    ['what has ended stays', { do: 'nothing' }, PENDING, 'add', LATER, { do: 'nothing' }],
    ['what is waited for is waited for', { do: 'wait' }, PENDING, 'add', LATER, { do: 'wait' }],
    ['what takes away is sent all the same', send, PENDING, 'remove', LATER, send],
    ['what creates is sent all the same', send, PENDING, 'create', LATER, send],
  ])('%s', (_, settled, outcome, verb, revokedAt, after) => {
    const approvals = { verb, approvedAt: AT, revokedAt, givenBy: [] };
    expect(unlessDecidedSince(settled, outcome, approvals, AT)).toEqual(after);
  });
});

describe('nor does an approved removal take away what a later approval gave', () => {
  const alreadySo = end({ state: 'unchanged', at: AT });
  const refused = (more: object = {}) =>
    end({ state: 'failed', reason: 'givenSince', retryable: false, at: AT, ...more });
  const held: StepState = { state: 'begun', before: 'held', at: AT - 1 };
  const by = (approvedAt: number, endsAt?: number) => ({ approvedAt, endsAt });
  const later = [by(BEFORE), by(LATER)];
  test.each<[string, Settled, StepState, Verb, readonly ReturnType<typeof by>[], Settled]>([
    ['given by no request: is sent', send, PENDING, 'remove', [], send],
    ['given by an earlier approval: is sent', send, PENDING, 'remove', [by(BEFORE)], send],
    ['given by the same approval: is sent', send, PENDING, 'remove', [by(SAME)], send],
    ['given by a later approval: is not sent', send, PENDING, 'remove', later, refused()],
    [
      'given by a later approval for a time: is not sent as long as that is',
      send,
      PENDING,
      'remove',
      [by(BEFORE), by(LATER, AT + 9)],
      refused({ retryable: true }),
    ],
    [
      'given by later approvals, and one of them is for good: is not sent',
      send,
      PENDING,
      'remove',
      [by(LATER, AT + 9), by(LATER)],
      refused(),
    ],
    [
      'given by a later approval: is not sent again, and stays to be read back',
      send,
      held,
      'remove',
      later,
      refused({ begun: { before: 'held', at: AT - 1 } }),
    ],
    ['gone already: is told so', alreadySo, PENDING, 'remove', later, alreadySo],
    ['what gives is sent all the same', send, PENDING, 'add', later, send],
  ])('%s', (_, settled, outcome, verb, givenBy, after) => {
    const approvals = { verb, approvedAt: AT, revokedAt: undefined, givenBy };
    expect(unlessDecidedSince(settled, outcome, approvals, AT)).toEqual(after);
  });

  test.each<[string, readonly Partial<Grant>[], number | undefined]>([
    ['nothing is in force', [], undefined],
    ['the latest of what is in force', [{ approvedAt: 3 }, { approvedAt: 7 }], 7],
    ['for good', [{ approvedAt: 3, endsAt: undefined }], 3],
    ['not what is due', [{ approvedAt: 3 }, { approvedAt: 7, endsAt: AT }], 3],
    ['what earlier versions wrote says nothing', [{}], undefined],
  ])('by the approval of what is in force: %s', (_, grants, expected) => {
    const of = { connectionId: 'site', entitlement: frontend, subject: subject('Sam') };
    const work = { state: 'stays' } as const;
    const sample = {
      requestId: 'r',
      block: 0,
      issueKey: 'W-1',
      size: 1,
      grantedAt: 1,
      endsAt: AT + 1,
    };
    const holding = {
      ...of,
      revision: 1,
      grants: grants.map((one) => ({ ...sample, ...one })),
      ended: [],
      work,
    };
    const found = approvedOnRecord([holding], AT);
    const times = found.get(entitlementKey(frontend))?.get('person:sam') ?? [];
    expect(times.at(-1)?.approvedAt).toBe(expected);
  });
});

describe('what was taken away stays on record', () => {
  const held = { connectionId: 'site', entitlement: frontend, subject: subject('Sam') };
  const taken = { approvedAt: AT, lookedAt: AT + 1, sent: false };
  const sent = { ...taken, sent: true };
  const grant = { requestId: 'r1', block: 0, issueKey: 'WEB-1', size: 1, endsAt: AT + DAY };
  const holding = (grantedAt: number, over: object = {}) => ({
    ...held,
    revision: 4,
    grants: [{ ...grant, grantedAt }],
    ended: [],
    work: { state: 'runs', dueAt: AT + DAY } as const,
    ...over,
  });

  test('also where nothing was', () => {
    expect(takeAway(held, undefined, taken, AT + 2)).toEqual({
      holding: {
        ...held,
        revision: 1,
        grants: [],
        ended: [],
        work: { state: 'over' },
        revokedAt: AT,
      },
      facts: [],
    });
  });

  test('with the end of what was in force', () => {
    const change = takeAway(held, holding(AT), taken, AT + 2);
    expect(change?.holding).toMatchObject({
      grants: [],
      ended: [{ requestId: 'r1', why: 'revoked' }],
      work: { state: 'over' },
      revokedAt: AT,
    });
    expect(change?.facts).toHaveLength(1);
  });

  test('beside what was given since the look, which it leaves as it is where nothing was sent', () => {
    const since = holding(AT + 1);
    const left = { ...since, revision: 5, revokedAt: AT };
    expect(takeAway(held, since, taken, AT + 2)?.holding).toEqual(left);
  });

  describe.each([
    ['before the look', AT],
    ['since the look', AT + 2],
  ])('where a call took away what a later approval gave %s', (_, grantedAt) => {
    const grants = [{ ...grant, grantedAt, approvedAt: AT + 1 }];
    const settling = { state: 'settling', until: AT + 3, sent: false, tries: 0 };
    const toLook = { grants, work: settling, turnedAt: AT + 3, revokedAt: AT };

    test('the site is looked at, and it is given back', () => {
      const current = holding(AT, { grants });
      const change = takeAway(held, current, sent, AT + 3);
      expect(change).toMatchObject({ holding: toLook, facts: [] });
      expect(wantedOf(change?.holding ?? current, AT + 3)).toBe('held');
    });

    test('also where a later removal is on record, and where it is written once more', () => {
      const current = holding(AT, { grants, revokedAt: AT + 9 });
      const later = { ...grants[0], approvedAt: AT + 10 };
      const change = takeAway(held, { ...current, grants: [later] } as never, sent, AT + 3);
      expect(change?.holding.work).toEqual(settling);
      const again = takeAway(held, change?.holding, sent, AT + 4);
      expect(again?.holding.work).toEqual({ ...settling, until: AT + 4 });
    });

    test('and written after it by whoever gave it, who had looked before', () => {
      const current = takeAway(held, undefined, sent, AT + 3)?.holding;
      const [given] = grants as [Grant];
      const giving = { grant: given, how: 'applied', lookedAt: AT + 1 } as const;
      expect(giveGrant(held, current, giving, AT + 4)?.holding.work.state).toBe('settling');
    });
  });

  describe('where an earlier approval gave it in the same moment', () => {
    const given = { ...grant, grantedAt: AT + 2 };
    const rows = [
      ['an earlier approval: over at once', { approvedAt: AT - 1 }, AT + 2, 'settling'],
      [
        'for good, by an earlier approval',
        { approvedAt: AT - 1, endsAt: undefined },
        AT + 2,
        'settling',
      ],
      ['the same approval', { approvedAt: AT }, AT + DAY, 'runs'],
      ['a later approval', { approvedAt: AT + 1 }, AT + DAY, 'runs'],
      ['of an earlier version: not known', {}, AT + DAY, 'runs'],
    ] as const;
    test.each(rows)('and is written first: %s', (_, over, endsAt, state) => {
      const current = holding(AT, { grants: [{ ...given, ...over }] });
      const change = takeAway(held, current, taken, AT + 3)?.holding;
      expect(change).toMatchObject({ grants: [{ endsAt }], work: { state }, revokedAt: AT });
    });
    test.each(rows)('and is written after it: %s', (_, over, endsAt, state) => {
      const current = takeAway(held, undefined, taken, AT + 2)?.holding;
      const giving = { grant: { ...given, ...over }, how: 'applied', lookedAt: AT } as const;
      const change = giveGrant(held, current, giving, AT + 3)?.holding;
      expect(change).toMatchObject({ grants: [{ endsAt }], work: { state }, revokedAt: AT });
      const again = giveGrant(held, change, giving, AT + 9)?.holding;
      expect(again?.grants).toEqual(change?.grants);
    });
  });

  test('once, and the latest of them', () => {
    const first = takeAway(held, undefined, taken, AT + 2)?.holding;
    expect(takeAway(held, first, taken, AT + 3)).toBeUndefined();
    expect(takeAway(held, first, { ...taken, approvedAt: AT - 9 }, AT + 3)).toBeUndefined();
    const later = takeAway(held, first, { ...taken, approvedAt: AT + 9 }, AT + 3);
    expect(later?.holding.revokedAt).toBe(AT + 9);
  });
});
