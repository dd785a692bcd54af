import { expect, test } from 'vitest';
import { AT, awaiting, LEAD, OTHER_LEAD, person, stage } from '../../../tests/support/samples';
import { DAY, HOUR } from '../lib/time';
import type { AwaitingApproval } from './access-request';
import { undecidedSince } from './undecided-since';
import { withdraw } from './withdraw';

const decided = { decision: 'approved', by: LEAD, at: AT + DAY } as const;
const question = { by: LEAD, text: 'Why?', timesOutAt: AT + DAY };
const letIn = stage(LEAD, {
  trace: [
    {
      tried: { source: 'fallbackApprover', afterHours: 24 },
      person: person('Emma'),
      outcome: 'gains',
    },
  ],
});
test.each<[string, Partial<AwaitingApproval>, number | undefined]>([
  ['since it was asked for', {}, AT],
  [
    'since the stage before was approved',
    { approvals: [stage(LEAD, { decisions: [decided] }), stage(OTHER_LEAD, { order: 2 })] },
    AT + DAY,
  ],
  [
    'as long as the stage that waits longest',
    { approvals: [stage(LEAD, { askedAt: AT + HOUR }), stage(OTHER_LEAD, { changes: [1] })] },
    AT,
  ],
  [
    'without the time for which a question stood',
    {
      questions: [{ ...question, at: AT + HOUR, answer: { at: AT + DAY, text: 'So.' } }],
    },
    AT + DAY - HOUR,
  ],
  ['not while a question waits', { questions: [{ ...question, at: AT + HOUR }] }, undefined],
  [
    'where somebody else was looked at',
    {
      approvals: [
        { ...letIn, trace: [{ tried: { source: 'named' }, person: LEAD, outcome: 'chosen' }] },
      ],
    },
    AT,
  ],
  ['not where fallback approvers were looked at', { approvals: [letIn] }, undefined],
])('a request is undecided %s', (_, over, since) => {
  expect(undecidedSince(awaiting(over))).toBe(since);
});

test('what is over is not', () => {
  const request = awaiting();
  const done = withdraw(request, request.requester.accountId, AT);
  expect(done.ok && undecidedSince(done.value.request)).toBeUndefined();
});
