import { describe, expect, test } from 'vitest';
import {
  AT,
  addToFrontend,
  awaiting,
  ISSUE,
  inState,
  LEAD,
  OTHER_LEAD,
  REQUESTER,
  stage,
} from '../../../tests/support/samples';
import type { Person } from '../action/person';
import type { Approval, TraceOutcome } from '../approval/approval';
import { DAY } from '../lib/time';
import { FIRST_POLICY } from '../policy/policy';
import type { RequestState } from './access-request';
import { approve } from './approve';
import { isAuthorized } from './authorization';
import { beginApplying } from './begin-applying';
import { decline } from './decline';
import { finish } from './finish';
import { judgeVerb } from './judge-verb';
import { openRequest } from './open-request';
import { REQUEST_VERBS, type RequestVerb } from './request-refusal';
import { stop } from './stop';
import { timeOut } from './time-out';
import { withdraw } from './withdraw';

const STATES: readonly RequestState[] = [
  'awaitingApproval',
  'approved',
  'applying',
  'completed',
  'needsAttention',
  'declined',
  'withdrawn',
  'timedOut',
];
const POSSIBLE: Partial<Record<RequestState, readonly RequestVerb[]>> = {
  awaitingApproval: ['withdraw', 'remind', 'approve', 'decline', 'question', 'answer'],
  needsAttention: ['retry', 'markManual'],
};

describe('what can be done in which state', () => {
  for (const state of STATES) {
    test.each(REQUEST_VERBS)(`${state}: %s`, (verb) => {
      const by = ['approve', 'decline', 'question'].includes(verb) ? LEAD : REQUESTER;
      // Asked a day ago: nobody is reminded sooner.
      const waiting = { by: LEAD, at: AT, text: 'Until when?', timesOutAt: AT + DAY };
      const request = {
        ...inState(state),
        createdAt: AT - DAY,
        ...(verb === 'answer' ? { questions: [waiting] } : {}),
      };
      const judged = judgeVerb(request, verb, by.accountId, AT);
      if (POSSIBLE[state]?.includes(verb)) expect(judged).toEqual({ allowed: true });
      else expect(judged).toEqual({ allowed: false, why: { code: 'wrongState', state, verb } });
    });
  }
});

describe('Invariant 1: nobody decides on their own request, nor where they would gain', () => {
  const passedOver = (outcome: TraceOutcome, mayDecline: readonly Person[]) =>
    awaiting({
      approvals: [
        stage(OTHER_LEAD, {
          mayDecline,
          trace: [
            {
              tried: { source: 'issueProjectLead', projectKey: 'WEB' },
              person: LEAD,
              outcome,
            },
          ],
        }),
      ],
    });

  test.each([
    ['gains', [LEAD], { code: 'wouldGain', known: true, mayDecline: true }],
    ['gains', [], { code: 'wouldGain', known: true, mayDecline: false }],
    ['gainUnknown', [LEAD], { code: 'wouldGain', known: false, mayDecline: true }],
    ['away', [], { code: 'youAreAway' }],
    ['cannotSeeIssue', [], { code: 'notYourTurn', approvers: [OTHER_LEAD] }],
  ] as const)('a lead who %s, of whom %j may decline', (outcome, mayDecline, why) => {
    const request = passedOver(outcome, mayDecline);
    expect(approve(request, LEAD, undefined, AT)).toEqual({ ok: false, error: why });
    const declined = decline(request, LEAD, 'not now', AT);
    expect(declined.ok).toBe(mayDecline.length > 0);
    if (declined.ok) expect(declined.value.request.approvals[0]?.decisions[0]?.by).toEqual(LEAD);
  });

  test.each([
    ['the requester', awaiting({ approvals: [stage(REQUESTER)] }), REQUESTER, 'ownRequest'],
    ['somebody else', awaiting(), OTHER_LEAD, 'notYourTurn'],
  ])('%s, even where they are listed as approver', (_, request, by, code) => {
    for (const decided of [approve(request, by, undefined, AT), decline(request, by, 'no', AT)]) {
      expect(decided).toMatchObject({ ok: false, error: { code } });
    }
  });

  test('an approval by somebody barred licenses nothing, however it got there', () => {
    const request = inState('applying');
    expect(isAuthorized(request, AT)).toBe(true);
    const decidedBy = (by: Person, over: Partial<Approval> = {}) =>
      stage(by, { decisions: [{ decision: 'approved', by, at: AT }], ...over });
    for (const approvals of [
      [decidedBy(REQUESTER)],
      [decidedBy(LEAD), decidedBy(REQUESTER)],
      // A change that no stage covers was approved by nobody.
      [decidedBy(LEAD, { changes: [1] })],
      [decidedBy(LEAD, { changes: [] })],
      [decidedBy(LEAD), stage(OTHER_LEAD, { projectId: '20' })],
    ]) {
      expect(isAuthorized({ ...request, approvals }, AT)).toBe(false);
    }
    expect(isAuthorized({ ...request, approvals: [] }, AT)).toBe(false);
    expect(isAuthorized({ ...request, approvals: [stage(LEAD)] }, AT)).toBe(false);
    expect(isAuthorized(request, AT + 1_000_001)).toBe(false);
    for (const state of STATES.filter((one) => one !== 'applying')) {
      expect(isAuthorized(inState(state), AT)).toBe(false);
    }
  });
});

