import { z } from 'zod';
import type { ForgeFaults } from '../forge';
import type { QueueTable, StoredEvent } from './queue-table';

/** doc: events are kept for a day, and tried again with growing pauses of up to about 15 minutes. */
const RETENTION = 24 * 60 * 60 * 1_000;
const LONGEST_PAUSE = 15 * 60 * 1_000;
const FIRST_PAUSE = 5_000;
/** Consumers under way at once; the platform's own number is not published. */
const AT_ONCE = 10;

/** What a consumer returns to be tried again: an InvocationError of @forge/events, as JSON. */
const retrySchema = z.object({
  _retry: z.literal(true),
  retryOptions: z.object({
    retryAfter: z.number().optional(),
    retryReason: z.string().optional(),
    retryData: z.unknown().optional(),
  }),
});

export interface DeliverOptions {
  readonly table: QueueTable;
  readonly now: () => number;
  readonly faults: ForgeFaults;
  /** Runs the consumer of the event's queue. */
  readonly consume: (queueName: string, event: object) => Promise<unknown>;
}

/** Delivers events as they become due: at least once, in no promised order, several at a time. */
export class EventDelivery {
  private readonly running = new Map<string, { event: StoredEvent; done: Promise<void> }>();

  constructor(private readonly options: DeliverOptions) {}

  /** Starts what is due and may start; answers how many that were. */
  startDue(): number {
    const { table, now } = this.options;
    let started = 0;
    for (const event of table.due(now())) {
      if (this.running.size >= AT_ONCE) break;
      if (now() > event.pushedAt + RETENTION) {
        table.setState(event.eventId, 'failed');
        continue;
      }
      if (!this.hasRoom(event)) continue;
      this.start(event);
      started += 1;
    }
    return started;
  }

  /** Resolves when one of the running events ends. */
  async nextEnd(): Promise<void> {
    await Promise.race([...this.running.values()].map(({ done }) => done));
  }

  get busy(): boolean {
    return this.running.size > 0;
  }

  private hasRoom({ concurrency }: StoredEvent): boolean {
    if (concurrency === undefined) return true;
    const sharing = [...this.running.values()].filter(
      ({ event }) => event.concurrency?.key === concurrency.key,
    );
    return sharing.length < concurrency.limit;
  }

  private start(event: StoredEvent): void {
    const { table } = this.options;
    table.setState(event.eventId, 'running');
    const times = this.options.faults.duplicateEvents ? 2 : 1;
    const done = Promise.all(Array.from({ length: times }, () => this.deliver(event))).then(
      ([outcome]) => {
        this.running.delete(event.eventId);
        this.settle(event, outcome ?? 'done');
      },
    );
    this.running.set(event.eventId, { event, done });
  }

  /** The consumer's answer: done, or how it is to be tried again. */
  private async deliver(event: StoredEvent): Promise<'done' | 'failed' | Retry> {
    const { eventId, jobId, queueName, body, attempt, retry, pushedAt } = event;
    const { now } = this.options;
    const retentionWindow = {
      startTime: new Date(pushedAt).toISOString(),
      remainingTimeMs: pushedAt + RETENTION - now(),
    };
    try {
      const answer = await this.options.consume(queueName, {
        body,
        jobId,
        queueName,
        eventId,
        ...(attempt > 0
          ? { retryContext: { retryCount: attempt, ...retry, retentionWindow } }
          : {}),
      });
      const asked = retrySchema.safeParse(answer);
      return asked.success ? asked.data.retryOptions : 'done';
    } catch {
      return 'failed';
    }
  }

  private settle(event: StoredEvent, outcome: 'done' | 'failed' | Retry): void {
    const { table, now } = this.options;
    if (outcome === 'done') {
      table.setState(event.eventId, 'done');
      return;
    }
    const asked = outcome === 'failed' ? undefined : outcome;
    const pause =
      asked?.retryAfter === undefined
        ? Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** event.attempt)
        : Math.min(LONGEST_PAUSE, asked.retryAfter * 1_000);
    table.again(event.eventId, now() + pause, event.attempt + 1, {
      retryReason: asked?.retryReason ?? 'FUNCTION_PLATFORM_UNKNOWN_ERROR',
      retryData: asked?.retryData,
    });
  }
}

type Retry = z.infer<typeof retrySchema>['retryOptions'];
