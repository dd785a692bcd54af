import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AT,
  awaiting,
  LEAD,
  LISTED,
  OTHER_LEAD,
  person,
  stage,
} from '../../../tests/support/samples';
import type { Approval, TraceOutcome } from '../approval/approval';
import { waitsSince } from '../approval/let-in';
import { APPROVAL_HOLDS_AT_MOST, holdsUntil, START_AHEAD_DAYS } from '../lib/approval-holds';
import { DAY, HOUR } from '../lib/time';
import { beginsAt, judgeStart } from '../term/start';
import { endOfTerm, type Term } from '../term/term';
import type { Scheduled } from './access-request';
import { approve } from './approve';
import { decline } from './decline';
import {
  askAgain,
  askedAgainAt,
  delayStart,
  type InPlace,
  inPlaceOfOthers,
  isDecided,
  start,
  stillCounting,
} from './start';
import { withdraw } from './withdraw';

const START = AT + 10 * DAY;
const approvedBy = (over: object = {}) => ({
  decision: 'approved' as const,
  by: LEAD,
  at: AT,
  ...over,
});
/** Nobody decided in the place of others. */
const NONE: InPlace = new Map();
const approved = stage(LEAD, { decisions: [approvedBy()] });
const traced = (outcome: TraceOutcome, by = LEAD): Approval =>
  stage(by, {
    trace: [{ tried: { source: 'issueProjectLead', projectKey: 'WEB' }, person: by, outcome }],
  });

function scheduled(over: Partial<Scheduled> = {}): Scheduled {
  const next = approve(awaiting({ startsAt: START }), LEAD, undefined, AT);
  if (!next.ok || next.value.request.state !== 'scheduled') throw new Error('It is not scheduled');
  return { ...next.value.request, ...over };
}

describe('whose approval still counts at the start', () => {
  test.each<[string, TraceOutcome, 'counts' | 'not' | 'notKnown']>([
    ['who is asked', 'chosen', 'counts'],
    ['who is only away', 'away', 'counts'],
    ['whose other stage it is', 'decidedBefore', 'counts'],
    ['who gains by now', 'gains', 'not'],
    ['who is inactive by now', 'inactive', 'not'],
    ['who does not see the work item any more', 'cannotSeeIssue', 'not'],
    ['of whom that is not known', 'sightUnknown', 'notKnown'],
    ['of whom it is not known whether they gain', 'gainUnknown', 'notKnown'],
    ['of whom it is not known whether they are away', 'awayUnknown', 'notKnown'],
  ])('%s', (_, outcome, expected) => {
    const { approvals, without, isKnown } = stillCounting(
      [approved],
      [traced(outcome)],
      LISTED,
      NONE,
    );
    expect(isKnown).toBe(expected !== 'notKnown');
    expect(without).toEqual(expected === 'not' ? [LEAD] : []);
    expect(approvals[0]?.decisions).toHaveLength(expected === 'not' ? 0 : 1);
  });

  test('not where another is asked, or nobody is any more', () => {
    const other = stage(OTHER_LEAD, {
      asks: approved.asks,
      trace: traced('chosen', OTHER_LEAD).trace,
    });
    expect(stillCounting([approved], [other], LISTED, NONE).without).toEqual([LEAD]);
    expect(
      stillCounting([approved], [stage(LEAD, { asks: 'lead:99' })], LISTED, NONE).without,
    ).toEqual([LEAD]);
    expect(stillCounting([approved], [], LISTED, NONE).without).toEqual([LEAD]);
  });

  test('of whoever was away as somebody decided for them, theirs', () => {
    const deputy = person('Dora');
    const forThem = stage(LEAD, { decisions: [approvedBy({ by: deputy, standsFor: LEAD })] });
    expect(stillCounting([forThem], [traced('chosen')], LISTED, NONE).without).toEqual([]);
    expect(stillCounting([forThem], [traced('chosen', deputy)], LISTED, NONE).without).toEqual([
      LEAD,
    ]);
  });

  test.each([
    ['sees', 'counts'],
    ['inactive', 'not'],
    ['cannotSee', 'not'],
    ['unknown', 'notKnown'],
  ] as const)('of whoever decided in the place of others, by now: %s', (now, expected) => {
    const deputy = person('Dora');
    const away = stage(LEAD, { decisions: [approvedBy({ by: deputy, standsFor: LEAD })] });
    const letIn = stage(LEAD, { decisions: [approvedBy({ by: deputy, afterHours: 4 })] });
    const policy = { ...LISTED, fallbackApprovers: [deputy], fallbackAfterHours: 4 };
    expect(inPlaceOfOthers([away, letIn, approved])).toEqual([deputy]);
    const inPlace: InPlace = new Map([[deputy.accountId, now]]);
    for (const one of [away, letIn]) {
      expect(stillCounting([one], [traced('chosen')], policy, inPlace)).toMatchObject({
        without: expected === 'not' ? [deputy] : [],
        isKnown: expected !== 'notKnown',
      });
    }
  });

  test('is not known while Jira does not show the work item', () => {
    const tried = { source: 'issue' } as const;
    const today = [stage(LEAD, { approvers: [], trace: [{ tried, outcome: 'issueGone' }] })];
    const blind: InPlace = new Map([[LEAD.accountId, 'cannotSee']]);
    expect(stillCounting([approved], today, LISTED, blind)).toEqual({
      approvals: [approved],
      without: [],
      isKnown: false,
    });
  });

  test('of whoever was let in, as the policy in force says it', () => {
    const letIn = stage(LEAD, { decisions: [approvedBy({ afterHours: 4 })] });
    const policy = { ...LISTED, fallbackApprovers: [LEAD], fallbackAfterHours: 4 };
    expect(stillCounting([letIn], [], policy, NONE).without).toEqual([]);
    expect(stillCounting([letIn], [], { ...policy, fallbackAfterHours: 5 }, NONE).without).toEqual([
      LEAD,
    ]);
    expect(stillCounting([letIn], [], { ...policy, fallbackApprovers: [] }, NONE).without).toEqual([
      LEAD,
    ]);
  });
});

