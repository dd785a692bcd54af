import { expect } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit/audit-event';
import { OVERDUE_AFTER } from '../../src/domain/grant/overdue';
import { DAY } from '../../src/domain/lib/time';

type Late = Extract<AuditEvent, { kind: 'grant.ended' | 'grant.overdue' }>;

/**
 * Access that was there for longer than it may be was told while it was, and its end says how late it is.
 * Schedules let up to a day pass at once: only what is later than that had a sweep that could tell.
 */
export function checkOverdue(audit: readonly AuditEvent[]): void {
  const told = audit.filter((event) => event.kind === 'grant.overdue');
  const ended = audit.filter((event) => event.kind === 'grant.ended');
  const late = ended.filter(({ lateBy = 0 }) => lateBy > DAY + OVERDUE_AFTER);
  expect(late.filter((end) => !told.some((event) => isOfSame(event, end)))).toEqual([]);
  for (const event of told) {
    const ends = ended.filter((end) => isOfSame(event, end));
    // Whatever ends otherwise, by hand or by a request, was not ended late by the app.
    if (ends.some(({ why }) => why !== 'expired')) continue;
    expect(ends.filter(({ lateBy = 0 }) => lateBy >= OVERDUE_AFTER)).not.toEqual([]);
  }
}

const isOfSame = (one: Late, other: Late) => keyOf(one) === keyOf(other);
const keyOf = ({ entitlement, subject }: Late) => JSON.stringify([entitlement, subject]);
