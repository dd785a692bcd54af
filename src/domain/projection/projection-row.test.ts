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
const audited = (...people: readonly string[]) =>
  people.map((accountId) => ({ list: 'audited', accountId, at: AT }) as const);
const inAudit = audited(REQUESTER.accountId, 'sam');
const decided = audited(REQUESTER.accountId, LEAD.accountId, 'sam');
const toDecide = (accountId: string, at = ends) => ({ list: 'toDecide', accountId, at }) as const;

const ROWS: Readonly<Record<RequestState, readonly object[]>> = {
  awaitingApproval: [toDecide(LEAD.accountId), asked, ...inAudit],
  scheduled: [asked, ...decided],
  approved: [asked, ...decided],
  applying: [asked, ...decided],
  needsAttention: [asked, ...decided],
  completed: [askedOver, ...decided],
  declined: [askedOver, ...inAudit],
  withdrawn: [askedOver, ...inAudit],
  timedOut: [askedOver, ...inAudit],
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

test('the audit has of a request whoever asked, decided, is to get or to lose something, or was created by it, each once', () => {
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
  const approvals = [stage(LEAD, { decisions: [{ decision: 'approved', by: LEAD, at: AT }] })];
  const rows = rowsOf({ ...inState('completed'), ask, approvals }, ['new', 'sam']);
  expect(rows).toEqual([
    askedOver,
    ...audited(REQUESTER.accountId, LEAD.accountId, 'sam', 'tom', 'new'),
  ]);
});

test('who stands in the place of somebody whose account was closed is in the audit, and in no other list', () => {
  const former = { accountId: 'former-0f1e2d3c4b5a', displayName: 'Former user 0f1e2d3c4b5a' };
  expect(rowsOf({ ...inState('declined'), requester: former })).toEqual(
    audited(former.accountId, 'sam'),
  );
});

test('the same rows are the same in any order, and neither fewer nor later ones are', () => {
  const rows = [asked, toDecide('lena')];
  expect(areSameRows(rows, rows.toReversed())).toBe(true);
  expect(areSameRows(rows, [asked])).toBe(false);
  expect(areSameRows([asked], rows)).toBe(false);
  expect(areSameRows(rows, [asked, toDecide('lena', ends - 1)])).toBe(false);
  expect(areSameRows(rows, [asked, toDecide('otto')])).toBe(false);
});
