import type { Person } from '#domain/action/person';
import { onOneLine } from '#domain/lib/readable-text';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { decidesFor } from './decides-for';
import { firstAsked } from './describe-change';
import { mentions, paragraph } from './paragraph';
import { say } from './say';
import { duration } from './time';

/**
 * Reminds those whose turn it is of one request; of several, it says no more than that: whoever reads it in this work item may not
 * see the others.
 */
export function stillWaitingMessage(
  request: AccessRequest,
  approvers: readonly Person[],
  what: { readonly timesOutIn: number } | 'several',
): Message {
  const { issue, requester, justification } = request;
  const { key } = issue;
  const people = mentions(approvers);
  if (what === 'several') {
    return {
      subject: say('{key}: requests for access still wait for your decision', { key }),
      blocks: [
        paragraph('{people}, several requests for access still wait for your decision.', {
          people,
        }),
        ...decidesFor(request, approvers),
        [say('All of them are on your Access page: Apps, then Access.')],
      ],
    };
  }
  const name = requester.displayName;
  return {
    subject: say('{key}: {name} still waits for your decision', { key, name }),
    blocks: [
      paragraph('{people}, a request for access by {name} still waits for your decision.', {
        people,
        name,
      }),
      ...decidesFor(request, approvers),
      [say('What is asked for: {what}', { what: firstAsked(request) })],
      [say('Why: {reason}', { reason: onOneLine(justification) })],
      [say('Without a decision, it times out in {time}.', { time: duration(what.timesOutIn) })],
      [say('Approve or decline in the Access panel of {key}.', { key })],
    ],
  };
}
