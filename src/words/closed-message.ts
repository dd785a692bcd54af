import type { Person } from '#domain/action/person';
import { isApproved } from '#domain/approval/turns';
import type { ClosedFor } from '#domain/audit/closed-for';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { closedForAdvice, closedForWords } from './closed-for';
import { firstAsked } from './describe-change';
import { mentions, paragraph } from './paragraph';
import { say } from './say';

/** Tells whoever asked, and those who were to decide, that a request that waited was closed, and why. */
export function closedMessage(
  request: AccessRequest,
  closedFor: ClosedFor,
  to: readonly Person[],
): Message {
  const { issue, requester } = request;
  const name = requester.displayName;
  const why = closedForWords(closedFor);
  return {
    subject: say('{key}: a request of {name} was closed', { key: issue.key, name }),
    blocks: [
      request.approvals.every(isApproved)
        ? paragraph(
            '{people}, the request of {name} was closed before anything of it was done: {why}.',
            { people: mentions(to), name, why },
          )
        : paragraph(
            '{people}, the request of {name} that waited for a decision was closed: {why}. Nothing is left to decide, and nothing was changed.',
            { people: mentions(to), name, why },
          ),
      [closedForAdvice(closedFor)],
      [say('What was asked for: {what}', { what: firstAsked(request) })],
    ],
  };
}
