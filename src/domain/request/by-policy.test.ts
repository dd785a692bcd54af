import { describe, expect, test } from 'vitest';
import { AT, awaiting, inState, LEAD, OTHER_LEAD, stage } from '../../../tests/support/samples';
import type { Approval } from '../approval/approval';
import { settledChanges } from '../approval/settled-changes';
import { DAY } from '../lib/time';
import { LEAD_DECIDES } from '../policy/stage-rule';
import { validUntil } from './as-approved';
import { approversOfAny, deciders, isAuthorized, unaskedOn } from './authorization';
import { approvedByPolicy, byPolicyFacts } from './by-policy';
import { lessTimeBy } from './less-time';

const byPolicy = (over: Partial<Approval> = {}): Approval =>
  stage(LEAD, {
    asks: 'policy',
    rules: ['Reading'],
    approvers: [],
    decisions: [{ decision: 'byPolicy', by: LEAD, at: AT, policyVersion: 7 }],
    ...over,
  });
const byPeople = (at: number, over: Partial<Approval> = {}) =>
  stage(OTHER_LEAD, { decisions: [{ decision: 'approved', by: OTHER_LEAD, at }], ...over });

describe('what the policy decided', () => {
  test('lets a request go on at once, as it is made', () => {
    const request = awaiting({ approvals: [byPolicy()] });
    expect(approvedByPolicy(request, AT)).toMatchObject({
      state: 'approved',
      revision: request.revision,
      approvalValidUntil: AT + 7 * DAY,
    });
    expect(byPolicyFacts(request)).toEqual([
      { kind: 'request.decidedByPolicy', policyVersion: 7, signedBy: LEAD, rules: ['Reading'] },
    ]);
  });
  test('does not where people are asked as well, or nobody is about a change', () => {
    expect(approvedByPolicy(awaiting({ approvals: [byPolicy(), stage(LEAD)] }), AT)).toBe(
      undefined,
    );
    expect(approvedByPolicy(awaiting({ approvals: [] }), AT)).toBe(undefined);
    expect(approvedByPolicy(awaiting({ approvals: [byPolicy({ changes: [9] })] }), AT)).toBe(
      undefined,
    );
    expect(approvedByPolicy(awaiting({ approvals: [byPeople(AT)] }), AT)).toBe(undefined);
  });
  test('counts as whoever signed it, who must not gain by it', () => {
    const request = { ...inState('applying'), approvals: [byPolicy()] };
    expect(deciders(request, 0)).toEqual([LEAD]);
    expect(approversOfAny(request)).toEqual([LEAD]);
    expect(unaskedOn(request, [0])).toEqual({ as: 'byPolicy' });
    expect(isAuthorized(request, AT)).toBe(true);
    expect(isAuthorized({ ...request, requester: LEAD }, AT)).toBe(false);
  });
  test('is not what people approved', () => {
    const request = { ...inState('applying'), approvals: [byPeople(AT)] };
    expect(unaskedOn(request, [0])).toBeUndefined();
  });
  test('holds beside people as long as what they approved', () => {
    expect(validUntil({ approvals: [byPolicy(), byPeople(AT + DAY)] })).toBe(AT + 8 * DAY);
    expect(validUntil({ approvals: [byPolicy()] })).toBe(AT + 7 * DAY);
    const approvals = [byPolicy(), byPeople(AT + DAY)];
    expect(lessTimeBy({ approvals, timesOutAt: AT + 8 * DAY })?.by).toEqual(OTHER_LEAD);
    expect(lessTimeBy({ approvals, timesOutAt: AT + 7 * DAY })).toBe(undefined);
  });
});

describe('of a request that waits, people are asked about it', () => {
  const settled = (policyDecides: boolean, stored: readonly Approval[]) =>
    settledChanges({
      changes: 1,
      chainOf: () => LEAD_DECIDES,
      roleProjectOf: () => undefined,
      issueProjectId: '10',
      policyDecides: () => policyDecides,
      stored,
    }).has(0);
  test('only once the policy says so no more', () => {
    expect(settled(true, [byPolicy()])).toBe(true);
    expect(settled(false, [byPolicy()])).toBe(false);
  });
  test('not where they approved, whatever the policy says by then', () => {
    expect(settled(true, [byPeople(AT)])).toBe(true);
    expect(settled(false, [byPeople(AT)])).toBe(true);
    expect(settled(true, [])).toBe(false);
  });
});
