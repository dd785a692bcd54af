import { eachOnce, type Person } from '../action/person';
import { approvedIn } from '../approval/turns';
import type { AccessRequest } from '../request/access-request';

/** Whoever approved it; and of what has been so for a day, whoever asked as well. */
export function toldOfLate(
  { approvals, requester }: AccessRequest,
  whom: 'approver' | 'workItem',
): readonly Person[] {
  const approvers = approvals.flatMap((stage) => approvedIn(stage).map(({ by }) => by));
  return eachOnce(whom === 'approver' ? approvers : [...approvers, requester]);
}
