import type { Entitlement } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { nameEntitlement } from './access-names';
import { mentions, paragraph } from './paragraph';
import { say } from './say';

/** Tells those whom it concerns that somebody has returned what they were given. */
export function returnedMessage(
  { issue: { key } }: AccessRequest,
  {
    to,
    name,
    entitlement,
  }: {
    readonly to: readonly Person[];
    readonly name: string;
    readonly entitlement: Entitlement;
  },
): Message {
  const what = nameEntitlement(entitlement);
  return {
    subject: say('{key}: {name} has returned access', { key, name }),
    blocks: [
      paragraph('{people}, {name} has returned {what}, which was asked for and approved here.', {
        people: mentions(to),
        name,
        what,
      }),
      [say('It is taken from them, and nobody has to do anything.')],
    ],
  };
}
