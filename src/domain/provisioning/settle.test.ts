import { describe, expect, test } from 'vitest';
import { AT } from '../lib/samples';
import type { Verdict } from './plan';
import { settleAfter } from './settle-after';
import { settleBefore } from './settle-before';
import type { StepState } from './step';

const pending: StepState = { state: 'pending' };
const begun: StepState = { state: 'begun', before: 'notHeld', at: AT - 1 };
const change: Verdict = { verdict: 'change' };
const alreadySo: Verdict = { verdict: 'alreadySo' };
const prolongs: Verdict = { verdict: 'change', prolongs: AT };
const refused: Verdict = { verdict: 'refused', reason: 'groupProtected' };

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
      'is unchanged where it became so',
      pending,
      change,
      alreadySo,
      { do: 'end', outcome: { state: 'unchanged', at: AT } },
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
      { do: 'end', outcome: { state: 'unchanged', at: AT } },
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
      'is left alone where it has ended',
      { state: 'unchanged', at: 1 },
      change,
      change,
      { do: 'nothing' },
    ],
  ];
  test.each(cases)('%s', (_, outcome, planned, now, expected) => {
    expect(settleBefore({ subject: 0, planned, outcome }, { verb: 'add' }, now, AT)).toEqual(
      expected,
    );
  });

  test('records that a removal found it held', () => {
    const step = { subject: 0, planned: change, outcome: pending };
    expect(settleBefore(step, { verb: 'remove' }, change, AT)).toMatchObject({ before: 'held' });
  });
});

describe('a step after its effect', () => {
  const at = { before: 'notHeld' as const, at: AT - 1 };
  test('keeps what may have been sent, so that a retry reads back first', () => {
    const failed = { outcome: 'failed', reason: 'unconfirmed', message: 'reset' } as const;
    expect(settleAfter(at, { ...failed, maybeSent: true }, AT)).toMatchObject({
      state: 'failed',
      begun: at,
    });
    expect(settleAfter(at, { ...failed, maybeSent: false }, AT)).not.toHaveProperty('begun');
    expect(settleAfter(at, { outcome: 'notReached', maybeSent: true }, AT)).toEqual({
      state: 'begun',
      ...at,
    });
    expect(settleAfter(at, { outcome: 'notReached', maybeSent: false }, AT)).toEqual({
      state: 'pending',
    });
  });

  test("keeps the site's words, but not without end", () => {
    const end = {
      outcome: 'failed',
      reason: 'siteRefused',
      message: 'x'.repeat(9_999),
      maybeSent: false,
    } as const;
    const settled = settleAfter(at, end, AT);
    expect(settled.state === 'failed' && settled.siteMessage?.length).toBe(300);
  });
});
