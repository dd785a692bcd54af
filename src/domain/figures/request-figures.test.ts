import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AT,
  awaiting,
  developers,
  frontend,
  grant,
  holding,
  inState,
  LEAD,
  OTHER_LEAD,
  stage,
  subject,
} from '../../../tests/support/samples';
import { DAY, HOUR } from '../lib/time';
import type { AccessRequest, RequestState } from '../request/access-request';
import { BAR_IDS } from './bar';
import { endsAhead, endsUntil, WEEKS_AHEAD } from './ends-ahead';
import { figuresOf, figuresSince, MOST_BARS, WEEKS } from './request-figures';
import { TIMES_FROM } from './times';

const asked = (id: string, over: Partial<AccessRequest> = {}) =>
  ({ ...awaiting(), id, ...over }) as AccessRequest;

const change = (...some: readonly (typeof frontend | typeof developers)[]) => ({
  ask: {
    subjects: [subject('Sam')],
    changes: some.map((entitlement) => ({ verb: 'add' as const, entitlement, subjects: [0] })),
  },
});

describe('requests of the last weeks', () => {
  test('each is in the week in which it was asked for, and in no other', () => {
    const ages = fc.array(fc.integer({ min: 0, max: WEEKS * 7 * DAY }), { maxLength: 60 });
    fc.assert(
      fc.property(ages, (some) => {
        const requests = some.map((age, place) => asked(`r${place}`, { createdAt: AT - age }));
        const { weeks } = figuresOf(requests, AT);
        expect(weeks).toHaveLength(WEEKS);
        expect(weeks.reduce((sum, { count }) => sum + count, 0)).toBe(requests.length);
        for (const { of, requestIds } of weeks) {
          for (const { id, createdAt } of requests.filter((one) => requestIds.includes(one.id))) {
            expect([id, createdAt >= of && createdAt <= of + 7 * DAY]).toEqual([id, true]);
          }
        }
      }),
    );
  });

  test('one that a clock ahead has made counts in the last week', () => {
    const { weeks } = figuresOf([asked('r1', { createdAt: AT + HOUR })], AT);
    expect(weeks.at(-1)).toEqual({ of: AT - 7 * DAY, count: 1, requestIds: ['r1'] });
    expect(weeks[0]?.of).toBe(figuresSince(AT));
  });

  test('one of just the moment in which a week begins counts in that week alone', () => {
    const { weeks } = figuresOf([asked('r1', { createdAt: AT - 7 * DAY })], AT);
    expect(weeks.slice(-2).map(({ count }) => count)).toEqual([0, 1]);
  });

  test('whoever decided most comes first, each request once, by the newest name', () => {
    const decided = (by: typeof LEAD, times = 1) => ({
      approvals: Array.from({ length: times }, () =>
        stage(by, { decisions: [{ decision: 'approved' as const, by, at: AT }] }),
      ),
    });
    const renamed = { ...LEAD, displayName: 'Lena Meyer' };
    const { deciders } = figuresOf(
      [
        asked('r3', decided(OTHER_LEAD)),
        asked('r2', decided(renamed, 2)),
        asked('r1', decided(LEAD)),
      ],
      AT,
    );
    expect(deciders).toEqual([
      { of: renamed, count: 2, requestIds: ['r2', 'r1'] },
      { of: OTHER_LEAD, count: 1, requestIds: ['r3'] },
    ]);
  });

  test('what was asked for most comes first, however often one request names it', () => {
    const { items } = figuresOf(
      [asked('r2', change(developers, frontend)), asked('r1', change(frontend, frontend))],
      AT,
    );
    expect(items).toEqual([
      { of: frontend, count: 2, requestIds: ['r2', 'r1'] },
      { of: developers, count: 1, requestIds: ['r2'] },
    ]);
  });

  test('there are only so many bars, each with only so many requests', () => {
    const many = Array.from({ length: BAR_IDS + 5 }, (_, place) => asked(`r${place}`));
    const { items, weeks } = figuresOf(many, AT);
    expect(items[0]).toMatchObject({ count: BAR_IDS + 5, requestIds: { length: BAR_IDS } });
    expect(weeks.at(-1)?.count).toBe(BAR_IDS + 5);
    const groups = Array.from({ length: MOST_BARS + 2 }, (_, place) =>
      asked(`g${place}`, change({ ...frontend, groupId: `g${place}` })),
    );
    expect(figuresOf(groups, AT).items).toHaveLength(MOST_BARS);
  });

  test.each<[RequestState, boolean, boolean]>([
    ['awaitingApproval', false, false],
    ['approved', true, false],
    ['applying', true, false],
    ['needsAttention', true, false],
    ['completed', true, true],
    ['declined', true, false],
    ['withdrawn', false, false],
    ['timedOut', false, false],
  ])('%s: decided %s, applied %s', (state, isDecided, isApplied) => {
    const times = { approvedAt: AT + 2 * HOUR, since: AT + (state === 'declined' ? 2 : 3) * HOUR };
    const some = Array.from({ length: TIMES_FROM }, (_, place) => ({
      ...inState(state),
      id: `r${place}`,
      createdAt: AT,
      ...times,
    }));
    const { toDecide, toApply } = figuresOf(some as AccessRequest[], AT);
    expect(toDecide?.median).toBe(isDecided ? 2 * HOUR : undefined);
    expect(toApply?.median).toBe(isApplied ? HOUR : undefined);
  });

  test('no clock makes a time negative', () => {
    const some = Array.from({ length: TIMES_FROM }, (_, place) =>
      asked(`r${place}`, { state: 'declined', createdAt: AT, since: AT - HOUR } as never),
    );
    expect(figuresOf(some, AT).toDecide).toEqual({ median: 0, ninety: 0, count: TIMES_FROM });
  });
});

describe('what ends in the coming weeks', () => {
  test('is looked for until the last of them is over', () => {
    const last = endsAhead([], AT).at(-1)?.of ?? 0;
    expect(endsUntil(AT)).toBe(last + 7 * DAY);
  });

  const ending = (requestId: string, endsAt: number) => holding([grant({ requestId, endsAt })]);
  const forGood = grant({ requestId: 'stays', endsAt: undefined });

  test('counts where its end is, each holding, and opens each request once', () => {
    const weeks = endsAhead(
      [
        ending('r1', AT + DAY),
        ending('r1', AT + 2 * DAY),
        ending('r2', AT + 7 * DAY),
        ending('late', AT - 1),
        holding([forGood]),
        ending('far', AT + WEEKS_AHEAD * 7 * DAY),
      ],
      AT,
    );
    expect(weeks).toHaveLength(WEEKS_AHEAD);
    expect(weeks.slice(0, 2)).toEqual([
      { of: AT, count: 1, requestIds: ['r1'], ends: 2 },
      { of: AT + 7 * DAY, count: 1, requestIds: ['r2'], ends: 1 },
    ]);
    expect(weeks.slice(2).every(({ ends }) => ends === 0)).toBe(true);
  });
});
