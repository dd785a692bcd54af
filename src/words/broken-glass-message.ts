import type { Person } from '#domain/action/person';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import type { ClosedReview } from '#domain/request/review';
import { whatIsAsked } from './approval-message';
import { enabledBy, reviewVerdict } from './broken-glass';
import { mentions, paragraph } from './paragraph';
import { say } from './say';

/** Tells those who would have been asked, and whoever enabled it, what somebody took, and what there is to do. */
export function brokenGlassMessage(request: AccessRequest, people: readonly Person[]): Message {
  const { key } = request.issue;
  const name = request.requester.displayName;
  return {
    subject: say('{key}: {name} broke the glass', { key, name }),
    blocks: [
      paragraph(
        '{people}, {name} broke the glass: they have this access now, before anybody decided, as {policies} lets them:',
        { people: mentions(people), name, policies: enabledBy(request.approvals) },
      ),
      ...whatIsAsked(request, []),
      [
        say(
          'It ends by itself. To end it now, use “Remove now” in the Access panel of {key}. Look at it there and close its review: it stays open until somebody says whether it was in order.',
          { key },
        ),
      ],
    ],
  };
}

export function reviewReminder(
  request: AccessRequest,
  people: readonly Person[],
  days: number,
): Message {
  const { key } = request.issue;
  const name = request.requester.displayName;
  return {
    subject: say('{key}: nobody has reviewed what {name} took by breaking the glass', {
      key,
      name,
    }),
    blocks: [
      paragraph(
        '{people}, {name} broke the glass {days, plural, one {# day} other {# days}} ago, and nobody has closed the review of it:',
        { people: mentions(people), name, days },
      ),
      ...whatIsAsked(request, []),
      [
        say(
          'Close it in the Access panel of {key}, or under “Waiting for me” of the Access page.',
          {
            key,
          },
        ),
      ],
    ],
  };
}

/** Tells whoever broke the glass what came of the review. */
export function reviewedMessage(
  { issue: { key }, requester }: AccessRequest,
  { by, verdict, note }: ClosedReview,
): Message {
  return {
    subject: say('{key}: the review of your breaking the glass is closed', { key }),
    blocks: [
      paragraph('{people}, {name} has reviewed what you took by breaking the glass: {verdict}.', {
        people: mentions([requester]),
        name: by.displayName,
        verdict: reviewVerdict(verdict),
      }),
      [say('“{note}”', { note })],
    ],
  };
}
