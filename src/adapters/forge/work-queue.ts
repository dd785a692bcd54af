import { Queue, RateLimitError } from '@forge/events';
import { PlatformFailure } from '#ports/platform-failure';
import type { WorkItem, WorkQueue } from '#ports/work-queue';

/** As manifest.yml calls it. */
const QUEUE = 'work';
/** doc: Forge async events: the most that one push takes. */
const AT_ONCE = 50;
/** Bulk work is run by so many consumers at a time, and leaves the others to the rest. */
const BULK = { key: 'bulk', limit: 2 };
/** The same of all other work but ends: it may wait for its turn, for a slow site or for Jira, and no end is to wait for that. */
const OTHERS = { key: 'others', limit: 6 };

export const workQueue: WorkQueue = {
  async push(items, options = {}) {
    const { delaySeconds, bulk = false } = options;
    const queue = new Queue({ key: QUEUE });
    for (let from = 0; from < items.length; from += AT_ONCE) {
      const events = items.slice(from, from + AT_ONCE).map(({ outboxId, item }) => ({
        // The consumer reads everything else again.
        body: { outboxId },
        ...(delaySeconds === undefined ? {} : { delayInSeconds: delaySeconds }),
        ...concurrencyOf(item, bulk),
      }));
      try {
        await queue.push(events);
      } catch (error) {
        const code = error instanceof RateLimitError ? 'QUEUE_RATE_LIMITED' : 'QUEUE_FAILED';
        throw new PlatformFailure(code, 'Forge did not take an event', true, { cause: error });
      }
    }
  },
};

function concurrencyOf({ kind }: WorkItem, bulk: boolean) {
  if (bulk) return { concurrency: BULK };
  return kind === 'endDue' ? {} : { concurrency: OTHERS };
}
