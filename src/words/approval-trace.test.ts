import { describe, expect, it } from 'vitest';
import type { TraceEntry } from '#domain/approval/approval';
import { explainTrace } from './approval-trace';

const tom = { accountId: 'tom', displayName: 'Tom Becker' };
function triedOf(source: TraceEntry['tried']['source']): TraceEntry['tried'] {
  switch (source) {
    case 'fallbackApprover':
    case 'issue':
    case 'named':
      return { source };
    case 'standIn':
      return { source, of: { accountId: 'ada', displayName: 'Ada Byron' } };
    case 'groupOwner':
    case 'member':
      return { source, group: 'deciders' };
    case 'permission':
    case 'roleProjectLead':
    case 'issueProjectLead':
      return { source, projectKey: 'LEG' };
  }
}
const entry = (
  source: TraceEntry['tried']['source'],
  outcome: TraceEntry['outcome'],
): TraceEntry => ({
  tried: triedOf(source),
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
    ['issueProjectLead', 'notKnown', 'It was not told who leads LEG.'],
    ['named', 'chosen', 'Tom Becker is named to decide it.'],
    ['named', 'nobody', 'Nobody is named who could decide.'],
    [
      'permission',
      'chosen',
      'Tom Becker has the permission Decide on access requests in LEG, and decides.',
    ],
    [
      'permission',
      'nobody',
      'Nobody who can act has the permission Decide on access requests in LEG.',
    ],
    [
      'permission',
      'tooMany',
      'More than 20 people have the permission Decide on access requests in LEG, so none of them is asked.',
    ],
    [
      'permission',
      'notKnown',
      'Jira did not tell who has the permission Decide on access requests in LEG.',
    ],
    ['groupOwner', 'chosen', 'Tom Becker owns deciders, and decides.'],
    ['groupOwner', 'inactive', 'Tom Becker owns deciders, but the account is inactive.'],
    ['groupOwner', 'nobody', 'No owner is named for deciders.'],
    [
      'member',
      'decidedBefore',
      'Tom Becker is in deciders, but decides another stage of it, and nobody is asked twice.',
    ],
    ['member', 'nobody', 'Nobody in deciders can act.'],
    [
      'member',
      'tooMany',
      'deciders has more than 20 people who could be asked, so nobody of it is.',
    ],
    ['member', 'notKnown', 'The site did not tell who is in deciders.'],
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

  it('of a fallback approver who is let in beside whoever is asked', () => {
    const tried = { source: 'fallbackApprover', afterHours: 24 } as const;
    expect(explainTrace({ ...entry('fallbackApprover', 'chosen'), tried })).toBe(
      'Tom Becker is a fallback approver and can decide as well, as it was not decided within 24 hours.',
    );
    expect(explainTrace({ ...entry('fallbackApprover', 'gains'), tried })).toBe(
      'Tom Becker is a fallback approver but would gain from it.',
    );
  });
});
