import { expect, test } from 'vitest';
import { surfaces } from '../../../tests/support/surfaces';

test.each(Object.entries(surfaces))('%s says of every key what it takes and who may', (_, keys) => {
  for (const [key, definition] of Object.entries(keys)) {
    expect([key, typeof definition.who, typeof definition.schema.safeParse]).toEqual([
      key,
      'function',
      'function',
    ]);
  }
});
