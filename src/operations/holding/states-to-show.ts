import type { Instant } from '#domain/lib/time';
import type { IdSource } from '#ports/id-source';
import type { OutboxEntry } from '#ports/outbox';

/**
 * Of what these requests gave, something has begun, ended or become late: what Jira's search finds their work items by is
 * promised as it is to be written with that. The next sweep comes to it, behind what people wait for.
 */
export function statesToShow(
  ids: IdSource,
  at: Instant,
  requestIds: readonly string[],
): readonly OutboxEntry[] {
  if (requestIds.length === 0) return [];
  const item = { kind: 'showStates', requestIds } as const;
  return [{ id: ids.next(), item, dueAt: at, bulk: true, claimedUntil: 0, attempts: 0 }];
}
