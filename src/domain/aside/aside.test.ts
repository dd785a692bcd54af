import { expect, test } from 'vitest';
import { AT } from '../../../tests/support/samples';
import { HOUR, MINUTE } from '../lib/time';
import {
  isToTell,
  RECORD_KINDS,
  type RecordKind,
  type Trouble,
  type WayOut,
  wayOut,
} from './aside';

const unreadable: Trouble = { trouble: 'unreadable', why: 'state' };
const failing: Trouble = { trouble: 'failing', why: 'bug', times: 9 };

const WAYS_OUT: readonly (readonly [RecordKind, string, WayOut])[] = [
  ['request', 'request:r1', 'remove'],
  ['issue', 'issue:1', 'remove'],
  ['submission', 'submission:k', 'remove'],
  // People's access is in these: they end as failed, and are shown.
  ['steps', 'steps:r1:0', 'giveUp'],
  ['grants', 'grants:r1', 'remove'],
  ['holding', 'holding:h1', 'remove'],
  ['connection', 'connection:c1', 'remove'],
  ['policy', 'policy:current', 'restore'],
  ['policy', 'policy:version:3', 'none'],
  // Nobody changes what was written of the past, least of all an admin.
  ['audit', 'audit:a1', 'none'],
  ['outbox', 'outbox:o1', 'remove'],
  ['telling', 'telling:r1', 'remove'],
  ['lock', 'lock:l1', 'remove'],
  ['aside', 'aside:s1', 'remove'],
  ['person', 'person:p1', 'remove'],
  ['retention', 'retention:current', 'remove'],
  ['away', 'away:current', 'remove'],
  ['projected', 'projected:r1', 'remove'],
  ['watched', 'watched:10001', 'remove'],
  ['projection', 'projection:r1:asked:p1', 'remove'],
];

test.each(WAYS_OUT)('of %s %s that can’t be read: %s', (kind, key, way) => {
  expect(wayOut({ kind, key, trouble: unreadable })).toBe(way);
});

test('every kind of record has its way out, and none where only the work on it fails', () => {
  expect(new Set(WAYS_OUT.map(([kind]) => kind))).toEqual(new Set(RECORD_KINDS));
  for (const [kind, key] of WAYS_OUT) expect(wayOut({ kind, key, trouble: failing })).toBe('none');
});

test.each([
  ['once it has not been mended for ten minutes', 10 * MINUTE, unreadable, true],
  ['and not before', 10 * MINUTE - 1, unreadable, false],
  ['as long as one email a day has it', 30 * HOUR - 1, unreadable, true],
  ['and not for ever', 30 * HOUR, unreadable, false],
  ['not where it waits for nobody', HOUR, failing, false],
] as const)('admins are told of it %s', (_, age, trouble, expected) => {
  const aside = { kind: 'holding', key: 'holding:h1', trouble, since: AT, nextAt: AT } as const;
  expect(isToTell(aside, AT + age)).toBe(expected);
});
