import { z } from 'zod';
import { invariant } from '#domain/lib/invariant';

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

const envelope = z.object({ v: z.int(), value: z.unknown() });

export interface StoredBody {
  readonly v: number;
  readonly value: unknown;
}

export function writeBody<T>(form: StoredForm<T>, value: T): StoredBody {
  return { v: form.version, value };
}

/** Throws InvariantViolation for what no version of the form can be. */
export function readBody<T>(form: StoredForm<T>, body: unknown): T {
  const wrapped = envelope.safeParse(body);
  invariant(wrapped.success, `a stored ${form.name} has no version`);
  let { v, value } = wrapped.data;
  for (; v < form.version; v += 1) {
    const upgrade = form.earlier?.[v];
    invariant(upgrade !== undefined, `a stored ${form.name} of version ${v} can't be read`);
    value = upgrade(value);
  }
  const parsed = v === form.version ? form.schema.safeParse(value) : undefined;
  // Where it went wrong and not what stood there: what people wrote stays out of the log.
  const wrong = parsed?.error?.issues.map(({ path }) => path.join('.')).join(', ');
  invariant(parsed?.success, `a stored ${form.name} of version ${v} is not one (${wrong})`);
  return parsed.data;
}
