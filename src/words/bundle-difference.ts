import type { BundleDifference } from '#domain/policy/bundle-change';
import { nameEntitlement } from './access-names';
import { listBare } from './listing';
import { say } from './say';

/** What a part of a bundle said, and says by now. */
export function tellBundleDifference(difference: BundleDifference): {
  readonly part: string;
  readonly before: string;
  readonly after: string;
} {
  switch (difference.part) {
    case 'name':
      return { part: say('its name'), ...fromTo(difference, quoted) };
    case 'description':
      return {
        part: say('its description'),
        ...fromTo(difference, (text) => (text === '' ? say('none') : quoted(text))),
      };
    case 'owner':
      return {
        part: say('its owner'),
        ...fromTo(difference, ([owner]) => owner?.displayName ?? say('nobody')),
      };
    case 'contents':
      return {
        part: say('what is in it'),
        ...fromTo(difference, (contents) => listBare(contents.map(nameEntitlement))),
      };
  }
}

const quoted = (text: string) => say('“{rule}”', { rule: text });

const fromTo = <Value>(
  { before, after }: { readonly before: Value; readonly after: Value },
  words: (value: Value) => string,
) => ({ before: words(before), after: words(after) });
