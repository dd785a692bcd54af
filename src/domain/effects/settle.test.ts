import { describe, expect, test } from 'vitest';
import { AT } from '../../../tests/support/samples';
import type { Verdict } from '../plan/plan';
import { settleAfter } from './settle-after';
import { settleBefore } from './settle-before';
import type { StepState } from './step';
import { PROVED_WITHIN } from './what-is-ours';

const pending: StepState = { state: 'pending' };
const begun: StepState = { state: 'begun', before: 'notHeld', at: AT - 1 };
const change: Verdict = { verdict: 'change' };
const alreadySo: Verdict = { verdict: 'alreadySo' };
const prolongs: Verdict = { verdict: 'change', prolongs: AT };
const refused: Verdict = { verdict: 'refused', reason: 'groupProtected' };

const delisted: Verdict = { verdict: 'refused', reason: 'groupNotRequestable' };

const failed = (reason: string, retryable: boolean, before?: object) => ({
  do: 'end',
  outcome: {
    state: 'failed',
    reason,
    retryable,
    at: AT,
    ...(before === undefined ? {} : { begun: before }),
  },
});

describe('a step before its effect', () => {
  const cases: [string, StepState, Verdict, Verdict, unknown][] = [
    [
      'is sent as planned',
      pending,
      change,
      change,
      { do: 'send', before: 'notHeld', resent: false },
    ],
    [
      'is unchanged where it became so, and claims what it was approved for',
      pending,
      change,
      alreadySo,
      { do: 'end', outcome: { state: 'unchanged', at: AT, claimed: true, noted: true } },
    ],
    [
      'takes the place of a grant that ends',
      pending,
      change,
      prolongs,
      { do: 'end', outcome: { state: 'unchanged', at: AT, prolonged: true } },
    ],
    [
      'is not sent where the policy says no by now',
      pending,
      change,
      refused,
      {
        do: 'end',
        outcome: { state: 'failed', reason: 'groupProtected', retryable: false, at: AT },
      },
    ],
    [
      'does nothing beyond the approved plan',
      pending,
      alreadySo,
      change,
      {
        do: 'end',
        outcome: { state: 'failed', reason: 'beyondApprovedPlan', retryable: false, at: AT },
      },
    ],
    [
      'stays so where nothing was planned',
      pending,
      alreadySo,
      alreadySo,
      { do: 'end', outcome: { state: 'unchanged', at: AT, noted: true } },
    ],
    [
      'stays so where nothing was planned, and takes no place of a grant that ends',
      pending,
      alreadySo,
      prolongs,
      { do: 'end', outcome: { state: 'unchanged', at: AT, noted: true } },
    ],
    [
      'forgets nothing that may have been sent where nothing was planned',
      begun,
      alreadySo,
      change,
      failed('beyondApprovedPlan', false, { before: 'notHeld', at: AT - 1 }),
    ],
    [
      'can be tried again where what stands in the way may pass',
      pending,
      change,
      { verdict: 'impossible', reason: 'recordUnreadable' },
      failed('recordUnreadable', true),
    ],
    [
      'was applied where it was begun and is there',
      begun,
      change,
      alreadySo,
      { do: 'end', outcome: { state: 'applied', before: 'notHeld', at: AT } },
    ],
    [
      'is sent again where it was begun and is not there',
      begun,
      change,
      change,
      { do: 'send', before: 'notHeld', resent: true },
    ],
    [
      'is as it was where it was begun long ago and is there: by whom is not known',
      { ...begun, at: AT - PROVED_WITHIN - 1 },
      change,
      alreadySo,
      { do: 'end', outcome: { state: 'applied', before: 'notHeld', at: AT, unproved: true } },
    ],
    [
      'was applied where it was begun and is held by a grant',
      begun,
      change,
      prolongs,
      { do: 'end', outcome: { state: 'applied', before: 'notHeld', at: AT } },
    ],
    [
      'is unchanged where it was begun and was so before',
      { ...begun, before: 'held' },
      change,
      alreadySo,
      { do: 'end', outcome: { state: 'unchanged', at: AT } },
    ],
    [
      'is as it was where a look in between did not show it',
      { ...begun, missed: true },
      change,
      alreadySo,
      { do: 'end', outcome: { state: 'applied', before: 'notHeld', at: AT, unproved: true } },
    ],
    [
      'says that a group of the name is there, where it may have been sent',
      begun,
      change,
      { verdict: 'impossible', reason: 'groupNameTaken' },
      failed('creationUnproved', true, { before: 'notHeld', at: AT - 1 }),
    ],
    [
      'says whose the name is where it was not sent',
      pending,
      change,
      { verdict: 'impossible', reason: 'groupNameTaken' },
      failed('groupNameTaken', false),
    ],
    [
      'forgets nothing that may have been sent, whatever the policy says by now',
      { ...begun, missed: true },
      change,
      refused,
      failed('groupProtected', false, { before: 'notHeld', at: AT - 1, missed: true }),
    ],
    [
      'waits for what was created and is not shown yet',
      pending,
      change,
      { verdict: 'impossible', reason: 'notYetVisible' },
      { do: 'wait' },
    ],
    [
      'waits for it also where it was begun',
      begun,
      change,
      { verdict: 'impossible', reason: 'notYetVisible' },
      { do: 'wait' },
    ],
    [
      'is left alone where it has ended',
      { state: 'unchanged', at: 1 },
      change,
      change,
      { do: 'nothing' },
    ],
  ];
  test.each(cases)('%s', (_, outcome, planned, now, expected) => {
    expect(settleBefore({ subject: 0, planned, outcome }, { verb: 'add' }, now, AT)).toStrictEqual(
      expected,
    );
  });

  test('an account that is there after a call that nobody answered: by whom is never known', () => {
    const step = { subject: 0, planned: change, outcome: begun };
    expect(
      settleBefore(step, { verb: 'create' }, alreadySo, AT, { foundId: 'ann-1' }),
    ).toStrictEqual({
      do: 'end',
      outcome: {
        state: 'applied',
        before: 'notHeld',
        at: AT,
        createdId: 'ann-1',
        unproved: true,
      },
    });
    const fresh = { ...step, outcome: pending };
    expect(
      settleBefore(fresh, { verb: 'create' }, alreadySo, AT, { foundId: 'ann-1' }),
    ).toStrictEqual({
      do: 'end',
      outcome: { state: 'unchanged', at: AT, createdId: 'ann-1' },
    });
  });

  test.each([
    ['is not there', change],
    ['is there, by somebody’s hand', alreadySo],
  ])('what it gave by its records is not given again where it %s', (_, now) => {
    const given = { grantedAt: 5, isOver: false };
    const step = { subject: 0, planned: change, outcome: begun };
    const applied = { state: 'applied', before: 'notHeld', at: 5 } as const;
    expect(settleBefore(step, { verb: 'add' }, now, AT, { given })).toStrictEqual({
      do: 'end',
      outcome: applied,
    });
    const unproved = settleBefore(step, { verb: 'add' }, now, AT, {
      given: { ...given, unproved: true },
    });
    expect(unproved).toStrictEqual({ do: 'end', outcome: { ...applied, unproved: true } });
  });

  test.each<[string, boolean, Verdict, object]>([
    ['goes on', false, change, { do: 'send' }],
    ['goes on', false, prolongs, { do: 'end', outcome: { prolonged: true, at: AT } }],
    ['is over', true, change, { do: 'end', outcome: { prolonged: true, at: 5 } }],
    ['is over', true, alreadySo, { do: 'end', outcome: { prolonged: true, at: 5 } }],
    ['is over', true, prolongs, { do: 'end', outcome: { prolonged: true, at: 5 } }],
    ['is over', true, delisted, { do: 'end', outcome: { prolonged: true, at: 5 } }],
  ])(
    'what prolonged something by its records, and %s (%s: %o), is not begun anew once it is over',
    (...row) => {
      const [, isOver, now, expected] = row;
      const step = { subject: 0, planned: change, outcome: pending };
      const settled = settleBefore(step, { verb: 'add' }, now, AT, {
        given: { grantedAt: 5, isOver },
      });
      expect(settled).toMatchObject(expected);
    },
  );

  test.each<[string, StepState, boolean | undefined, unknown]>([
    ['is there soon after is ours', begun, true, { state: 'applied', before: 'notHeld' }],
    [
      'is there, and may be anybody’s',
      { ...begun, missed: true },
      true,
      { state: 'applied', unproved: true },
    ],
    ['is not there failed', begun, false, { state: 'failed', reason: 'groupNotRequestable' }],
    ['may be there failed', begun, undefined, { state: 'failed', reason: 'groupNotRequestable' }],
    ['was never sent failed', pending, true, { state: 'failed', reason: 'groupNotRequestable' }],
  ])('what may be asked for no more and %s', (_, outcome, isHeld, expected) => {
    const step = { subject: 0, planned: change, outcome };
    const settled = settleBefore(step, { verb: 'add' }, delisted, AT, { isHeld });
    expect(settled).toMatchObject({ do: 'end', outcome: expected });
  });

  test('what is there, and of which the record can’t be read, fails visibly', () => {
    const step = { subject: 0, planned: change, outcome: begun };
    const unreadable: Verdict = { verdict: 'impossible', reason: 'recordUnreadable' };
    expect(settleBefore(step, { verb: 'add' }, unreadable, AT, { isHeld: true })).toMatchObject({
      do: 'end',
      outcome: { state: 'failed', reason: 'recordUnreadable' },
    });
  });

  test('a removal that may be asked for no more, and is done, is ours', () => {
    const outcome: StepState = { state: 'begun', before: 'held', at: AT - 1 };
    const step = { subject: 0, planned: change, outcome };
    const settle = (isHeld: boolean) =>
      settleBefore(step, { verb: 'remove' }, delisted, AT, { isHeld });
    expect(settle(false)).toMatchObject({ outcome: { state: 'applied', before: 'held' } });
    expect(settle(true)).toMatchObject({ outcome: { state: 'failed' } });
  });

  const held: StepState = { state: 'begun', before: 'held', at: AT - 1 };
  const sent = (resent: boolean) => ({ do: 'send', before: 'held', resent });
  test.each<[string, StepState, Verdict, unknown]>([
    ['that has not begun is of what was held', pending, change, sent(false)],
    ['that was begun and is not done is sent again, whatever was given', held, change, sent(true)],
    [
      'that was begun and is done is ours',
      held,
      alreadySo,
      { do: 'end', outcome: { state: 'applied', before: 'held', at: AT } },
    ],
  ])('a removal %s', (_, outcome, now, expected) => {
    const step = { subject: 0, planned: change, outcome };
    const found = { given: { grantedAt: 5, isOver: true } };
    expect(settleBefore(step, { verb: 'remove' }, now, AT, found)).toStrictEqual(expected);
  });
});

