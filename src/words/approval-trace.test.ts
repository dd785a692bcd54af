import { describe, expect, it } from 'vitest';
import type { TraceEntry } from '#domain/approval/approval';
import { explainTrace } from './approval-trace';

const tom = { accountId: 'tom', displayName: 'Tom Becker' };
const entry = (
  source: TraceEntry['tried']['source'],
  outcome: TraceEntry['outcome'],
): TraceEntry => ({
  tried:
    source === 'fallbackApprover' || source === 'issue'
      ? { source }
      : { source, projectKey: 'LEG' },
  outcome,
  ...(outcome === 'nobody' ? {} : { person: tom }),
});

describe('explainTrace', () => {
  it.each([
    [
      'issueProjectLead',
      'chosen',
      'Tom Becker leads LEG, the project of this work item, and decides.',
    ],
    [
      'issueProjectLead',
      'inactive',
      'Tom Becker leads LEG, the project of this work item, but the account is inactive.',
    ],
    ['issueProjectLead', 'nobody', 'LEG has no project lead.'],
    [
      'roleProjectLead',
      'gains',
      'Tom Becker leads LEG, whose role is asked for, but would gain from it.',
    ],
    [
      'fallbackApprover',
      'gainUnknown',
      'Tom Becker is a fallback approver but it could not be found out whether they would gain from it.',
    ],
    [
      'issueProjectLead',
      'cannotSeeIssue',
      'Tom Becker leads LEG, the project of this work item, but can’t see this work item.',
    ],
    [
      'fallbackApprover',
      'sightUnknown',
      'Tom Becker is a fallback approver but Jira did not tell whether they see this work item.',
    ],
    [
      'issue',
      'issueGone',
      'The work item is no longer there, or the app can’t see it, so nobody can decide on it.',
    ],
    ['fallbackApprover', 'isRequester', 'Tom Becker is a fallback approver but made the request.'],
    ['fallbackApprover', 'nobody', 'No fallback approver is named.'],
  ] as const)('%s, %s', (source, outcome, sentence) => {
    expect(explainTrace(entry(source, outcome))).toBe(sentence);
  });
});
