import type { Person } from '#domain/action/person';
import type { MessagePart } from '#domain/notification/message';
import { listInParts } from './listing';
import type { ShownValuesOf } from './message-types';
import { sayInParts } from './say';

type Paragraph = readonly MessagePart[];

/** A message in which people are mentioned, rather than named. */
export function paragraph<Text extends string>(
  message: Text,
  values: ShownValuesOf<Text, Paragraph>,
): Paragraph {
  return sayInParts<Text, Paragraph>(message, values)
    .flat()
    .filter((part) => part !== '');
}

/** As they are named in a sentence: Maya, Tom and Ada. */
export function mentions(people: readonly Person[]): Paragraph {
  return listInParts(people.map((mention) => ({ mention })));
}
