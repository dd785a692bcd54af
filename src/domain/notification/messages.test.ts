import { describe, expect, test } from 'vitest';
import { listNames } from '../action/describe-change';
import {
  AT,
  addToFrontend,
  awaiting,
  inState,
  LEAD,
  OTHER_LEAD,
  person,
  stage,
} from '../lib/samples';
import { approvalMessage } from './approval-message';
import type { Message } from './message';
import { outcomeMessage } from './outcome-message';
import { withdrawnMessage } from './withdrawn-message';

const plain = (message: Message | undefined) =>
  message?.paragraphs
    .map((parts) =>
      parts
        .map((part) => (typeof part === 'string' ? part : `@${part.mention.displayName}`))
        .join(''),
    )
    .join('\n');

describe('a message', () => {
  test('tells the approver who asks for what, for whom, why and where to decide', () => {
    const message = approvalMessage(awaiting({ term: { kind: 'days', days: 7 } }), [LEAD]);
    expect(message.subject).toBe('WEB-1: Rita asks for your approval');
    expect(plain(message)).toBe(
      [
        '@Lena, Rita asks for access, and the decision is yours:',
        '• add Sam to the group frontend',
        'Why: They join the team.',
        'Term: 7 days',
        'Approve or decline in the Access panel of WEB-1.',
      ].join('\n'),
    );
  });

  test('names no term of what is only taken away', () => {
    const { ask } = awaiting();
    const removal = ask.changes.map((change) => ({ ...change, verb: 'remove' as const }));
    const request = awaiting({
      ask: { ...ask, changes: removal as typeof ask.changes },
      term: { kind: 'days', days: 30 },
    });
    const told = plain(approvalMessage(request, [LEAD]));
    expect(told).toContain('• remove Sam from the group frontend');
    expect(told).not.toContain('Term');
  });

  test('begins with a sentence, to however many', () => {
    const names = (count: number) => {
      const people = ['Ada', 'Ben', 'Cleo'].slice(0, count).map(person);
      return plain(approvalMessage(awaiting(), people))?.split(', Rita asks')[0];
    };
    expect([1, 2, 3].map(names)).toEqual(['@Ada', '@Ada and @Ben', '@Ada, @Ben and @Cleo']);
  });

  test('tells those who were asked that it was withdrawn', () => {
    expect(plain(withdrawnMessage(awaiting(), [LEAD]))).toMatch(
      /^@Lena, Rita has withdrawn the request that waited for you\./,
    );
  });

  test('tells a lead who would gain that others decide, and that they can decline', () => {
    const message = approvalMessage(awaiting(), [OTHER_LEAD], [LEAD]);
    expect(plain(message)?.split('\n').at(-1)).toBe(
      '@Lena, you lead the project, and others decide because it may give you something too. You can decline it there.',
    );
    expect(plain(message)).toMatch(/^@Otto, Rita asks/);
  });

  test('tells the requester why it was declined', () => {
    const decision = { decision: 'declined' as const, by: LEAD, at: AT, reason: 'Ask in May.' };
    const declined = { ...inState('declined'), approvals: [stage(LEAD, { decision })] };
    expect(plain(outcomeMessage(declined))).toContain('Lena: Ask in May.');
    expect(plain(outcomeMessage(declined))).toContain('Nothing was changed');
  });

  test.each(['completed', 'needsAttention', 'timedOut'] as const)(
    'tells that it is %s',
    (state) => {
      expect(plain(outcomeMessage(inState(state)))).toMatch(/^@Rita, /);
    },
  );

  test.each(['awaitingApproval', 'approved', 'applying', 'withdrawn'] as const)(
    'says nothing while it is %s',
    (state) => expect(outcomeMessage(inState(state))).toBeUndefined(),
  );

  test('names few and counts the rest', () => {
    const names = addToFrontend('A', 'B', 'C', 'D', 'E').subjects.map((one) => one.displayName);
    expect([1, 2, 3, 4, 5].map((count) => listNames(names.slice(0, count)))).toEqual([
      'A',
      'A and B',
      'A, B and C',
      'A, B, C and D',
      'A, B, C and 2 others',
    ]);
  });
});
