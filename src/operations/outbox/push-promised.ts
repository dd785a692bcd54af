import type { Log } from '#ports/log';
import type { OutboxEntry } from '#ports/outbox';
import type { WorkQueue } from '#ports/work-queue';

/**
 * Hands promised work to the queue. What can't be pushed now is not lost and fails nobody: its entry
 * stays in the outbox, and the sweep pushes it again.
 */
export async function pushPromised(
  ports: { readonly queue: WorkQueue; readonly log: Log },
  entries: readonly OutboxEntry[],
  options: { readonly delaySeconds?: number } = {},
): Promise<void> {
  for (const bulk of [false, true]) {
    const items = entries
      .filter((entry) => entry.bulk === bulk)
      .map(({ id, item }) => ({ outboxId: id, item }));
    if (items.length === 0) continue;
    try {
      await ports.queue.push(items, { ...options, bulk });
    } catch (error) {
      ports.log.warn('The queue did not take work; the sweep will push it again', {
        entries: items.length,
        reason: error instanceof Error ? error.message : 'unknown',
      });
    }
  }
}
