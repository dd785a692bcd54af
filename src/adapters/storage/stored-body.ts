import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { invariant } from '#domain/lib/invariant';
import type { Differs } from './schemas/exactly';

/**
 * How one kind of record is kept: with the version of its form, so that a later form knows what it
 * reads. A new optional field needs no new version; one that the old form can't be read as does, and
 * an entry in `earlier` that turns the old form into this one.
 */
export interface StoredForm<T> {
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  readonly earlier?: Readonly<Record<number, (old: unknown) => unknown>>;
}

/** A form of exactly T: see `exactly`. */
export const formOf =
  <T>() =>
  <Schema extends z.ZodType<T>>(
    form: StoredForm<T> & { readonly schema: Schema },
    ..._differs: Differs<T, z.output<Schema>>
  ): StoredForm<T> =>
    form;

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

export function writeBody<T>(form: StoredForm<T>, value: T): StoredBody {
  const text = JSON.stringify(value);
  return text.length <= KEPT_PLAIN
    ? { v: form.version, value }
    : { v: form.version, deflated: deflateRawSync(text).toString('base64') };
}

/** Throws SyntaxError or zlib's error where what was deflated can't be read. */
export function valueIn(body: StoredBody): unknown {
  if (!('deflated' in body)) return body.value;
  return JSON.parse(inflateRawSync(Buffer.from(body.deflated, 'base64')).toString());
}

/** Throws InvariantViolation for what no version of the form can be. */
export function readBody<T>(form: StoredForm<T>, body: unknown): T {
  const wrapped = envelope.safeParse(body);
  invariant(wrapped.success, `it does not say which version of a ${form.name} it is`);
  let { v } = wrapped.data;
  let value = valueIn(wrapped.data);
  for (; v < form.version; v += 1) {
    const upgrade = form.earlier?.[v];
    invariant(upgrade !== undefined, `version ${v} of a ${form.name} is not known`);
    value = upgrade(value);
  }
  invariant(v === form.version, `version ${v} of a ${form.name} is later than this app`);
  const parsed = form.schema.safeParse(value);
  // Where it went wrong and not what stood there: what people wrote stays out of the log.
  const places = (parsed.error?.issues ?? []).map(({ path }) => `“${path.join('.')}”`);
  const where = places.length === 0 || places.includes('“”') ? '' : ` under ${places.join(', ')}`;
  invariant(parsed.success, `what a ${form.name} says${where} makes no sense`);
  return parsed.data;
}
