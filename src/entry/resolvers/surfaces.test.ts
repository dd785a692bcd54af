import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { surfaces } from './surfaces';

interface Manifest {
  readonly modules: Readonly<
    Record<string, readonly { readonly key: string; readonly resolver?: object }[]>
  >;
}

const { modules } = parse(readFileSync('manifest.yml', 'utf8')) as Manifest;

test('every module of the manifest that has a resolver is a surface, and no other', () => {
  const resolved = Object.values(modules)
    .flat()
    .filter(({ resolver }) => resolver !== undefined);
  expect(Object.keys(surfaces).sort()).toEqual(resolved.map(({ key }) => key).sort());
});

test.each(Object.entries(surfaces))('%s says of every key what it takes and who may', (_, keys) => {
  for (const [key, definition] of Object.entries(keys)) {
    expect([key, typeof definition.who, typeof definition.schema.safeParse]).toEqual([
      key,
      'function',
      'function',
    ]);
  }
});
