import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { invariant } from '#domain/lib/invariant';
import type { Differs } from './schemas/exactly';

/**
 * How one kind of record is kept: with the version of its format, so that a later format knows what it
 * reads. A new optional field needs no new version; one that the old format can't be read as does, and
 * an entry in `earlier` that turns the old format into this one.
 */
export interface RecordFormat<T> {
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  readonly earlier?: Readonly<Record<number, (old: unknown) => unknown>>;
  /** Where a record says by itself which key it is kept under. */
  readonly keyOf?: (value: T) => string;
}

/** A format of exactly T: see `exactly`. */
export const formatOf =
  <T>() =>
  <Schema extends z.ZodType<T>>(
    format: RecordFormat<T> & { readonly schema: Schema },
    ..._differs: Differs<T, z.output<Schema>>
  ): RecordFormat<T> =>
    format;

const v = z.int();
const envelope = z.union([
  z.object({ v, deflated: z.string() }),
  z.object({ v, value: z.unknown() }),
]);

export type StoredBody =
  | { readonly v: number; readonly value: unknown }
  /** The value's JSON, deflated, in base64. */
  | { readonly v: number; readonly deflated: string };

/**
 * In characters of JSON. What is larger is kept deflated: writes are metered by their size (doc: Forge
 * KVS limits), and many people, steps or events in one value say the same over and over.
 */
const KEPT_PLAIN = 4_096;

export function writeBody<T>(format: RecordFormat<T>, value: T): StoredBody {
  const text = JSON.stringify(value);
  return text.length <= KEPT_PLAIN
    ? { v: format.version, value }
    : { v: format.version, deflated: deflateRawSync(text).toString('base64') };
}

/** Throws SyntaxError or zlib's error where what was deflated can't be read. */
export function valueIn(body: StoredBody): unknown {
  if (!('deflated' in body)) return body.value;
  return JSON.parse(inflateRawSync(Buffer.from(body.deflated, 'base64')).toString());
}

/** Throws InvariantViolation for what no version of the format can be. */
export function readBody<T>(format: RecordFormat<T>, body: unknown): T {
  const wrapped = envelope.safeParse(body);
  invariant(wrapped.success, `it does not say which version of a ${format.name} it is`);
  let { v } = wrapped.data;
  let value = valueIn(wrapped.data);
  for (; v < format.version; v += 1) {
    const upgrade = format.earlier?.[v];
    invariant(upgrade !== undefined, `version ${v} of a ${format.name} is not known`);
    value = upgrade(value);
  }
  invariant(v === format.version, `version ${v} of a ${format.name} is later than this app`);
  const parsed = format.schema.safeParse(value);
  // Where it went wrong and not what stood there: what people wrote stays out of the log.
  const places = (parsed.error?.issues ?? []).map(({ path }) => `“${path.join('.')}”`);
  const where = places.length === 0 || places.includes('“”') ? '' : ` under ${places.join(', ')}`;
  invariant(parsed.success, `what a ${format.name} says${where} makes no sense`);
  return parsed.data;
}
