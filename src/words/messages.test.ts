import { describe, expect, test } from 'vitest';
import type { Message, MessageLine } from '#domain/notification/message';
import type { Term } from '#domain/term/term';
import {
  AT,
  addToFrontend,
  awaiting,
  inState,
  LEAD,
  OTHER_LEAD,
  person,
  stage,
} from '../../tests/support/samples';
import { approvalMessage } from './approval-message';
import { byPolicyMessage } from './by-policy-message';
import { closedMessage } from './closed-message';
import { letInMessage } from './let-in-message';
import { listNames } from './listing';
import { outcomeMessage } from './outcome-message';
import { reminderMessage } from './reminder-message';
import { withdrawnMessage } from './withdrawn-message';

const inWords = (line: MessageLine) =>
  line
    .map((part) => {
      if (typeof part === 'string') return part;
      return 'link' in part ? `[${part.link.text}]` : `@${part.mention.displayName}`;
    })
    .join('');
const plain = (message: Message | undefined) =>
  message?.blocks
    .flatMap((block) =>
      'list' in block ? block.list.map((line) => `• ${inWords(line)}`) : inWords(block),
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

  test('tells a fallback approver who is let in beside whom, and after how long', () => {
    const emma = person('Emma');
    const tried = { source: 'fallbackApprover', afterHours: 24 } as const;
    const trace = [{ tried, person: emma, outcome: 'chosen' }] as const;
    const open = stage(LEAD, { approvers: [LEAD, emma], trace });
    const message = letInMessage(awaiting({ approvals: [open] }), [open], [emma]);
    expect(message.subject).toBe('WEB-1: Rita still waits, and you can decide');
    expect(plain(message)?.split('\n').slice(0, 2)).toEqual([
      '@Emma, Rita asks for access. It was not decided within 24 hours, so as a fallback approver you can decide it too, beside Lena:',
      '• add Sam to the group frontend',
    ]);
  });

  test('tells those who would have been asked what is given without them, by which policy, and what they can do', () => {
    const decision = { decision: 'byPolicy', by: OTHER_LEAD, at: AT, policyVersion: 7 } as const;
    const approvals = [stage(LEAD, { approvers: [], decisions: [decision] })];
    const message = byPolicyMessage(awaiting({ approvals }), [LEAD]);
    expect(message.subject).toBe('WEB-1: access that Rita asked for is given without approval');
    expect(plain(message)?.split('\n')).toEqual([
      '@Lena, Rita asked for access. It is given without approval, by version 7 of the access policy, which Otto signed:',
      '• add Sam to the group frontend',
      'Why: They join the team.',
      expect.stringContaining('Term'),
      'You have nothing to decide. If it should not be, remove it with “Remove now” in the Access panel of WEB-1, and tell a Jira admin.',
    ]);
    const done = outcomeMessage({ ...inState('completed'), approvals });
    expect(plain(done)).toContain(
      '@Rita, what you asked for was given without approval, by version 7 of the access policy, which Otto signed. It is done.',
    );
  });

  test('tells that what waited was closed, and of what is left to decide only where it waited for that', () => {
    const first = (state: 'awaitingApproval' | 'scheduled') =>
      plain(closedMessage(inState(state), 'peopleGone', [LEAD]))?.split('\n')[0];
    const why = 'nobody whom it is about has an active account any more';
    expect(first('awaitingApproval')).toBe(
      `@Lena, the request of Rita that waited for a decision was closed: ${why}. Nothing is left to decide, and nothing was changed.`,
    );
    expect(first('scheduled')).toBe(
      `@Lena, the request of Rita was closed before anything of it was done: ${why}.`,
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

  test('names the term of what is given, though something else is taken away', () => {
    const { ask } = awaiting();
    const removed = ask.changes.map((change) => ({ ...change, verb: 'remove' as const }));
    const changes = [...removed, ...ask.changes] as typeof ask.changes;
    const request = awaiting({ ask: { ...ask, changes } });
    expect(plain(approvalMessage(request, [LEAD]))).toContain('\nTerm: permanent\n');
  });

  test('says that what is created outlives the term, and only where there is one', () => {
    const account = { kind: 'account', products: [] } as const;
    const { ask } = awaiting();
    const changes = [
      { verb: 'create' as const, entitlement: account, subjects: [0] },
      ...ask.changes,
    ];
    const told = (term: Term) =>
      plain(approvalMessage(awaiting({ ask: { ...ask, changes }, term }), [LEAD]));
    expect(told({ kind: 'days', days: 7 })).toContain(
      '\nTerm: 7 days; accounts and groups that are created stay\n',
    );
    expect(told({ kind: 'permanent' })).toContain('\nTerm: permanent\n');
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

  test('reminds those whose turn it is of what is asked for, why, and where to decide', () => {
    const message = reminderMessage(awaiting(), [LEAD, OTHER_LEAD]);
    expect(message.subject).toBe('WEB-1: Rita still waits for your decision');
    expect(plain(message)).toBe(
      [
        '@Lena and @Otto, Rita reminds you: a request for access still waits for you.',
        'What is asked for: add Sam to the group frontend',
        'Why: They join the team.',
        'Approve or decline in the Access panel of WEB-1.',
      ].join('\n'),
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
    const declined = {
      ...inState('declined'),
      approvals: [stage(LEAD, { decisions: [decision] })],
    };
    expect(plain(outcomeMessage(declined))).toContain('Lena: Ask in May.');
    expect(plain(outcomeMessage(declined))).toContain('Nothing was changed');
  });

  test('tells the requester that a fallback approver decided, as nobody else had', () => {
    const decision = { decision: 'approved' as const, by: LEAD, at: AT, afterHours: 24 };
    const approvals = [stage(LEAD, { decisions: [decision] })];
    expect(plain(outcomeMessage({ ...inState('completed'), approvals }))).toContain(
      'Lena decided as a fallback approver: it was not decided within 24 hours.',
    );
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

  const many = (count: number) =>
    awaiting({
      ask: {
        subjects: addToFrontend('Sam').subjects,
        changes: Array.from({ length: count }, (_, place) => ({
          verb: 'add' as const,
          entitlement: { kind: 'group' as const, groupId: `g${place}`, name: `team-${place}` },
          subjects: [0],
        })),
      },
    });

  test.each([
    [1, 1, undefined],
    [5, 5, undefined],
    [6, 5, '• and 1 more'],
    [8, 5, '• and 3 more'],
  ])('of %i changes an approver is told %i, and how many more', (count, named, more) => {
    const lines = plain(approvalMessage(many(count), [LEAD]))?.split('\n') ?? [];
    const changes = lines.filter((line) => line.startsWith('• '));
    expect(changes.filter((line) => line.startsWith('• add Sam'))).toHaveLength(named);
    expect(changes[named]).toBe(more);
  });

  test.each([
    [1, 'add Sam to the group team-0'],
    [2, 'add Sam to the group team-0 and 1 more'],
    [3, 'add Sam to the group team-0 and 2 more'],
  ])('of %i changes others are told the first, and how many more', (count, asked) => {
    const request = many(count);
    expect(
      plain(withdrawnMessage(request, [LEAD]))
        ?.split('\n')
        .at(-1),
    ).toBe(`What was asked for: ${asked}`);
    const ended = { ...inState('timedOut'), ask: request.ask };
    expect(plain(outcomeMessage(ended))?.split('\n')[1]).toBe(`Asked for: ${asked}`);
  });

  test.each([
    [{ kind: 'permanent' }, 'permanent'],
    [{ kind: 'days', days: 1 }, '1 day'],
    [{ kind: 'days', days: 2 }, '2 days'],
  ] as const)('for %j an approver reads %s', (term, words) => {
    expect(plain(approvalMessage(awaiting({ term }), [LEAD]))).toContain(`\nTerm: ${words}\n`);
  });

  test.each([
    [
      'completed',
      'your access request is done',
      '@Rita, your access request was approved and is done.',
      ['The Access panel of WEB-1 shows it person by person.'],
    ],
    [
      'needsAttention',
      'your access request needs attention',
      '@Rita, your access request was approved, but 1 of its steps failed.',
      ['The Access panel of WEB-1 shows it person by person, and what to do about what is left.'],
    ],
    [
      'declined',
      'your access request was declined',
      '@Rita, your access request was declined. Nothing was changed.',
      [],
    ],
    [
      'timedOut',
      'your access request has timed out',
      '@Rita, nobody decided your access request in time. Nothing was changed; you can ask again.',
      [],
    ],
  ] as const)('says all of how it ended: %s', (state, subject, text, more) => {
    const message = outcomeMessage(inState(state));
    expect(message?.subject).toBe(`WEB-1: ${subject}`);
    expect(plain(message)?.split('\n')).toEqual([
      text,
      'Asked for: add Sam to the group frontend',
      ...more,
    ]);
  });

  test('names the reference where the app itself could not go on', () => {
    const stopped = { ...inState('needsAttention'), stopped: { reference: 'ab12cd34' } };
    expect(plain(outcomeMessage(stopped as Parameters<typeof outcomeMessage>[0]))).toContain(
      'but the app could not carry all of it out (reference ab12cd34).',
    );
  });

  test('of two stages only the one that was declined says why', () => {
    const reason = 'Ask\nin May.';
    const decision = { decision: 'declined' as const, by: OTHER_LEAD, at: AT, reason };
    const approved = { decision: 'approved' as const, by: LEAD, at: AT };
    const approvals = [
      stage(LEAD, { decisions: [approved] }),
      stage(OTHER_LEAD, { decisions: [decision] }),
      stage(LEAD),
    ];
    const lines = plain(outcomeMessage({ ...inState('declined'), approvals }))?.split('\n');
    expect(lines?.slice(2)).toEqual(['Otto: Ask in May.']);
  });

  test('says in its subject who has withdrawn', () => {
    expect(withdrawnMessage(awaiting(), [LEAD]).subject).toBe(
      'WEB-1: Rita has withdrawn a request',
    );
  });

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
