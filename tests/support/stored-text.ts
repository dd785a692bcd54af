import type { Platform } from '../../local/platform/platform';
import { type StoredBody, valueIn } from '../../src/adapters/storage/stored-body';

/** Everything that the app has stored, secrets left out, as one text to look for words in. */
export function storedText({ forge }: Platform): string {
  const entries = forge.kvs.entries().map(({ entity, key, value }) => {
    const { body, ...attributes } = value as { readonly body?: StoredBody };
    return [entity, key, attributes, body === undefined ? undefined : valueIn(body), value];
  });
  return JSON.stringify(entries);
}
