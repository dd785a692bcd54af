import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { AnyRight, Definition } from '../../src/entry/define';
import * as index from '../../src/index';

/** A surface names the function that answers it, and a function names what `src/index.ts` exports. */
interface Module {
  readonly key: string;
  readonly resolver?: { readonly function: string };
  readonly handler?: string;
}

interface Manifest {
  readonly modules: Readonly<Record<string, readonly Module[]>>;
}

const { modules } = parse(readFileSync('manifest.yml', 'utf8')) as Manifest;

/** Each module of the manifest that has a resolver, by its key, and what the function that it names answers. */
export const surfaces: Readonly<
  Record<string, Readonly<Record<string, Definition<never, unknown>>>>
> = Object.fromEntries(
  Object.values(modules)
    .flat()
    .flatMap(({ key, resolver }) =>
      resolver === undefined ? [] : [[key, definitionsOf(resolver.function)]],
    ),
);

function definitionsOf(functionKey: string) {
  const named = modules.function?.find(({ key }) => key === functionKey)?.handler;
  const handler = Object.entries(index).find(([name]) => named === `index.${name}`)?.[1];
  if (handler === undefined || !('definitions' in handler)) {
    throw new Error(`${functionKey} is no resolver.`);
  }
  return handler.definitions;
}

/** One key of one module of the manifest, as whoever goes through all of them needs it. */
export interface SurfaceKey {
  readonly surface: string;
  readonly key: string;
  readonly schema: z.ZodType;
  readonly who: AnyRight;
  /** Another surface, before this one, answers it by the same definition. */
  readonly isShared: boolean;
}

const seen = new Set<unknown>();

export const KEYS: readonly SurfaceKey[] = Object.entries(surfaces).flatMap(([surface, keys]) =>
  Object.entries(keys).map(([key, definition]) => {
    const isShared = seen.has(definition);
    seen.add(definition);
    const { schema, who } = definition;
    return { surface, key, schema, who, isShared };
  }),
);

export const SURFACES = Object.keys(surfaces);
