import type { Person } from '#domain/action/person';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { whatIsAsked } from './approval-message';
import { signedPolicies } from './by-policy';
import { mentions, paragraph } from './paragraph';
import { say } from './say';

/** Tells those who would have been asked that nobody was, by which version of the policy, and what they can do. */
export function byPolicyMessage(request: AccessRequest, people: readonly Person[]): Message {
  const { key } = request.issue;
  const name = request.requester.displayName;
  return {
    subject: say('{key}: access that {name} asked for is given without approval', { key, name }),
    blocks: [
      paragraph('{people}, {name} asked for access. It is given without approval, by {policies}:', {
        people: mentions(people),
        name,
        policies: signedPolicies(request.approvals),
      }),
      ...whatIsAsked(request, []),
      [
        say(
          'You have nothing to decide. If it should not be, remove it with “Remove now” in the Access panel of {key}, and tell a Jira admin.',
          { key },
        ),
      ],
    ],
  };
}
