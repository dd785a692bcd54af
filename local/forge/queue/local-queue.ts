import type { LocalQueue } from '../forge';
import type { QueueTable } from './queue-table';

/** What of the queue can be looked at from outside. */
export function localQueue(table: QueueTable): LocalQueue {
  return {
    pending: () =>
      [...table.inState('waiting'), ...table.inState('running')].sort(
        (one, other) => one.dueAt - other.dueAt,
      ),
    get dropped() {
      return table.inState('failed');
    },
  };
}
