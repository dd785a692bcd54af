import { eachOnce, type Person } from '../action/person';
import type { AccessRequest } from '../request/access-request';
import { approversOfAny } from '../request/authorization';

/** Whoever approved it; and of what has been so for a day, whoever asked as well. */
export function toldOfLate(
  request: AccessRequest,
  whom: 'approver' | 'workItem',
): readonly Person[] {
  const approvers = approversOfAny(request);
  return whom === 'approver' ? approvers : eachOnce([...approvers, request.requester]);
}
