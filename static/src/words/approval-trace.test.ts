import { describe, expect, it } from 'vitest';
import type { TraceEntry } from '#domain/approval/approval';
import { explainTrace } from './approval-trace';

const tom = { accountId: 'tom', displayName: 'Tom Becker' };
const entry = (
  source: TraceEntry['tried']['source'],
  outcome: TraceEntry['outcome'],
): TraceEntry => ({
  tried: source === 'fallbackApprover' ? { source } : { source, projectKey: 'LEG' },
  outcome,
  ...(outcome === 'nobody' ? {} : { person: tom }),
});

describe('explainTrace', () => {
  it.each([
    ['issueProjectLead', 'chosen', 'Tom Becker leads LEG, the project of this issue, and decides.'],
    [
      'issueProjectLead',
      'inactive',
      'Tom Becker leads LEG, the project of this issue, but the account is inactive.',
    ],
    ['issueProjectLead', 'nobody', 'LEG has no project lead.'],
    [
      'roleProjectLead',
      'isSubject',
      'Tom Becker leads LEG, whose role is asked for, but the request is about them.',
    ],
    ['fallbackApprover', 'isRequester', 'Tom Becker is a fallback approver but made the request.'],
    ['fallbackApprover', 'nobody', 'No fallback approver is named.'],
  ] as const)('%s, %s', (source, outcome, sentence) => {
    expect(explainTrace(entry(source, outcome))).toBe(sentence);
  });
});
