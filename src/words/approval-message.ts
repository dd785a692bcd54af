import type { Person } from '#domain/action/person';
import { onOneLine } from '#domain/lib/readable-text';
import type { Message, MessageLine } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { hasTerm } from '#domain/term/has-term';
import { outlivesTerm } from '#domain/term/outlives-term';
import { decidesFor } from './decides-for';
import { describeChange } from './describe-change';
import { lengthOf } from './how-long';
import { mentions, paragraph } from './paragraph';
import { say } from './say';

const CHANGES_NAMED = 5;

/**
 * Tells approvers that a request waits for them, with all they need to know whether to open it now; and
 * leads who would gain by it, that they can decline it.
 */
export function approvalMessage(
  request: AccessRequest,
  approvers: readonly Person[],
  decliners: readonly Person[] = [],
): Message {
  const { issue, requester, ask } = request;
  const { key } = issue;
  const name = requester.displayName;
  const changes = ask.changes
    .slice(0, CHANGES_NAMED)
    .map((change): MessageLine => [describeChange(ask, change)]);
  const more = ask.changes.length - changes.length;
  return {
    subject: say('{key}: {name} asks for your approval', { key, name }),
    blocks: [
      paragraph('{people}, {name} asks for access, and the decision is yours:', {
        people: mentions(approvers),
        name,
      }),
      ...decidesFor(request, approvers),
      { list: more > 0 ? [...changes, [say('and {more} more', { more })]] : changes },
      [say('Why: {reason}', { reason: onOneLine(request.justification) })],
      ...(hasTerm(ask.changes) ? [[describeTerm(request)]] : []),
      [say('Approve or decline in the Access panel of {key}.', { key })],
      ...(decliners.length > 0
        ? [
            paragraph(
              '{people}, you lead the project, and others decide because it may give you something too. You can decline it there.',
              { people: mentions(decliners) },
            ),
          ]
        : []),
    ],
  };
}

function describeTerm({ term, ask }: AccessRequest): string {
  if (term.kind === 'permanent') return say('Term: permanent');
  return outlivesTerm(ask.changes, term)
    ? say('Term: {length}; accounts and groups that are created stay', { length: lengthOf(term) })
    : say('Term: {length}', { length: lengthOf(term) });
}
