import { eachOnce, type Person } from '#domain/action/person';
import type { Approval } from '#domain/approval/approval';
import { askedFirst, decidesAfterHours } from '#domain/approval/in-place-of';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { whatIsAsked } from './approval-message';
import { listNames } from './listing';
import { mentions, paragraph } from './paragraph';
import { say } from './say';
import { hours } from './time';

/** Tells fallback approvers that they may decide as well, beside whom, and after how long: these are named, and not told again. */
export function letInMessage(
  request: AccessRequest,
  stages: readonly Approval[],
  people: readonly Person[],
): Message {
  const { key } = request.issue;
  const name = request.requester.displayName;
  const asked = eachOnce(stages.flatMap(askedFirst));
  const after = stages.flatMap((stage) =>
    people.flatMap(({ accountId }) => decidesAfterHours(stage, accountId) ?? []),
  );
  return {
    subject: say('{key}: {name} still waits, and you can decide', { key, name }),
    blocks: [
      paragraph(
        '{people}, {name} asks for access. It was not decided within {hours}, so as a fallback approver you can decide it too, beside {asked}:',
        {
          people: mentions(people),
          name,
          hours: hours(Math.max(...after)),
          asked: listNames(asked.map(({ displayName }) => displayName)),
        },
      ),
      ...whatIsAsked(request, people),
      [say('Approve or decline in the Access panel of {key}.', { key })],
    ],
  };
}
