import type { WorkItem } from '#ports/work-queue';

/** The work of telling those whose turn it is in stages of this order. */
export function notifyTurn(requestId: string, order: number): WorkItem {
  return { kind: 'notifyApprovers', requestId, ...(order === 1 ? {} : { order }) };
}