describe('approving', () => {
  test('licenses effects for seven days and is on record', () => {
    const approved = approve(awaiting(), LEAD, '  fine  ', AT + 5);
    expect(approved).toMatchObject({
      ok: true,
      value: {
        request: {
          state: 'approved',
          revision: 4,
          since: AT + 5,
          approvalValidUntil: AT + 5 + 7 * DAY,
          approvals: [{ decisions: [{ decision: 'approved', by: LEAD, comment: 'fine' }] }],
        },
        facts: [{ kind: 'request.approved', projectId: '10', comment: 'fine' }],
      },
    });
  });

  test.each([
    [undefined, undefined],
    ['', undefined],
    ['  \n ', undefined],
    [' go ', 'go'],
  ])('with the words %j keeps %j', (typed, kept) => {
    const approved = approve(awaiting(), LEAD, typed, AT);
    if (!approved.ok) throw new Error(approved.error.code);
    const decision = { decision: 'approved', by: LEAD, at: AT, askedIn: ISSUE.projectId };
    const words = kept === undefined ? {} : { comment: kept };
    expect(approved.value.request.approvals[0]?.decisions[0]).toStrictEqual({
      ...decision,
      ...words,
    });
    const fact = { kind: 'request.approved', projectId: '10', ...words };
    expect(approved.value.facts).toStrictEqual([fact]);
  });

  test('waits until every stage is approved, and one decline ends it all', () => {
    const both = awaiting({
      approvals: [stage(LEAD), stage(OTHER_LEAD, { projectId: '20', changes: [1] })],
    });
    const half = approve(both, LEAD, undefined, AT);
    if (!half.ok) throw new Error('refused');
    expect(half.value.request.state).toBe('awaitingApproval');
    expect(judgeVerb(half.value.request, 'approve', LEAD.accountId, AT)).toEqual({
      allowed: false,
      why: { code: 'notYourTurn', approvers: [OTHER_LEAD] },
    });
    expect(approve(half.value.request, OTHER_LEAD, undefined, AT)).toMatchObject({
      ok: true,
      value: { request: { state: 'approved' } },
    });
    expect(decline(half.value.request, OTHER_LEAD, 'not now', AT)).toMatchObject({
      ok: true,
      value: { request: { state: 'declined' }, facts: [{ kind: 'request.declined' }] },
    });
  });

  test('holds for seven days from the first of several stages: for the others to decide, and for effects', () => {
    const both = awaiting({
      timesOutAt: AT + 60 * DAY,
      approvals: [stage(LEAD), stage(OTHER_LEAD, { projectId: '20', changes: [1] })],
    });
    const half = approve(both, LEAD, undefined, AT);
    if (!half.ok) throw new Error('refused');
    expect(half.value.request).toMatchObject({ timesOutAt: AT + 7 * DAY });
    const whole = approve(half.value.request, OTHER_LEAD, undefined, AT + 7 * DAY - 1);
    expect(whole).toMatchObject({
      value: { request: { approvedAt: AT + 7 * DAY - 1, approvalValidUntil: AT + 7 * DAY } },
    });
    const soon = approve({ ...both, timesOutAt: AT + DAY }, LEAD, undefined, AT);
    expect(soon).toMatchObject({ value: { request: { timesOutAt: AT + DAY } } });
  });

  test('is too late once the time to decide is over, swept or not', () => {
    const request = awaiting();
    expect(approve(request, LEAD, undefined, request.timesOutAt)).toMatchObject({
      ok: false,
      error: { code: 'wrongState', state: 'timedOut' },
    });
    expect(timeOut(request, request.timesOutAt - 1)).toBeUndefined();
    expect(timeOut(request, request.timesOutAt)).toMatchObject({
      request: { state: 'timedOut', revision: request.revision + 1, since: request.timesOutAt },
      facts: [{ kind: 'request.timedOut' }],
    });
    for (const state of STATES.filter((one) => one !== 'awaitingApproval')) {
      expect(timeOut(inState(state), request.timesOutAt)).toBeUndefined();
    }
  });
});

describe('declining', () => {
  test.each(['', '   ', '\n'])('needs a reason: %j is none', (reason) => {
    expect(decline(awaiting(), LEAD, reason, AT)).toEqual({
      ok: false,
      error: { code: 'reasonMissing' },
    });
  });
});

