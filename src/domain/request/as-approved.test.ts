import { describe, expect, test } from 'vitest';
import { AT, awaiting, LEAD, OTHER_LEAD, stage } from '../../../tests/support/samples';
import { approvedByNow } from './as-approved';
import { beginApplying } from './begin-applying';
import { finish } from './finish';
import { stop } from './stop';

const approved = stage(LEAD, { decisions: [{ decision: 'approved', by: LEAD, at: AT }] });
const done = { pending: 0, applied: 1, unchanged: 0, failed: 0, manual: 0, retryable: 0 };

describe('a request that waits for nobody any more', () => {
  test('goes on, and says by which policy and with whose approval', () => {
    const next = approvedByNow(awaiting({ approvals: [approved] }), 7, AT);
    expect(next?.request).toMatchObject({ state: 'approved', nobodyElseBy: 7 });
    expect(next?.facts).toEqual([
      { kind: 'request.nobodyElseAsked', policyVersion: 7, by: [LEAD] },
    ]);
  });

  test('keeps that in every state after', () => {
    const next = approvedByNow(awaiting({ approvals: [approved] }), 7, AT);
    if (next?.request.state !== 'approved') throw new Error('It waits');
    const applying = beginApplying(next.request, done, AT);
    expect(applying.nobodyElseBy).toBe(7);
    expect(finish(applying, done, AT).request.nobodyElseBy).toBe(7);
    expect(stop(applying, 'r', AT).request.nobodyElseBy).toBe(7);
  });

  const waits = stage(OTHER_LEAD, { asks: 'lead:20', order: 2 });
  test.each([
    ['somebody is asked', awaiting({ approvals: [approved, waits] }), AT],
    ['a change is nobody’s', awaiting({ approvals: [{ ...approved, changes: [1] }] }), AT],
    ['the time to decide is over', awaiting({ approvals: [approved], timesOutAt: AT }), AT],
  ])('but not where %s', (_, request, at) => {
    expect(approvedByNow(request, 7, at)).toBeUndefined();
  });
});
