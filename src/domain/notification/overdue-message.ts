import type { Person } from '../action/person';
import { isTriedAgain, type StuckCause } from '../grant/stuck-cause';
import { stuckWords } from '../grant/stuck-words';
import type { AccessRequest } from '../request/access-request';
import { mentions } from './approval-message';
import type { Message } from './message';

/** Tells people that access which should have ended is still there, why, and who can mend it. */
export function overdueMessage(
  { issue }: AccessRequest,
  to: readonly Person[],
  cause: StuckCause,
): Message {
  const { why, remedy } = stuckWords(cause);
  return {
    subject: `${issue.key}: access that should have ended is still there`,
    paragraphs: [
      [...mentions(to), ', access that was given for a time should have ended and has not.'],
      [`The reason: ${why}. ${remedy}`],
      [
        `The Access panel of ${issue.key} shows whom it is about.${isTriedAgain(cause) ? ' It is tried again until it works.' : ''}`,
      ],
    ],
  };
}

/** Whoever approved it; and of what is a day late, whoever asked as well. */
export function toldOfOverdue(
  { approvals, requester }: AccessRequest,
  whom: 'approver' | 'workItem',
): readonly Person[] {
  const approvers = approvals.flatMap(({ decision }) =>
    decision?.decision === 'approved' ? [decision.by] : [],
  );
  const people = whom === 'approver' ? approvers : [...approvers, requester];
  return [...new Map(people.map((one) => [one.accountId, one])).values()];
}
