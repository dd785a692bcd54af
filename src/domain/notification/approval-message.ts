import type { Ask } from '../action/ask';
import { describeChange } from '../action/describe-change';
import type { Person } from '../action/person';
import { onOneLine } from '../lib/readable-text';
import type { AccessRequest } from '../request/access-request';
import { outlivesTerm, WHAT_OUTLIVES } from '../term/outlives-term';
import type { Message, MessagePart } from './message';

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
  const changes = ask.changes
    .slice(0, CHANGES_NAMED)
    .map((change): MessagePart[] => [`• ${describeChange(ask, change)}`]);
  const more = ask.changes.length - changes.length;
  return {
    subject: `${issue.key}: ${requester.displayName} asks for your approval`,
    paragraphs: [
      [
        ...mentions(approvers),
        `, ${requester.displayName} asks for access, and the decision is yours:`,
      ],
      ...changes,
      ...(more > 0 ? [[`• and ${more} more`]] : []),
      [`Why: ${onOneLine(request.justification)}`],
      // What is only taken away has no term.
      ...(ask.changes.some(({ verb }) => verb === 'add')
        ? [[`Term: ${describeTerm(request)}`]]
        : []),
      [`Approve or decline in the Access panel of ${issue.key}.`],
      ...(decliners.length > 0
        ? [
            [
              ...mentions(decliners),
              ', you lead the project, and others decide because it may give you something too. You can decline it there.',
            ],
          ]
        : []),
    ],
  };
}

function describeTerm({ term, ask }: AccessRequest): string {
  if (term.kind === 'permanent') return 'no end';
  const days = term.days === 1 ? '1 day' : `${term.days} days`;
  return outlivesTerm(ask.changes, term) ? `${days}; ${WHAT_OUTLIVES}` : days;
}

/** As they are named in a sentence: Maya, Tom and Ada. */
export function mentions(people: readonly Person[]): MessagePart[] {
  return people.flatMap((mention, place) => {
    if (place === 0) return [{ mention }];
    return [place === people.length - 1 ? ' and ' : ', ', { mention }];
  });
}

/** The first line of what was asked, and how many more there are. */
export function firstAsked(ask: Ask): string {
  const more = ask.changes.length - 1;
  return ask.changes
    .slice(0, 1)
    .map((change) => describeChange(ask, change))
    .concat(more > 0 ? [`${more} more`] : [])
    .join(' and ');
}
