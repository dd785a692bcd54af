import type { Person } from '#domain/action/person';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { firstAsked } from './describe-change';
import { mentions, paragraph } from './paragraph';
import { say } from './say';

/** Tells those who were asked to decide that there is nothing to decide any more. */
export function withdrawnMessage(request: AccessRequest, approvers: readonly Person[]): Message {
  const { issue, requester } = request;
  const name = requester.displayName;
  return {
    subject: say('{key}: {name} has withdrawn a request', { key: issue.key, name }),
    blocks: [
      paragraph(
        '{people}, {name} has withdrawn the request that waited for you. Nothing is left to decide, and nothing was changed.',
        { people: mentions(approvers), name },
      ),
      [say('What was asked for: {what}', { what: firstAsked(request) })],
    ],
  };
}
