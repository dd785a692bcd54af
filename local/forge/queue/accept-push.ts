import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ForgeFaults, ForgeManifest } from '../forge';
import type { QueueTable } from './queue-table';

/** doc: Forge async events limits; the packages check them too, the service does not rely on it. */
const EVENTS_MAX = 50;
const BYTES_MAX = 200 * 1024;
const DELAY_MAX = 900;

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

/** The queue's side of `/webhook/queue/…`, as @forge/events 3.0.8 calls it. */
export function acceptPush(
  table: QueueTable,
  manifest: ForgeManifest,
  faults: ForgeFaults,
  now: number,
  text: string,
): Response {
  if (Buffer.byteLength(text) > BYTES_MAX * 1.1) {
    return Response.json({ errorMessage: 'The payload is too large.' }, { status: 413 });
  }
  const parsed = pushSchema.safeParse(JSON.parse(text));
  if (!parsed.success) return failure(400, parsed.error.message);
  const { queueName, jobId, payload } = parsed.data;
  if (!(manifest.modules.consumer ?? []).some(({ queue }) => queue === queueName)) {
    return failure(404, `No consumer has the queue "${queueName}".`);
  }
  if (faults.loseNextPushes > 0) {
    faults.loseNextPushes -= 1;
    return new Response(null, { status: 201 });
  }
  for (const { body, delayInSeconds = 0, concurrency } of payload) {
    table.add({
      eventId: randomUUID(),
      jobId,
      queueName,
      body,
      state: 'waiting',
      pushedAt: now,
      dueAt: now + delayInSeconds * 1_000,
      attempt: 0,
      concurrency,
      retry: undefined,
    });
  }
  return new Response(null, { status: 201 });
}

export function answerStats(table: QueueTable, text: string): Response {
  const { jobId } = jobSchema.parse(JSON.parse(text));
  const events = table.ofJob(jobId);
  if (events.length === 0) return failure(404, 'The job does not exist.');
  const count = (...states: string[]) =>
    events.filter(({ state }) => states.includes(state)).length;
  return Response.json({
    success: count('done'),
    inProgress: count('waiting', 'running'),
    failed: count('failed'),
  });
}

/** What has not begun is not begun any more. */
export function cancelJob(table: QueueTable, text: string): Response {
  const { jobId } = jobSchema.parse(JSON.parse(text));
  const events = table.ofJob(jobId);
  if (events.length === 0) return failure(404, 'The job does not exist.');
  for (const { eventId, state } of events) {
    if (state === 'waiting') table.setState(eventId, 'cancelled');
  }
  return new Response(null, { status: 204 });
}

function failure(status: number, message: string): Response {
  return Response.json({ message }, { status });
}
