import { entitlementKey } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { type Holding, latestEnd } from '#domain/holding/holding';
import { onOneLine } from '#domain/lib/readable-text';
import type { Message, MessageLine } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { nameEntitlement } from './access-names';
import { listNames, sentenceStart } from './listing';
import { mentions, paragraph } from './paragraph';
import { say } from './say';
import { dateAndTime } from './time';

interface Said {
  readonly to: readonly Person[];
  readonly about: readonly Pick<Holding, 'entitlement' | 'subject' | 'grants'>[];
  readonly by: string;
}

/** Tells those whom it concerns that access is not to be renewed, by whom and why. */
export function noRenewalMessage(
  { issue: { key } }: AccessRequest,
  { to, about, by, reason }: Said & { readonly reason: string },
): Message {
  return {
    subject: say('{key}: access is not to be renewed', { key }),
    blocks: [
      paragraph(
        '{people}, {name} has said that access which was asked for here is not to be renewed:',
        {
          people: mentions(to),
          name: by,
        },
      ),
      { list: linesOf(about) },
      [say('Why: {reason}', { reason: onOneLine(reason) })],
      [
        say(
          'It ends by itself then. Whoever asks for it anew, and whoever decides on that, is shown what was said.',
        ),
      ],
    ],
  };
}

/** Tells them that it may be again, and whoever had said that it may not. */
export function renewalAllowedMessage(
  { issue: { key } }: AccessRequest,
  { to, about, by }: Said,
): Message {
  return {
    subject: say('{key}: access may be renewed again', { key }),
    blocks: [
      paragraph(
        '{people}, {name} has said that access which was asked for here may be renewed again:',
        {
          people: mentions(to),
          name: by,
        },
      ),
      { list: linesOf(about) },
      [say('More time is asked for, and decided, like the first time.')],
    ],
  };
}

/** Of one group or role, all of them together: they mostly end within minutes. */
function linesOf(about: Said['about']): readonly MessageLine[] {
  const byEntitlement = Map.groupBy(about, ({ entitlement }) => entitlementKey(entitlement));
  return [...byEntitlement.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const values = {
      what: nameEntitlement(first.entitlement),
      names: listNames(all.map(({ subject }) => subject.displayName)),
    };
    const ends = all.flatMap((one) => latestEnd(one) ?? []);
    return [
      [
        sentenceStart(
          ends.length === 0
            ? say('{what}, for {names}', values)
            : say('{what}, for {names}: until {time}', {
                ...values,
                time: dateAndTime(Math.max(...ends)),
              }),
        ),
      ],
    ];
  });
}
