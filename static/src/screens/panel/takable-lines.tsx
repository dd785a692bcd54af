import type { InputOf } from '#contract/api';
import type { TakableView } from '#contract/views';
import { existingIds } from '#domain/action/entitlement';
import { nameEntitlement } from '#words/access-names';
import { sentenceStart } from '#words/listing';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';

/** Something that a request gives, as it is named to whoever may end it early, or say that it is not to be renewed. */
export type TakableItem = TakableView['items'][number];

/** What stays as it is, by the reason for it. */
export function Reasons({
  items,
  why,
}: {
  readonly items: readonly TakableItem[];
  /** Undefined where nothing speaks against it. */
  readonly why: (item: TakableItem) => string | undefined;
}) {
  if (items.length === 0) return <p>{say('This request gives nothing any more.')}</p>;
  return (
    <>
      {byReason(items, why).map(([reason, those]) => (
        <div key={reason}>
          <ul>
            {those.map((item) => (
              <li key={keyOf(item)}>{lineOf(item)}</li>
            ))}
          </ul>
          <p>{reason}</p>
        </div>
      ))}
    </>
  );
}

/** Each reason once, after all that it keeps. */
function byReason(
  items: readonly TakableItem[],
  why: (item: TakableItem) => string | undefined,
): readonly (readonly [string, readonly TakableItem[]])[] {
  const found = new Map<string, TakableItem[]>();
  for (const item of items) {
    const reason = why(item);
    if (reason === undefined) continue;
    found.set(reason, [...(found.get(reason) ?? []), item]);
  }
  return [...found];
}

export function lineOf({ subject, entitlement, until }: TakableItem): string {
  const values = {
    name: subject.displayName,
    what: nameEntitlement(entitlement),
  };
  return sentenceStart(
    until === undefined
      ? say('{name}: {what}, which has no end.', values)
      : say('{name}: {what}, until {time}.', { ...values, time: dateAndTime(until) }),
  );
}

export const keyOf = (item: TakableItem) => JSON.stringify(placeOf(item));

type Place = InputOf<'request.takeBack'>['places'][number];

export function placeOf({ subject, entitlement }: TakableItem): readonly Place[] {
  const access = existingIds(entitlement);
  switch (subject.kind) {
    case 'person':
      return [{ subject: { kind: subject.kind, accountId: subject.accountId }, access }];
    case 'group':
      return [{ subject: { kind: subject.kind, groupId: subject.groupId }, access }];
    case 'newPerson':
    case 'newGroup':
      return [];
  }
}
