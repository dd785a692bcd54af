import { accountIdsOf } from '../action/subject';
import { countsAs } from '../approval/turns';
import type { AccessRequest } from './access-request';

/**
 * The accounts of everybody whom a request concerns: who asked for it, who decided, for whom they did, who asked something before, and who is to
 * get or to lose something.
 */
export function peopleOfRequest({
  requester,
  ask,
  approvals,
  questions = [],
  review,
}: AccessRequest): readonly string[] {
  const decided = approvals.flatMap(({ decisions }) => decisions.flatMap(countsAs));
  const asked = questions.map(({ by }) => by.accountId);
  const reviewed = review?.closed === undefined ? [] : [review.closed.by.accountId];
  return [
    ...new Set([
      requester.accountId,
      ...decided,
      ...asked,
      ...reviewed,
      ...accountIdsOf(ask.subjects),
    ]),
  ];
}
