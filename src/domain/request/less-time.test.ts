import { expect, test } from 'vitest';
import {
  AT,
  awaiting,
  ISSUE,
  LEAD,
  OTHER_LEAD,
  person,
  stage,
} from '../../../tests/support/samples';
import type { Decision } from '../approval/approval';
import { DAY } from '../lib/time';
import { approve } from './approve';
import { lessTimeBy } from './less-time';

const THIRD = person('Theo');
const stages = [
  stage(LEAD, { asks: 'a' }),
  stage(OTHER_LEAD, { asks: 'b', order: 2 }),
  stage(THIRD, { asks: 'c', order: 3 }),
];
const waits = (days: number) => awaiting({ approvals: stages, timesOutAt: AT + days * DAY });
const decided = (days: number, ...by: readonly [typeof LEAD, number][]) =>
  by.reduce((request, [who, at]) => {
    const next = approve(request, who, undefined, at);
    if (!next.ok || next.value.request.state !== 'awaitingApproval') throw new Error('Not so.');
    return next.value.request;
  }, waits(days));
const of = (by: typeof LEAD, at: number): Decision => ({
  decision: 'approved',
  by,
  at,
  askedIn: ISSUE.projectId,
});

test.each<[string, ReturnType<typeof decided>, Decision | undefined]>([
  ['nobody has approved', waits(14), undefined],
  ['the approval lapses first', decided(14, [LEAD, AT]), of(LEAD, AT)],
  [
    'the oldest of two lapses first',
    decided(14, [LEAD, AT + 1], [OTHER_LEAD, AT + DAY]),
    of(LEAD, AT + 1),
  ],
  [
    'the oldest of two lapses first, whichever stage it is of',
    {
      ...waits(7),
      approvals: [
        stage(LEAD, { decisions: [of(LEAD, AT + DAY)] }),
        stage(OTHER_LEAD, { decisions: [of(OTHER_LEAD, AT)] }),
      ],
    },
    of(OTHER_LEAD, AT),
  ],
  ['the time is over before the approval lapses', decided(5, [LEAD, AT]), undefined],
  ['it was nearly over as somebody approved', decided(14, [LEAD, AT + 8 * DAY]), undefined],
])('an approval leaves others less time, unless it is over anyway: %s', (_, request, by) => {
  expect(lessTimeBy(request)).toEqual(by);
});
