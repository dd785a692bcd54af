import type { RecordKind } from '#domain/aside/aside';

/**
 * A stored record is there and can't be read. It has been set aside for an admin to look at; whoever
 * works through many goes on with the others. Never the same as a record that is not there.
 */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';

  constructor(
    readonly kind: RecordKind,
    readonly key: string,
    /** Where it went wrong, and never what stood there. */
    readonly why: string,
  ) {
    super(`The stored ${kind} ${key} can’t be read: ${why}`);
  }
}

/** What is read, or `instead` where it is there and can't be. Whatever else fails is thrown again. */
export async function ifUnreadable<T, const Instead>(
  reading: Promise<T>,
  instead: Instead,
): Promise<T | Instead> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof UnreadableRecord) return instead;
    throw error;
  }
}
