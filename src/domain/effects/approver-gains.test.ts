import { describe, expect, test } from 'vitest';
import { AT } from '../../../tests/support/samples';
import { unlessApproverGains, unlessTheirs } from './approver-gains';
import type { Settled } from './settle-before';
import type { StepState } from './step';

const PENDING: StepState = { state: 'pending' };
const BEGUN: StepState = { state: 'begun', before: 'notHeld', at: AT - 1 };
const failed = (more: object = {}): Settled => ({
  do: 'end',
  outcome: { state: 'failed', reason: 'approverGains', retryable: false, at: AT, ...more },
});
const end = (outcome: StepState): Settled => ({ do: 'end', outcome });
const send: Settled = { do: 'send', before: 'notHeld', resent: false };
const applied = (createdId?: string): StepState => ({
  state: 'applied',
  before: 'notHeld',
  at: AT,
  ...(createdId === undefined ? {} : { createdId }),
});

describe('what would give something to somebody who approved it', () => {
  test.each<[string, Settled, StepState, Settled]>([
    ['is not sent', send, PENDING, failed()],
    [
      'is not sent again, and stays to be read back',
      send,
      BEGUN,
      failed({ begun: { before: 'notHeld', at: AT - 1 } }),
    ],
    ['is not prolonged', end({ state: 'unchanged', at: AT, prolonged: true }), PENDING, failed()],
    [
      'is left where nothing is given',
      end({ state: 'unchanged', at: AT }),
      PENDING,
      end({ state: 'unchanged', at: AT }),
    ],
    ['is waited for', { do: 'wait' }, PENDING, { do: 'wait' }],
    ['has ended', { do: 'nothing' }, PENDING, { do: 'nothing' }],
  ])('%s', (_, settled, outcome, after) => {
    expect(
      unlessApproverGains(settled, outcome, { accountIds: [], gains: true, meant: true }, AT),
    ).toEqual(after);
    expect(
      unlessApproverGains(settled, outcome, { accountIds: [], gains: false, meant: false }, AT),
    ).toEqual(settled);
  });

  test('claims nothing, and holds nothing off, where it means one of them, though they seem to hold it already', () => {
    const claimed = end({ state: 'unchanged', at: AT, claimed: true, noted: true });
    const approvers = { accountIds: ['lena'], gains: false };
    expect(unlessApproverGains(claimed, PENDING, { ...approvers, meant: true }, AT)).toEqual(
      end({ state: 'unchanged', at: AT }),
    );
    expect(unlessApproverGains(claimed, PENDING, { ...approvers, meant: false }, AT)).toEqual(
      claimed,
    );
  });

  // Before anything was sent, what is found to be there gives nothing; what a call was answered with may.
  test.each<[string, StepState, boolean, boolean]>([
    ['an account made for them', applied('lena'), true, true],
    ['an account made for somebody else', applied('sam'), false, false],
    ['a place, which has no id', applied(), false, false],
    ['an account that was there', { state: 'unchanged', at: AT, createdId: 'lena' }, false, true],
    [
      'one that failed before',
      {
        state: 'failed',
        reason: 'siteRefused',
        retryable: true,
        at: AT,
        createdId: 'lena',
      },
      false,
      false,
    ],
    ['another that was there', { state: 'unchanged', at: AT, createdId: 'sam' }, false, false],
  ])('%s', (_, outcome, isTheirs, isTheirsByAnswer) => {
    const theirs = failed({
      createdId: 'lena',
      siteMessage: expect.stringContaining('Products that were named may have been given'),
    });
    const approvers = { accountIds: ['otto', 'lena'], gains: false, meant: false };
    expect(unlessApproverGains(end(outcome), PENDING, approvers, AT)).toEqual(
      isTheirs ? theirs : end(outcome),
    );
    expect(end(unlessTheirs(outcome, approvers, AT))).toEqual(
      isTheirsByAnswer ? theirs : end(outcome),
    );
  });

  test('says that a call whose answer was lost may have made another one for that address', () => {
    const found: StepState = { state: 'applied', before: 'notHeld', at: AT, createdId: 'lena' };
    const sent: StepState = { state: 'begun', before: 'notHeld', at: AT };
    const approvers = { accountIds: ['lena'], gains: false, meant: false };
    expect(unlessApproverGains(end(found), sent, approvers, AT)).toMatchObject({
      outcome: { reason: 'approverGains', begun: { before: 'notHeld', at: AT } },
    });
    const others = { accountIds: ['otto'], gains: false, meant: false };
    expect(unlessApproverGains(end(found), sent, others, AT)).toEqual(end(found));
  });
});