test('a reason is kept as it was meant, with the stage that it ends', () => {
  expect(decline(awaiting(), LEAD, '  not now ', AT)).toMatchObject({
    ok: true,
    value: {
      request: { approvals: [{ decisions: [{ decision: 'declined', reason: 'not now' }] }] },
      facts: [{ kind: 'request.declined', projectId: '10', reason: 'not now' }],
    },
  });
});

describe('withdrawing', () => {
  test('is for the requester alone', () => {
    expect(withdraw(awaiting(), REQUESTER.accountId, AT)).toMatchObject({
      ok: true,
      value: {
        request: { state: 'withdrawn', revision: 4 },
        facts: [{ kind: 'request.withdrawn' }],
      },
    });
    expect(withdraw(awaiting(), LEAD.accountId, AT)).toEqual({
      ok: false,
      error: { code: 'notYours', requester: REQUESTER },
    });
  });
});

describe('the policy under which it was submitted', () => {
  const pinned = awaiting({ policyVersion: 7 });

  test.each<[string, (request: typeof pinned) => unknown]>([
    ['approved', (request) => approve(request, LEAD, undefined, AT)],
    ['declined', (request) => decline(request, LEAD, 'not now', AT)],
    ['withdrawn', (request) => withdraw(request, REQUESTER.accountId, AT)],
    ['timed out', (request) => ({ ok: true, value: timeOut(request, request.timesOutAt) })],
  ])('stays on record: %s', (_, move) => {
    expect(move(pinned)).toMatchObject({ ok: true, value: { request: { policyVersion: 7 } } });
  });

  test('stays on record through the run, however it goes on', () => {
    const counts = { pending: 0, applied: 1, unchanged: 0, failed: 0, manual: 0, retryable: 0 };
    const approved = approve(pinned, LEAD, undefined, AT);
    if (!approved.ok || approved.value.request.state !== 'approved') throw new Error('refused');
    const applying = beginApplying(approved.value.request, counts, AT);
    const ended = finish(applying, counts, AT).request;
    const stopped = stop(applying, 'ab12', AT).request;
    expect([applying, ended, stopped].map(({ policyVersion }) => policyVersion)).toEqual([7, 7, 7]);
  });
});

describe('opening', () => {
  const asked = {
    id: 'r9',
    connectionId: 'site',
    issue: awaiting().issue,
    requester: REQUESTER,
    ask: addToFrontend('Sam'),
    bundles: [],
    justification: ' for the launch ',
    term: { kind: 'permanent' as const },
    policy: { ...FIRST_POLICY, version: 7 },
    planned: { change: 1, alreadySo: 0, refused: 0, impossible: 0 },
    approvals: [stage(LEAD)],
  };
  const limited = { ...FIRST_POLICY, longestTermDays: 30 };

  test('pins the policy and the time to decide', () => {
    expect(openRequest(asked, AT)).toMatchObject({
      ok: true,
      value: {
        request: {
          revision: 1,
          stepsPerBlock: 250,
          policyVersion: 7,
          state: 'awaitingApproval',
          justification: 'for the launch',
          timesOutAt: AT + 14 * DAY,
        },
        facts: [
          {
            kind: 'request.submitted',
            justification: 'for the launch',
            asked: { ask: asked.ask, term: asked.term },
          },
        ],
      },
    });
  });

  test.each([1, 29, 30])('is free to last %i days where 30 are the most', (days) => {
    const term = { kind: 'days' as const, days };
    expect(openRequest({ ...asked, policy: limited, term }, AT).ok).toBe(true);
  });

  test.each([
    ['add', 2, 2],
    ['add', 40, 14],
    ['remove', 2, 14],
    ['create', 2, 14],
  ] as const)('what is asked to %s until in %i days waits for %i days', (verb, ends, waits) => {
    const changes = asked.ask.changes.map((change) => ({ ...change, verb }));
    const term = { kind: 'until' as const, at: AT + ends * DAY };
    const opened = openRequest({ ...asked, ask: { ...asked.ask, changes }, term }, AT);
    expect(opened.ok && opened.value.request.timesOutAt - AT).toBe(waits * DAY);
  });

  test.each([
    ['without a justification', { justification: '  ' }, { code: 'justificationMissing' }],
    [
      'that changes nothing',
      { planned: { change: 0, alreadySo: 2, refused: 0, impossible: 0 } },
      { code: 'nothingToChange' },
    ],
    [
      'for longer than the policy allows',
      { policy: limited, term: { kind: 'days' as const, days: 31 } },
      { code: 'termTooLong', longestDays: 30 },
    ],
    [
      'until a time that has come',
      { term: { kind: 'until' as const, at: AT } },
      { code: 'termOver' },
    ],
    [
      'for ever, where terms are limited',
      { policy: limited },
      { code: 'termTooLong', longestDays: 30 },
    ],
  ])('refuses a request %s', (_, over, error) => {
    expect(openRequest({ ...asked, ...over }, AT)).toEqual({ ok: false, error });
  });
});
