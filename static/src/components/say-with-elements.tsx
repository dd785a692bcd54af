import type { ComponentChildren } from 'preact';
import type { ShownValuesOf } from '#words/message-types';
import { sayInParts } from '#words/say';

/** A message of which some values are elements: `sayWithElements('Asked by {who}', { who: <Actor … /> })`. */
export function sayWithElements<Message extends string>(
  message: Message,
  values: ShownValuesOf<Message, ComponentChildren>,
): ComponentChildren {
  return sayInParts(message, values);
}
