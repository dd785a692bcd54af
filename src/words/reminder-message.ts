import type { Person } from '#domain/action/person';
import { onOneLine } from '#domain/lib/readable-text';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { firstAsked } from './describe-change';
import { mentions, paragraph } from './paragraph';
import { say } from './say';

/** Tells those whose turn it is that somebody still waits for them. */
export function reminderMessage(request: AccessRequest, approvers: readonly Person[]): Message {
  const { issue, requester, justification } = request;
  const { key } = issue;
  const name = requester.displayName;
  return {
    subject: say('{key}: {name} still waits for your decision', { key, name }),
    blocks: [
      paragraph('{people}, {name} reminds you: a request for access still waits for you.', {
        people: mentions(approvers),
        name,
      }),
      [say('What is asked for: {what}', { what: firstAsked(request) })],
      [say('Why: {reason}', { reason: onOneLine(justification) })],
      [say('Approve or decline in the Access panel of {key}.', { key })],
    ],
  };
}
