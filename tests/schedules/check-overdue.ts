import { expect } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit/audit-event';
import { OVERDUE_AFTER } from '../../src/domain/holding/overdue';
import { MINUTE } from '../../src/domain/lib/time';
import type { Trouble } from './trouble';

type Late = Extract<AuditEvent, { kind: 'grant.ended' | 'grant.overdue' }>;

/** The sweep is due every five minutes, and may be killed once or twice. */
const TOLD_BY = OVERDUE_AFTER + 15 * MINUTE;

/**
 * Access that was there for longer than it may be was told while it was, and its end says how late it is.
 * The trouble says what is still there, and what was told otherwise.
 */
export function checkOverdue(
  audit: readonly AuditEvent[],
  { stays, wasUnreadable }: Pick<Trouble, 'stays' | 'wasUnreadable'>,
): void {
  const told = audit.filter((event) => event.kind === 'grant.overdue');
  const ended = audit.filter((event) => event.kind === 'grant.ended');
  const late = ended.filter((end) => (end.lateBy ?? 0) > TOLD_BY && wasUnreadable?.(end) !== true);
  expect(late.filter((end) => !told.some((event) => isOfSame(event, end)))).toEqual([]);
  for (const event of told) {
    const ends = ended.filter((end) => isOfSame(event, end));
    // Whatever ends otherwise, by hand or by a request, was not ended late by the app.
    if (ends.length === 0 && event.cause === stays) continue;
    if (ends.some(({ why }) => why !== 'expired')) continue;
    expect(ends.filter(({ lateBy = 0 }) => lateBy >= OVERDUE_AFTER)).not.toEqual([]);
  }
}

const isOfSame = (one: Late, other: Late) => keyOf(one) === keyOf(other);
const keyOf = ({ entitlement, subject }: Late) => JSON.stringify([entitlement, subject]);
