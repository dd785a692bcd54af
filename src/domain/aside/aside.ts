import { DAY, HOUR, type Instant, MINUTE } from '../lib/time';

/** What a stored record can be of, in the words of the store. */
export const RECORD_KINDS = [
  'request',
  'issue',
  'submission',
  'steps',
  'grants',
  'holding',
  'connection',
  'policy',
  'audit',
  'outbox',
  'telling',
  'lock',
  'aside',
  'person',
  'retention',
  'away',
  'projected',
  'projection',
  'watched',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/**
 * A stored record that can't be read, or work on one that fails again and again: it is left out, an
 * admin is told of it, and everything else goes on.
 */
export interface Aside {
  /** Of the record. */
  readonly key: string;
  readonly kind: RecordKind;
  readonly trouble: Trouble;
  readonly since: Instant;
  /** When the sweep looks at it again by itself. */
  readonly nextAt: Instant;
}

/** `why` names places in the record and codes, never what people wrote. */
export type Trouble =
  | { readonly trouble: 'unreadable'; readonly why: string }
  | { readonly trouble: 'failing'; readonly why: string; readonly times: number };

/** What an admin can do about a record that can't be read, besides trying again. */
export type WayOut =
  /** Remove it: what it was about is as if it had never been. */
  | 'remove'
  /** Put the newest version that can be read in its place. */
  | 'restore'
  /** Its steps end as failed, so that the request ends where people can see it. */
  | 'giveUp'
  /** It stays: the audit is never changed, and a record of the past stands in nobody's way. */
  | 'none';

/** The one rule of what may be removed, for every kind of record. */
export function wayOut({ kind, key, trouble }: Pick<Aside, 'kind' | 'key' | 'trouble'>): WayOut {
  // What can be read is not damaged: it goes on by itself once its cause is mended.
  if (trouble.trouble === 'failing') return 'none';
  switch (kind) {
    case 'policy':
      return key === CURRENT_POLICY ? 'restore' : 'none';
    case 'steps':
      return 'giveUp';
    case 'audit':
      return 'none';
    case 'request':
    case 'issue':
    case 'submission':
    case 'grants':
    case 'holding':
    case 'connection':
    case 'outbox':
    case 'telling':
    case 'lock':
    case 'aside':
    case 'person':
    case 'retention':
    case 'away':
    case 'projected':
    case 'projection':
    case 'watched':
      return 'remove';
  }
}

/** What is mended by then, by a later version for one, is nothing to tell of. */
const TOLD_AFTER = 10 * MINUTE;
/** Those that are found in one day are told together; longer ago, they have been. */
const TOLD_WITHIN = DAY + 6 * HOUR;

/** Whether admins are to be told by email that it is there: what waits for them and nobody else. */
export function isToTell(aside: Aside, at: Instant): boolean {
  const age = at - aside.since;
  return wayOut(aside) !== 'none' && age >= TOLD_AFTER && age < TOLD_WITHIN;
}

/** The record that says which policy is in force. */
const CURRENT_POLICY = 'policy:current';
