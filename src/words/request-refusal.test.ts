import { describe, expect, it } from 'vitest';
import type { TraceEntry } from '#domain/approval/approval';
import { explainRefusal } from './request-refusal';

const tom = { accountId: 'tom', displayName: 'Tom Becker' };
const lead: TraceEntry = {
  tried: { source: 'issueProjectLead', projectKey: 'WEB' },
  person: tom,
  outcome: 'inactive',
};
const named: TraceEntry = { tried: { source: 'named' }, person: tom, outcome: 'isRequester' };
const noOwner: TraceEntry = { tried: { source: 'groupOwner', group: 'sales' }, outcome: 'nobody' };
const noGroup: TraceEntry = { tried: { source: 'groupOwner' }, outcome: 'nobody' };
const noFallback: TraceEntry = { tried: { source: 'fallbackApprover' }, outcome: 'nobody' };
const fallback: TraceEntry = {
  tried: { source: 'fallbackApprover' },
  person: tom,
  outcome: 'gains',
};

describe('what to do where nobody can approve', () => {
  it.each<[string, TraceEntry[], string]>([
    [
      'a lead decides',
      [lead, noFallback],
      'Ask a Jira admin to name a fallback approver, or have another project lead set.',
    ],
    [
      'the group has no owner',
      [noOwner, fallback],
      'Ask a Jira admin to name an owner of the group, or another fallback approver.',
    ],
    [
      'it is no group, and no lead is asked',
      [noGroup, noFallback],
      'Ask a Jira admin to name a fallback approver, or more people who may decide.',
    ],
    [
      'only people are named, who can’t',
      [named, fallback],
      'Ask a Jira admin to name another fallback approver, or more people who may decide.',
    ],
  ])('says who can be named where %s', (_, trace, next) => {
    expect(explainRefusal({ code: 'noApprover', trace, rules: [] }).next).toBe(next);
  });
});
