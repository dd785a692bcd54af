import { z } from 'zod';
import type { ForgeFaults } from '../forge';
import { WorkerLost } from '../runtime/run-function';
import type { QueueTable, Retry, StoredEvent } from './queue-table';

const HOUR = 60 * 60 * 1_000;
/** doc: Forge async events: how long an event is tried again after errors of the app's, and of the platform's. */
const RETENTION = 24 * HOUR;
const RETENTION_MAX = 96 * HOUR;
/** doc: retries back off exponentially, to about 15 minutes; a retry asked for later is lowered to that. */
const LONGEST_PAUSE = 15 * 60 * 1_000;
/** Not said in public. */
const FIRST_PAUSE = 5_000;
/** doc: largest retryData. */
const RETRY_DATA_BYTES_MAX = 4 * 1024;
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

type Outcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'again';
      readonly reason: string;
      /** An error of the platform's does not count as a try of the app's. */
      readonly isOfPlatform: boolean;
      readonly pause?: number | undefined;
      readonly retryData?: unknown;
    };

export interface DeliverOptions {
  readonly table: QueueTable;
  readonly now: () => number;
  readonly faults: ForgeFaults;
  /** Runs the consumer of the event's queue. */
  readonly consume: (event: StoredEvent, parameter: object) => Promise<unknown>;
  /** One has ended: there may be room for another. */
  readonly onEnd: () => void;
}

/** Delivers events as they become due: at least once, in no promised order, several at a time. */
export class EventDelivery {
  private readonly running = new Map<string, { event: StoredEvent; done: Promise<void> }>();

  constructor(private readonly options: DeliverOptions) {}

  /** Starts what is due and may start; answers how many events it has dealt with. */
  startDue(): number {
    let total = 0;
    // Again until none can start: those that wait for their key may have hidden others.
    for (;;) {
      const started = this.startSome();
      if (started === 0) return total;
      total += started;
    }
  }

  private startSome(): number {
    const { table, now } = this.options;
    let started = 0;
    for (const event of table.due(now(), this.fullKeys(), AT_ONCE - this.running.size)) {
      if (event.retry !== undefined && now() > event.retry.until) {
        table.setState(event.eventId, 'failed');
        started += 1;
      } else if (this.hasRoom(event)) {
        this.start(event);
        started += 1;
      }
    }
    return started;
  }

  /** One promise for each running event, resolved when it has ended. */
  ends(): Promise<unknown>[] {
    return [...this.running.values()].map(({ done }) => done);
  }

  private hasRoom({ concurrency }: StoredEvent): boolean {
    return concurrency === undefined || this.sharing(concurrency.key) < concurrency.limit;
  }

  private sharing(key: string): number {
    return [...this.running.values()].filter(({ event }) => event.concurrency?.key === key).length;
  }

  private fullKeys(): string[] {
    return [...this.running.values()].flatMap(({ event: { concurrency } }) =>
      concurrency !== undefined && this.sharing(concurrency.key) >= concurrency.limit
        ? [concurrency.key]
        : [],
    );
  }

  private start(event: StoredEvent): void {
    const { table, faults } = this.options;
    table.setState(event.eventId, 'running');
    const times = faults.duplicateEvents ? 2 : 1;
    const deliveries = Array.from({ length: times }, () => this.deliver(event));
    const done = Promise.all(deliveries).then((outcomes) => {
      this.running.delete(event.eventId);
      this.settle(event, outcomes.find(({ kind }) => kind === 'again') ?? { kind: 'done' });
      this.options.onEnd();
    });
    this.running.set(event.eventId, { event, done });
  }

  private async deliver(event: StoredEvent): Promise<Outcome> {
    const { eventId, jobId, queueName, body, retry, concurrency } = event;
    try {
      const answer = await this.options.consume(event, {
        body,
        jobId,
        queueName,
        eventId,
        ...(concurrency === undefined ? {} : { concurrency }),
        ...(retry === undefined ? {} : { retryContext: this.retryContext(event, retry) }),
      });
      const asked = retrySchema.safeParse(answer);
      return asked.success ? readAsked(asked.data.retryOptions) : { kind: 'done' };
    } catch (error) {
      const how = error instanceof WorkerLost ? error.how : undefined;
      return {
        kind: 'again',
        reason: how === 'timedOut' ? 'FUNCTION_TIME_OUT' : 'FUNCTION_PLATFORM_UNKNOWN_ERROR',
        isOfPlatform: how === 'killed',
      };
    }
  }

  private retryContext({ pushedAt }: StoredEvent, { until, ...retry }: Retry): object {
    const startTime = new Date(pushedAt).toISOString();
    const remainingTimeMs = until - this.options.now();
    return { ...retry, retentionWindow: { startTime, remainingTimeMs } };
  }

  private settle(event: StoredEvent, outcome: Outcome): void {
    const { table, now } = this.options;
    if (outcome.kind === 'done') {
      table.setState(event.eventId, 'done');
      return;
    }
    const { reason, isOfPlatform, retryData } = outcome;
    const pause = outcome.pause ?? Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** event.attempt);
    const dueAt = now() + pause;
    const until = event.pushedAt + (isOfPlatform ? RETENTION_MAX : RETENTION);
    if (dueAt > until) {
      table.setState(event.eventId, 'failed');
      return;
    }
    table.again(event.eventId, dueAt, event.attempt + 1, {
      retryCount: (event.retry?.retryCount ?? 0) + (isOfPlatform ? 0 : 1),
      retryReason: reason,
      ...(retryData === undefined ? {} : { retryData }),
      until,
    });
  }
}

/** Data that is too large does not get through (doc: at most 4 KB; what becomes of it is not said). */
function readAsked(asked: z.infer<typeof retrySchema>['retryOptions']): Outcome {
  const { retryAfter, retryReason = 'FUNCTION_RETRY_REQUEST', retryData } = asked;
  const bytes = Buffer.byteLength(JSON.stringify(retryData) ?? '');
  return {
    kind: 'again',
    reason: retryReason,
    isOfPlatform: false,
    pause: retryAfter === undefined ? undefined : Math.min(LONGEST_PAUSE, retryAfter * 1_000),
    retryData: bytes > RETRY_DATA_BYTES_MAX ? undefined : retryData,
  };
}
