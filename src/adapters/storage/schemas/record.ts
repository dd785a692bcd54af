import { z } from 'zod';

/**
 * An object schema that has a line for every field of T, the optional ones too: a field that the
 * schema forgot would be lost when a record is read.
 */
export const record =
  <T>() =>
  <Shape extends { readonly [Field in keyof T]-?: z.ZodType }>(shape: Shape) =>
    z.object(shape);

/** A field that is always there and may be undefined, which JSON can't keep. */
export const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  z.optional(schema).transform((value) => value);

export const list = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).readonly();
