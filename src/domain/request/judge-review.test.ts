import { describe, expect, test } from 'vitest';
import {
  AT,
  awaiting,
  inState,
  LEAD,
  OTHER_LEAD,
  REQUESTER,
  stage,
} from '../../../tests/support/samples';
import type { Approval } from '../approval/approval';
import { DAY, HOUR } from '../lib/time';
import { isRequestOver } from '../personal/retention';
import { rowsOf } from '../projection/projection-row';
import type { AccessRequest } from './access-request';
import { isAuthorized, unaskedOn } from './authorization';
import { brokenGlassFacts, takenByGlass } from './broken-glass';
import { closeReview, daysOpen, isToReview, judgeReview, openReview } from './judge-review';
import { peopleOfRequest } from './people-of-request';
import { nextReminderAt } from './reminders';

const glass: Approval = stage(LEAD, {
  asks: 'glass',
  approvers: [],
  decisions: [{ decision: 'brokeGlass', by: LEAD, at: AT, policyVersion: 7 }],
});
const until = { kind: 'until', at: AT + 4 * HOUR } as const;
const broken = awaiting({ approvals: [glass], term: until });
const done: AccessRequest = {
  ...inState('completed'),
  approvals: [glass],
  review: openReview([LEAD, OTHER_LEAD], AT),
};
const asAdmin = { ...OTHER_LEAD, accountId: 'olga', isAdmin: true };

describe('what is taken before anybody decides', () => {
  test('goes on at once, and holds no longer than its term', () => {
    expect(takenByGlass(broken, [LEAD], AT)).toMatchObject({
      state: 'approved',
      revision: broken.revision,
      approvalValidUntil: AT + 4 * HOUR,
      review: { by: [LEAD] },
    });
    expect(brokenGlassFacts(broken)).toEqual([
      { kind: 'request.brokeGlass', policyVersion: 7, signedBy: LEAD },
    ]);
  });
  test('does not where somebody is asked, it starts later, or has another term', () => {
    const others = [
      awaiting({ approvals: [glass, stage(OTHER_LEAD)], term: until }),
      awaiting({ approvals: [stage(LEAD)], term: until }),
      awaiting({ approvals: [], term: until }),
      awaiting({ approvals: [{ ...glass, changes: [9] }], term: until }),
      awaiting({ approvals: [glass], term: until, startsAt: AT + DAY }),
      awaiting({ approvals: [glass], term: { kind: 'permanent' } }),
      awaiting({ approvals: [glass], term: { kind: 'hours', hours: 4 } }),
    ];
    expect(others.map((one) => takenByGlass(one, [LEAD], AT))).toEqual(others.map(() => undefined));
  });
  test('is not authorized by whoever takes it', () => {
    const applying = { ...inState('applying'), approvals: [glass] };
    expect(isAuthorized(applying, AT)).toBe(true);
    expect(isAuthorized({ ...applying, requester: LEAD }, AT)).toBe(false);
    expect(unaskedOn(applying, [0])).toEqual({ as: 'brokeGlass', by: applying.requester });
  });
});

describe('its review', () => {
  const why = (judged: ReturnType<typeof judgeReview>) =>
    judged.allowed ? 'allowed' : judged.why.code;
  test('is for who is named, and admins, but never of their own', () => {
    const judge = (accountId: string, isAdmin = false) =>
      why(judgeReview(done, { accountId, isAdmin }));
    expect(judge(LEAD.accountId)).toBe('allowed');
    expect(judge('olga')).toBe('notYourReview');
    expect(judge('olga', true)).toBe('allowed');
    expect(judge(REQUESTER.accountId)).toBe('ownReview');
    expect(judge(REQUESTER.accountId, true)).toBe('ownReview');
    expect(why(judgeReview(inState('completed'), asAdmin))).toBe('wrongState');
  });
  test('is closed once, with a note', () => {
    const verdict = { verdict: 'inOrder', note: ' It was needed. ' } as const;
    const closed = closeReview(done, asAdmin, verdict, AT + DAY);
    if (!closed.ok) throw new Error(closed.error.code);
    const { isAdmin: _, ...by } = asAdmin;
    expect(closed.value).toMatchObject({
      request: {
        revision: done.revision + 1,
        review: { closed: { by, at: AT + DAY, verdict: 'inOrder', note: 'It was needed.' } },
      },
      facts: [{ kind: 'request.reviewed', verdict: 'inOrder', note: 'It was needed.' }],
    });
    const { request } = closed.value;
    expect(isToReview(request)).toBe(false);
    expect(peopleOfRequest(request)).toContain('olga');
    expect(closeReview(request, asAdmin, verdict, AT).ok).toBe(false);
    expect(closeReview(done, asAdmin, { ...verdict, note: '\u2800 ' }, AT)).toMatchObject({
      error: { code: 'noteMissing' },
    });
  });
  test('is in the lists of those who may close it, is reminded of, and keeps the request', () => {
    const lists = (request: AccessRequest) =>
      rowsOf(request).flatMap((row) => (row.list === 'toReview' ? row.accountId : []));
    expect(lists(done)).toEqual([LEAD.accountId, OTHER_LEAD.accountId]);
    expect(lists({ ...done, review: openReview([REQUESTER, LEAD], AT) })).toEqual([LEAD.accountId]);
    expect(nextReminderAt(done)).toBe(AT + 2 * DAY);
    expect(isRequestOver(done, AT + 999 * DAY)).toBe(false);
    const closed = closeReview(done, asAdmin, { verdict: 'inOrder', note: 'x' }, AT);
    if (!closed.ok) throw new Error(closed.error.code);
    expect(lists(closed.value.request)).toEqual([]);
    expect(nextReminderAt(closed.value.request)).toBeUndefined();
    expect(isRequestOver(closed.value.request, AT + 999 * DAY)).toBe(true);
  });
  test('has been open for whole days', () => {
    expect(
      [-1, 0, DAY - 1, DAY, 2.5 * DAY].map((one) => daysOpen({ createdAt: AT }, AT + one)),
    ).toEqual([0, 0, 0, 1, 2]);
  });
});
