import { describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '#domain/lib/time';
import { AT, frontend, grant, holding, inState, subject } from '../../../tests/support/samples';
import { causeView } from './cause-view';
import { delayedView } from './delayed-view';
import { grantView, holdingView, lateLine } from './grant-view';
import { listRoundView } from './list-round-view';
import { stepView } from './step-view';

const sam = subject('Sam');
const LATE = AT + DAY + 11 * MINUTE;
const stuck = {
  state: 'stuck',
  cause: 'siteRefused',
  siteMessage: 'No.',
  tries: 1,
  nextTryAt: 0,
} as const;
const found = { ...sam, foundBy: 'sam@acme.example' };

describe('access of a step', () => {
  test('that can’t be read says so', () => {
    expect(grantView('unreadable', AT)).toEqual({ state: 'unreadable' });
  });

  test.each([
    ['superseded', 'superseded'],
    ['outlasted', 'superseded'],
    ['notGivenBack', 'notGivenBack'],
  ] as const)('that has ended as it was %s is %s', (why, state) => {
    const ended = { ...grant(), why, endedAt: AT + 7 } as never;
    expect(grantView({ ended }, AT)).toEqual({ state, at: AT + 7 });
  });

  test.each(['expired', 'revoked', 'goneByHand', 'returned', 'takenBack', 'leaver'] as const)(
    'that is over says by what: %s',
    (why) => {
      const ended = { ...grant(), why, endedAt: AT + 7 } as never;
      expect(grantView({ ended }, AT)).toEqual({ state: 'ended', at: AT + 7, why });
    },
  );

  test('that should have ended says why it has not, where it was tried', () => {
    const one = grant();
    const runs = holding([one]);
    const shown = { state: 'overdue', at: AT + DAY };
    expect(grantView({ grant: one, holding: runs }, LATE)).toEqual(shown);
    const tried = holding([one], { work: stuck });
    expect(grantView({ grant: one, holding: tried }, LATE)).toEqual({
      ...shown,
      cause: 'siteRefused',
    });
  });

  test('that nothing proves has no end', () => {
    const one = grant({ unproved: true } as never);
    expect(grantView({ grant: one, holding: holding([one]) }, AT)).toBeUndefined();
  });

  test('is shown with its step, to each as they may know it', () => {
    const row = {
      step: 3,
      verb: 'add',
      entitlement: frontend,
      planned: { verdict: 'change' },
      outcome: { state: 'pending' },
    };
    const view = (one: object | undefined) =>
      stepView({ ...row, subject: found, grant: one } as never, () => sam, AT);
    expect(view(undefined)).toEqual({ ...row, subject: sam, grant: undefined });
    expect(view({ grant: grant(), holding: holding([grant()]) }).grant).toEqual({
      state: 'active',
      at: AT + DAY,
    });
  });
});

describe('what somebody holds', () => {
  const unproved = (endsAt?: number) => grant({ unproved: true, endsAt } as never);

  test.each<[string, ReturnType<typeof holding>, number, unknown]>([
    ['for a time ends then', holding([grant()]), AT, { state: 'active', at: AT + DAY }],
    ['is about to end', holding([grant()]), AT + DAY, { state: 'ending', at: AT + DAY }],
    ['is overdue', holding([grant()]), LATE, { state: 'overdue', at: AT + DAY }],
    [
      'is in force and not there',
      holding([grant({ endsAt: undefined })], { work: stuck, missingSince: AT - 1 } as never),
      AT,
      { state: 'missing', at: AT - 1, cause: 'siteRefused' },
    ],
    ['for good has no end', holding([grant({ endsAt: undefined })]), AT, undefined],
    ['is not by us, where nothing proves it', holding([unproved(AT + DAY)]), AT, undefined],
    [
      'is by us, where one grant is proved',
      holding([unproved(AT + DAY), grant()]),
      AT,
      { state: 'active', at: AT + DAY },
    ],
  ])('%s', (_, held, now, expected) => {
    expect(holdingView(held, now)).toEqual(expected);
  });
});

describe('a line of what is overdue', () => {
  const line = { subject: sam, entitlement: frontend, since: AT + DAY, issueKey: 'WEB-1' };

  test('says of whom, of what, since when, and by which work item', () => {
    expect(lateLine(holding([grant()]), LATE)).toEqual({
      ...line,
      cause: undefined,
      siteMessage: undefined,
    });
  });

  test('and in the site’s words why, where it was tried', () => {
    expect(lateLine(holding([grant()], { work: stuck }), LATE)).toEqual({
      ...line,
      cause: 'siteRefused',
      siteMessage: 'No.',
    });
  });

  test('is since now, by no work item, where nothing is in force', () => {
    expect(lateLine(holding([]), LATE)).toMatchObject({ since: LATE, issueKey: '' });
  });
});

describe('steps that failed for one cause', () => {
  const cause = {
    reason: 'siteRefused',
    siteMessage: 'No.',
    rule: 'Short',
    wordsDiffer: true,
    retryable: 2,
  };
  const group = { kind: 'group', groupId: 'g7', displayName: 'team' } as const;

  test('are shown by their first, with one of each part and of which kinds they are', () => {
    const parts = [
      { verb: 'add', entitlement: frontend, subjects: [sam, group, subject('Ada')] },
      { verb: 'remove', entitlement: frontend, subjects: [] },
    ];
    expect(causeView({ ...cause, steps: [4, 7, 9], parts, more: 1 } as never)).toEqual({
      ...cause,
      step: 4,
      count: 3,
      parts: [
        { verb: 'add', entitlement: frontend, count: 3, subject: sam, kinds: ['person', 'group'] },
      ],
    });
  });

  test('none are none', () => {
    expect(causeView({ ...cause, steps: [], parts: [] } as never)).toMatchObject({
      step: 0,
      count: 0,
    });
  });
});

describe('requests that are delayed', () => {
  const pause = { since: AT + 5, cause: 'siteUnavailable' };
  const paused = { ...inState('applying'), pause };

  test('are shown with since when and why', () => {
    const view = delayedView({
      count: 2,
      more: true,
      requests: [paused, inState('approved')],
    } as never);
    expect(view).toMatchObject({ count: 2, more: true });
    expect(view.items).toEqual([
      {
        requestId: 'r1',
        issueKey: 'WEB-1',
        requester: paused.requester,
        since: AT + 5,
        cause: 'siteUnavailable',
      },
      expect.objectContaining({ since: AT, cause: undefined }),
    ]);
  });

  test('of many, ten', () => {
    const requests = Array.from({ length: 12 }, () => paused);
    expect(delayedView({ count: 12, more: false, requests } as never).items).toHaveLength(10);
  });

  test('one that is not carried out has no pause to show', () => {
    const odd = { ...inState('approved'), pause } as never;
    expect(delayedView({ count: 1, more: false, requests: [odd] }).items[0]?.cause).toBeUndefined();
  });
});

test('how far the lists are checked is shown without where that goes on', () => {
  const round = { beganAt: AT, looked: 3, mended: 2, failed: 1 };
  const kept = { ...round, kind: 'request', cursor: 'c' } as const;
  expect(listRoundView(kept)).toEqual({ ...round, endedAt: undefined, isAsked: false });
  expect(listRoundView({ ...kept, endedAt: AT + 1, isAsked: true })).toEqual({
    ...round,
    endedAt: AT + 1,
    isAsked: true,
  });
});
