import type { Level } from '#domain/policy/bundle';
import type { BundleDifference } from '#domain/policy/bundle-change';
import { nameEntitlement } from './access-names';
import { listBare, listClauses } from './listing';
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
        ...fromTo(difference, (contents) =>
          contents.length === 0 ? say('nothing') : listBare(contents.map(nameEntitlement)),
        ),
      };
    case 'levels':
      return {
        part: say('its levels'),
        ...fromTo(difference, (levels) =>
          levels.length === 0 ? say('none') : listClauses(levels.map(levelInFull)),
        ),
      };
  }
}

const levelInFull = ({ name, contents }: Level) =>
  say('“{level}” ({contents})', { level: name, contents: listBare(contents.map(nameEntitlement)) });

const quoted = (text: string) => say('“{rule}”', { rule: text });

const fromTo = <Value>(
  { before, after }: { readonly before: Value; readonly after: Value },
  words: (value: Value) => string,
) => ({ before: words(before), after: words(after) });
