import { expect, test } from 'vitest';
import { toldOfLate } from '#domain/notification/told-of-late';
import {
  AT,
  awaiting,
  LEAD,
  OTHER_LEAD,
  person,
  REQUESTER,
  stage,
} from '../../tests/support/samples';
import { lateMessage } from './late-message';

const approved = (by: typeof LEAD) =>
  stage(by, { decisions: [{ decision: 'approved', by, at: AT }] });
const declined = stage(person('Dora'), {
  decisions: [{ decision: 'declined', by: person('Dora'), at: AT, reason: 'No' }],
});

test.each([
  ['whoever approved it', 'approver', [approved(LEAD), approved(OTHER_LEAD)], ['lena', 'otto']],
  ['each once', 'approver', [approved(LEAD), approved(LEAD)], ['lena']],
  [
    'of two stages those of the one that is decided',
    'approver',
    [approved(LEAD), stage(OTHER_LEAD)],
    ['lena'],
  ],
  ['nobody who declined', 'approver', [declined, approved(LEAD)], ['lena']],
  ['nobody, where nobody has approved', 'approver', [stage(LEAD)], []],
  ['in the work item whoever asked as well', 'workItem', [approved(LEAD)], ['lena', 'rita']],
  ['whoever asked once, though they approved', 'workItem', [approved(REQUESTER)], ['rita']],
] as const)('of access that should have ended are told: %s', (_, whom, approvals, told) => {
  const people = toldOfLate(awaiting({ approvals: [...approvals] }), whom);
  expect(people.map(({ accountId }) => accountId)).toEqual(told);
});

test('says that it is still there, why, what to do, and where it shows', () => {
  const message = lateMessage('overdue', awaiting(), [LEAD, OTHER_LEAD], 'rateLimited');
  expect(message.subject).toBe('WEB-1: access that should have ended is still there');
  const [first, why, where] = message.blocks;
  expect(first).toEqual([
    { mention: LEAD },
    ' and ',
    { mention: OTHER_LEAD },
    ', access that was given for a time should have ended and has not.',
  ]);
  expect(String(why)).toMatch(/^The reason: \S.*\. \S.*\.$/);
  expect(where).toEqual([
    'The Access panel of WEB-1 shows whom it is about. It is tried again until it works.',
  ]);
});

test('says of what is not taken away by itself nothing of trying again', () => {
  const { blocks } = lateMessage('overdue', awaiting(), [LEAD], 'unproved');
  expect(blocks.at(-1)).toEqual(['The Access panel of WEB-1 shows whom it is about.']);
});
