import { entitlementKey } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import type { Holding } from '#domain/holding/holding';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { nameEntitlement } from './access-names';
import { listNames, sentenceStart } from './listing';
import { mentions, paragraph } from './paragraph';
import { say } from './say';

/** Tells those whom it concerns that access was ended before its time, and by whom, where that is known. */
export function takenBackMessage(
  { issue: { key } }: AccessRequest,
  {
    to,
    taken,
    by,
  }: {
    readonly to: readonly Person[];
    readonly taken: readonly Pick<Holding, 'entitlement' | 'subject'>[];
    readonly by: string | undefined;
  },
): Message {
  const people = mentions(to);
  const byEntitlement = Map.groupBy(taken, ({ entitlement }) => entitlementKey(entitlement));
  const lines = [...byEntitlement.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const what = nameEntitlement(first.entitlement);
    const names = listNames(all.map(({ subject }) => subject.displayName));
    return [[sentenceStart(say('{what}, for {names}', { what, names }))]];
  });
  return {
    subject: say('{key}: access was removed early', { key }),
    blocks: [
      by === undefined
        ? paragraph('{people}, access that was asked for here was ended before its time:', {
            people,
          })
        : paragraph('{people}, {name} has ended access that was asked for here before its time:', {
            people,
            name: by,
          }),
      { list: lines },
      [say('It is taken away now. Whoever still needs it asks for it again.')],
    ],
  };
}
