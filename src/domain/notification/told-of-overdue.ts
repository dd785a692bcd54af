import { eachOnce, type Person } from '../action/person';
import type { AccessRequest } from '../request/access-request';

/** Whoever approved it; and of what is a day late, whoever asked as well. */
export function toldOfOverdue(
  { approvals, requester }: AccessRequest,
  whom: 'approver' | 'workItem',
): readonly Person[] {
  const approvers = approvals.flatMap(({ decision }) =>
    decision?.decision === 'approved' ? [decision.by] : [],
  );
  return eachOnce(whom === 'approver' ? approvers : [...approvers, requester]);
}
