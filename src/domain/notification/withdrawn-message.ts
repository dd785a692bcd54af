import type { Person } from '../action/person';
import type { AccessRequest } from '../request/access-request';
import { firstAsked, mentions } from './approval-message';
import type { Message } from './message';

/** Tells those who were asked to decide that there is nothing to decide any more. */
export function withdrawnMessage(
  { issue, requester, ask }: AccessRequest,
  approvers: readonly Person[],
): Message {
  return {
    subject: `${issue.key}: ${requester.displayName} has withdrawn a request`,
    paragraphs: [
      [
        ...mentions(approvers),
        `, ${requester.displayName} has withdrawn the request that waited for you. Nothing is left to decide, and nothing was changed.`,
      ],
      [`Asked for was: ${firstAsked(ask)}`],
    ],
  };
}
