import type { z } from 'zod';
import type { AnyRight } from '../../src/entry/define';
import { surfaces } from '../../src/entry/resolvers/surfaces';

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
