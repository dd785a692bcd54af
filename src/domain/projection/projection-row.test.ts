import { expect, test } from 'vitest';
import {
  AT,
  addToFrontend,
  awaiting,
  inState,
  LEAD,
  OTHER_LEAD,
  person,
  REQUESTER,
  stage,
} from '../../../tests/support/samples';
import type { RequestState } from '../request/access-request';
import { whoseTurn } from '../request/whose-turn';
import { areSameRows, rowsOf } from './projection-row';

const ends = AT + 1_000_000;
const asked = { list: 'asked', accountId: REQUESTER.accountId, at: AT } as const;
const askedOver = { ...asked, list: 'askedOver' } as const;
const forSam = { list: 'approvedFor', accountId: 'sam', at: AT } as const;
const toDecide = (accountId: string, at = ends) => ({ list: 'toDecide', accountId, at }) as const;

const ROWS: Readonly<Record<RequestState, readonly object[]>> = {
  awaitingApproval: [toDecide(LEAD.accountId), asked],
  approved: [asked, forSam],
  applying: [asked, forSam],
  needsAttention: [asked, forSam],
  completed: [askedOver, forSam],
  declined: [askedOver],
  withdrawn: [askedOver],
  timedOut: [askedOver],
};

test.each(Object.entries(ROWS))('a request that is %s is in these lists', (state, rows) => {
  expect(rowsOf(inState(state as RequestState))).toEqual(rows);
});

test('whoever may only decline has it to decide, and whoever has decided their stage no longer', () => {
  const pia = person('Pia');
  const approved = { decision: 'approved', by: LEAD, at: AT } as const;
  const request = awaiting({
    approvals: [
      stage(LEAD, { decisions: [approved] }),
      stage(OTHER_LEAD, { mayDecline: [pia, OTHER_LEAD] }),
    ],
  });
  expect(whoseTurn(request)).toEqual([OTHER_LEAD.accountId, pia.accountId]);
  expect(rowsOf(request).filter(({ list }) => list === 'toDecide')).toEqual([
    toDecide(OTHER_LEAD.accountId),
    toDecide(pia.accountId),
  ]);
});

test('nobody’s turn is it in any state but one', () => {
  for (const state of Object.keys(ROWS) as RequestState[]) {
    const turn = whoseTurn(inState(state));
    expect([state, turn.length > 0]).toEqual([state, state === 'awaitingApproval']);
  }
});

test('what is taken away was approved for nobody, and each person is in a list once', () => {
  const { changes, subjects } = addToFrontend('Sam', 'Tom');
  const [add] = changes;
  const entitlement = add?.entitlement ?? ({} as never);
  const ask = {
    subjects,
    changes: [
      { verb: 'add', entitlement, subjects: [0] },
      { verb: 'add', entitlement, subjects: [0] },
      { verb: 'remove', entitlement, subjects: [1] },
    ],
  } as const;
  const rows = rowsOf({ ...inState('completed'), ask });
  expect(rows).toEqual([askedOver, forSam]);
});

test('who stands in the place of somebody whose account was closed is in no list', () => {
  const former = { accountId: 'former-0f1e2d3c4b5a', displayName: 'Former user 0f1e2d3c4b5a' };
  expect(rowsOf({ ...inState('declined'), requester: former })).toEqual([]);
});

test('the same rows are the same in any order, and neither fewer nor later ones are', () => {
  const rows = [asked, toDecide('lena')];
  expect(areSameRows(rows, rows.toReversed())).toBe(true);
  expect(areSameRows(rows, [asked])).toBe(false);
  expect(areSameRows([asked], rows)).toBe(false);
  expect(areSameRows(rows, [asked, toDecide('lena', ends - 1)])).toBe(false);
  expect(areSameRows(rows, [asked, toDecide('otto')])).toBe(false);
});
