import type { Aside, RecordKind } from '#domain/aside/aside';
import type { Instant } from '#domain/lib/time';

/** Records that are left out, and why. Setting an unreadable one aside is the store's own doing. */
export interface Asides {
  get(key: string): Promise<Aside | undefined>;
  /** Longest first; eventual. */
  list(cursor: string | undefined): Promise<{ asides: Aside[]; cursor: string | undefined }>;
  /** Keys of those to be looked at again by now. */
  due(until: Instant, limit: number): Promise<string[]>;
  /** Work on a record has failed once more. */
  noteFailing(record: { kind: RecordKind; key: string }, why: string, at: Instant): Promise<void>;
  /** The record as it is stored, whatever it is; undefined where there is none. */
  raw(kind: RecordKind, key: string): Promise<unknown>;
  /** Reads the record again: `mended` is in use as before and no longer set aside. */
  lookAgain(aside: Aside): Promise<'mended' | 'gone' | 'unreadable'>;
  /** Leaves it aside until then. */
  postpone(aside: Aside, until: Instant): Promise<void>;
  /** Forgets that it was set aside; the record stays as it is. */
  forget(key: string): Promise<void>;
}
