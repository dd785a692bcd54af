import { type Subject, withoutAddress } from '../action/subject';
import type { AccessRequest } from './access-request';

/**
 * Whom a request is about, for one reader. The address that somebody was found by is told to whoever typed
 * it and to those who decide on it: the site, which hides whose it is, would tell nobody.
 */
export function shownSubject(
  request: Pick<AccessRequest, 'requester' | 'approvals'>,
  accountId: string,
): (subject: Subject) => Subject {
  const { requester, approvals } = request;
  const those = approvals.flatMap(({ approvers, mayDecline, decisions }) => [
    ...approvers,
    ...mayDecline,
    ...decisions.map(({ by }) => by),
  ]);
  const mayKnow = [requester, ...those].some((one) => one.accountId === accountId);
  return (subject) => (mayKnow ? subject : withoutAddress(subject));
}
