import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ForgeFaults, ForgeManifest } from '../forge';
import { findFunction } from '../runtime/find-function';
import type { QueueTable } from './queue-table';

/** doc: Forge async events limits; the packages check some of them, the service relies on none. */
const EVENTS_MAX = 50;
const EVENTS_A_MINUTE_MAX = 500;
const PUSH_BYTES_MAX = 200 * 1024;
const DELAY_MAX = 900;
/** Of one event, where its consumer may run for longer than usual. */
const LONG_RUNNING_EVENT_BYTES_MAX = 100 * 1024;
const USUAL_TIMEOUT = 55;
/** Pushes of all invocations that go back to one. */
const CHAIN_PUSHES_MAX = 1_000;

const pushSchema = z.object({
  queueName: z.string(),
  jobId: z.string(),
  payload: z
    .array(
      z.object({
        body: z.record(z.string(), z.unknown()),
        delayInSeconds: z.number().min(0).max(DELAY_MAX).optional(),
        concurrency: z.object({ key: z.string(), limit: z.int().min(1) }).optional(),
      }),
    )
    .min(1)
    .max(EVENTS_MAX),
});
const jobSchema = z.object({ queueName: z.string(), jobId: z.string() });

export interface Push {
  readonly text: string;
  /** Of the invocation that pushes. */
  readonly origin: string;
  readonly now: number;
}

export type QueueApi = ReturnType<typeof queueApi>;

/** The queue's side of `/webhook/queue/…`, as @forge/events 3.0.8 calls it. */
export function queueApi(table: QueueTable, manifest: ForgeManifest, faults: ForgeFaults) {
  let minute = { since: 0, events: 0 };

  function isTooFast(events: number, now: number): boolean {
    if (now - minute.since >= 60_000 || now < minute.since) minute = { since: now, events: 0 };
    minute.events += events;
    return minute.events > EVENTS_A_MINUTE_MAX;
  }

  function bytesMaxOfEvent(queueName: string): number | undefined {
    const consumer = (manifest.modules.consumer ?? []).find(({ queue }) => queue === queueName);
    if (consumer === undefined) return undefined;
    const { timeoutSeconds } = findFunction(manifest, consumer.function, 'async');
    return timeoutSeconds > USUAL_TIMEOUT ? LONG_RUNNING_EVENT_BYTES_MAX : PUSH_BYTES_MAX;
  }

  function acceptPush({ text, origin, now }: Push): Response {
    const parsed = pushSchema.safeParse(JSON.parse(text));
    if (!parsed.success) return failure(400, parsed.error.message);
    const { queueName, jobId, payload } = parsed.data;
    const bytesMax = bytesMaxOfEvent(queueName);
    if (bytesMax === undefined) return failure(404, `No consumer has the queue "${queueName}".`);
    if (bytesOf(payload) > PUSH_BYTES_MAX) {
      return Response.json({ errorMessage: 'The payload is too large.' }, { status: 413 });
    }
    if (table.pushesOf(origin) >= CHAIN_PUSHES_MAX) return failure(405, 'Cyclic invocation limit.');
    if (isTooFast(payload.length, now)) return failure(429, 'Too many events.');
    if (faults.loseNextPushes > 0) {
      faults.loseNextPushes -= 1;
      return new Response(null, { status: 201 });
    }
    table.addJob(jobId, origin, now);
    const failedEvents: object[] = [];
    for (const [index, event] of payload.entries()) {
      if (bytesOf(event) > bytesMax) {
        failedEvents.push({ index: String(index), errorMessage: 'The event is too large.' });
        continue;
      }
      table.add({
        eventId: randomUUID(),
        jobId,
        queueName,
        body: event.body,
        state: 'waiting',
        pushedAt: now,
        dueAt: now + (event.delayInSeconds ?? 0) * 1_000,
        attempt: 0,
        concurrency: event.concurrency,
      });
    }
    return failedEvents.length === 0
      ? new Response(null, { status: 201 })
      : Response.json({ failedEvents }, { status: 202 });
  }

  function answerStats(text: string): Response {
    const { jobId, queueName } = jobSchema.parse(JSON.parse(text));
    const events = table.ofJob(jobId, queueName);
    if (events.length === 0) return failure(404, 'The job does not exist.');
    const count = (...states: string[]) =>
      events.filter(({ state }) => states.includes(state)).length;
    return Response.json({
      success: count('done'),
      inProgress: count('waiting', 'running'),
      failed: count('failed'),
    });
  }

  /** What has not begun, tries again included, is not begun any more. */
  function cancelJob(text: string): Response {
    const { jobId, queueName } = jobSchema.parse(JSON.parse(text));
    const events = table.ofJob(jobId, queueName);
    if (events.length === 0) return failure(404, 'The job does not exist.');
    for (const { eventId, state } of events) {
      if (state === 'waiting') table.setState(eventId, 'cancelled');
    }
    return new Response(null, { status: 204 });
  }

  return { acceptPush, answerStats, cancelJob };
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

function failure(status: number, message: string): Response {
  return Response.json({ message }, { status });
}