test('it waits approved, holds until a day after its start, and begins then', () => {
  const request = scheduled();
  expect(request).toMatchObject({
    approvedAt: AT,
    approvalValidUntil: START + DAY,
    startsAt: START,
  });
  expect(start(request, request.approvals, START).request).toMatchObject({
    state: 'approved',
    since: START,
    startsAt: START,
    approvedAt: AT,
  });
  const delayed = delayStart(request, 'notConnected', START);
  expect(delayed).toMatchObject({ state: 'scheduled', pause: { cause: 'notConnected', tries: 1 } });
  // No sooner than the site asked for.
  const later = delayStart(request, 'rateLimited', START, START + HOUR / 2);
  expect(later.pause.nextTryAt).toBe(START + HOUR / 2);
  expect([isDecided(request.approvals, 1), isDecided([], 1)]).toEqual([true, false]);
});

test('asked again, it waits for as long as the policy gives, and is given as it is approved', () => {
  const left = [stage(OTHER_LEAD)];
  const { request, facts } = askAgain(scheduled(), left, { decideWithinDays: 5 }, [LEAD], START);
  expect(request).toMatchObject({
    state: 'awaitingApproval',
    timesOutAt: START + 5 * DAY,
    since: START,
  });
  // Not since it was asked for, weeks ago: fallback approvers would be let in at once.
  expect(waitsSince(request, request.approvals[0] ?? stage(LEAD), request.approvals)).toBe(START);
  expect([askedAgainAt(request), askedAgainAt(awaiting({ startsAt: START }))]).toEqual([
    START,
    undefined,
  ]);
  expect(facts).toEqual([{ kind: 'request.askedAgain', to: [OTHER_LEAD], without: [LEAD] }]);
  const next = approve(request, OTHER_LEAD, undefined, START + HOUR);
  expect(next).toMatchObject({ ok: true, value: { request: { state: 'approved' } } });
});

test('approved in part before its start, and wholly after it, it is asked as at its start', () => {
  const late = stage(OTHER_LEAD, { asks: 'lead:20', changes: [0] });
  const decide = (at: number) =>
    approve(
      awaiting({
        startsAt: START,
        timesOutAt: START + DAY,
        approvals: [stage(LEAD, { decisions: [approvedBy({ at })] }), late],
      }),
      OTHER_LEAD,
      undefined,
      START + HOUR,
    );
  const state = (at: number) => {
    const next = decide(at);
    return next.ok && next.value.request.state;
  };
  expect(state(START - 1)).toBe('scheduled');
  expect(state(START)).toBe('approved');
});

test('before its start it is withdrawn by who asked, and taken back by who approved it', () => {
  const request = scheduled();
  expect(withdraw(request, request.requester.accountId, AT)).toMatchObject({ ok: true });
  expect(withdraw(request, LEAD.accountId, AT)).toMatchObject({ ok: false });
  expect(decline(request, LEAD, 'No more.', AT)).toMatchObject({
    ok: true,
    value: {
      request: {
        state: 'declined',
        approvals: [{ decisions: [{}, { decision: 'declined', by: LEAD }] }],
      },
      facts: [{ kind: 'request.declined', reason: 'No more.' }],
    },
  });
  expect(decline(request, LEAD, ' ', AT)).toMatchObject({ ok: false });
  expect(decline(request, OTHER_LEAD, 'No.', AT)).toMatchObject({ ok: false });
  expect(decline(request, request.requester, 'No.', AT)).toMatchObject({ ok: false });
});

const instants = fc.integer({ min: AT, max: AT + 60 * DAY });

test('no approval holds for longer than what is remembered against it, nor for less than seven days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: START_AHEAD_DAYS * DAY }), (ahead) => {
      const until = holdsUntil(AT, AT + ahead);
      expect(until).toBeGreaterThanOrEqual(AT + 7 * DAY);
      expect(until).toBeGreaterThan(AT + ahead);
      expect(until).toBeLessThanOrEqual(AT + APPROVAL_HOLDS_AT_MOST);
    }),
  );
});

test('nothing begins before its start, and no start puts off an end beyond the same term from then', () => {
  const terms = fc.oneof(
    fc.integer({ min: 1, max: 90 }).map((days): Term => ({ kind: 'days', days })),
    instants.map((at): Term => ({ kind: 'until', at })),
  );
  fc.assert(
    fc.property(instants, instants, terms, (startsAt, at, term) => {
      const begins = beginsAt(startsAt, at);
      expect(begins).toBe(Math.max(startsAt, at));
      const end = endOfTerm(term, begins) ?? Number.NaN;
      expect(end).toBe(term.kind === 'until' ? term.at : begins + (endOfTerm(term, 0) ?? 0));
      const may = judgeStart(startsAt, { changes: [{ verb: 'add' }] }, term, AT);
      if (may.allowed) expect(endOfTerm(term, startsAt)).toBeGreaterThan(startsAt);
    }),
  );
});
