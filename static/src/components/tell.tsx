import type { ComponentChildren } from 'preact';
import type { ShownValuesOf } from '#words/message';
import { sayInParts } from '#words/say';

/** A message of which some values are elements: `tell('Asked by {who}', { who: <Actor … /> })`. */
export function tell<Message extends string>(
  message: Message,
  values: ShownValuesOf<Message, ComponentChildren>,
): ComponentChildren {
  return sayInParts(message, values);
}