describe('a step after its effect', () => {
  const before = 'notHeld' as const;
  const at = { before, at: AT - 1 };
  const sent = { at: AT - 1, missed: true as const };
  const lost = { outcome: 'failed', reason: 'unconfirmed', message: 'reset' } as const;
  test.each([
    [
      { ...lost, sent },
      {
        state: 'failed',
        reason: 'unconfirmed',
        retryable: true,
        siteMessage: 'reset',
        at: AT,
        begun: { before, ...sent },
      },
    ],
    [
      { outcome: 'failed', reason: 'siteUnavailable' } as const,
      { state: 'failed', reason: 'siteUnavailable', retryable: true, at: AT },
    ],
    [{ outcome: 'notReached', sent } as const, { state: 'begun', before, ...sent }],
    [{ outcome: 'notReached' } as const, { state: 'pending' }],
    [{ outcome: 'applied' } as const, { state: 'applied', before, at: AT }],
    [{ outcome: 'unproved' } as const, { state: 'applied', before, at: AT, unproved: true }],
    [
      { outcome: 'foundAndGiven', createdId: 'a' } as const,
      { state: 'applied', before, at: AT, createdId: 'a', unproved: true, found: true },
    ],
    [
      { outcome: 'unchanged', createdId: 'a' } as const,
      { state: 'unchanged', at: AT, createdId: 'a' },
    ],
  ])('%j', (end, expected) => {
    expect(settleAfter(at, end, AT)).toStrictEqual(expected);
  });

  test('is not begun where nothing was sent', () => {
    expect(settleAfter(at, lost, AT)).not.toHaveProperty('begun');
  });

  test("keeps the site's words, but not without end", () => {
    const end = {
      outcome: 'failed',
      reason: 'siteRefused',
      message: 'x'.repeat(9_999),
    } as const;
    const settled = settleAfter(at, end, AT);
    expect(settled.state === 'failed' && settled.siteMessage?.length).toBe(300);
  });
});
