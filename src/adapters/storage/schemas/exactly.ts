import type { z } from 'zod';
import type { Same } from '#domain/lib/same';

/**
 * Compiles only where the schema reads T whole and nothing else. `satisfies z.ZodType<T>` takes a schema
 * of a part of T: a new member of a union would be written and then not be read.
 */
export const exactly =
  <T>() =>
  <Schema extends z.ZodType>(schema: Schema, ..._differs: Differs<T, z.output<Schema>>): Schema =>
    schema;

/** An argument that nobody gives, where the two differ: it names what is missing. */
export type Differs<T, Read> = Same<Read, T> extends true ? [] : [missing: Exclude<T, Read>];
