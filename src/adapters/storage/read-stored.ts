import { InvariantViolation, invariant } from '#domain/lib/invariant';
import { type RecordFormat, readBody } from './stored-body';

/** What a stored value says, or where it makes no sense. */
export type Stored<T> =
  | { readonly stored: 'found'; readonly value: T }
  | { readonly stored: 'unreadable'; readonly why: string };

/** Never throws: one value that makes no sense must not keep others from being read. */
export function readStored<T>(format: RecordFormat<T>, key: string, row: unknown): Stored<T> {
  const body = row instanceof Object && 'body' in row ? row.body : undefined;
  return tryRead(() => {
    const value = readBody(format, body);
    const isOfKey = format.keyOf === undefined || format.keyOf(value) === key;
    // Written back, it would take the place of another.
    invariant(isOfKey, `it is kept under the key of another ${format.name}`);
    return value;
  });
}

/** The same for whatever else reads a stored value. */
export function tryRead<T>(read: () => T): Stored<T> {
  try {
    return { stored: 'found', value: read() };
  } catch (error) {
    // Other errors than our own may quote what stood there.
    const why =
      error instanceof InvariantViolation ? error.message : 'what was kept deflated is damaged';
    return { stored: 'unreadable', why };
  }
}
