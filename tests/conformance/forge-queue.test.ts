import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AsyncEvent,
  InvocationError,
  InvocationErrorCode,
  InvocationLimitReachedError,
  JobDoesNotExistError,
  PartialSuccessError,
  PayloadTooBigError,
  Queue,
  RateLimitError,
  TooManyEventsError,
} from '@forge/events';
import { kvs } from '@forge/kvs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ForgeBench, openBench } from '../support/forge-bench';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const mail = () => new Queue({ key: 'mail' });
const letters = (count: number) =>
  Array.from({ length: count }, (_, number) => ({ body: { number } }));

let bench: ForgeBench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

/** Makes the consumer of `mail` keep what it gets, and answer as told. */
function receive(answer: (event: AsyncEvent) => unknown = () => undefined): AsyncEvent[] {
  const received: AsyncEvent[] = [];
  bench.app.mail = async (event: AsyncEvent) => {
    received.push(event);
    return answer(event);
  };
  return received;
}

const push = (events: Parameters<Queue['push']>[0], queue = mail()) =>
  bench.run(() => queue.push(events));

const rejection = (call: () => Promise<unknown>) =>
  bench.run(() =>
    call().then(
      () => undefined,
      (thrown: unknown) => thrown,
    ),
  );

describe('a push', () => {
  test('reaches the consumer of its queue, with its job and a name of its own', async () => {
    const received = receive();
    const { jobId } = await push([{ body: { to: 'ada' } }, { body: { to: 'bob' } }]);
    expect(received).toEqual([]);
    expect(bench.forge.queue.pending()).toMatchObject([
      { jobId, queueName: 'mail', body: { to: 'ada' }, attempt: 0 },
      { jobId, queueName: 'mail', body: { to: 'bob' }, attempt: 0 },
    ]);
    await bench.forge.settle();
    expect(received).toMatchObject([
      { queueName: 'mail', jobId, body: { to: 'ada' } },
      { queueName: 'mail', jobId, body: { to: 'bob' } },
    ]);
    expect(new Set(received.map(({ eventId }) => eventId)).size).toBe(2);
    expect(received[0]).not.toHaveProperty('retryContext');
    expect(bench.forge.queue.pending()).toEqual([]);
  });

  test('can be of 50 events and 200 KB; more is refused', async () => {
    await push(letters(50));
    const { run } = bench;
    await run(async () => {
      await expect(mail().push(letters(51))).rejects.toThrow(TooManyEventsError);
      const half = { body: { text: 'x'.repeat(100 * 1024) } };
      await expect(mail().push([half, half])).rejects.toThrow(PayloadTooBigError);
    });
  });

  test('to a consumer that may run long: an event of more than 100 KB is not taken, the others are', async () => {
    const large = { body: { text: 'x'.repeat(101 * 1024) } };
    await push(large);
    const error = await rejection(() => new Queue({ key: 'print' }).push([large, ...letters(1)]));
    expect(error).toBeInstanceOf(PartialSuccessError);
    expect((error as PartialSuccessError).failedEvents).toMatchObject([{ payload: large }]);
    const pending = bench.forge.queue.pending();
    expect(pending.map(({ queueName }) => queueName)).toEqual(['mail', 'print']);
  });

  test('the service checks for itself what the package checks too', async () => {
    const tooLate = { body: {}, delayInSeconds: 901 };
    const statuses = await bench.run(async () => {
      const send = async (payload: unknown) => {
        const request = { queueName: 'mail', jobId: 'job', payload };
        const { __requestAtlassianAsApp } = await import('@forge/api');
        const response = await __requestAtlassianAsApp('/webhook/queue/publish/a/b/c/d', {
          method: 'POST',
          body: JSON.stringify(request),
        });
        return response.status;
      };
      return [await send(letters(51)), await send([tooLate]), await send([]), await send([{}])];
    });
    expect(statuses).toEqual([400, 400, 400, 400]);
  });

  test('500 events a minute', async () => {
    for (let pushed = 0; pushed < 500; pushed += 50) await push(letters(50));
    expect(await rejection(() => mail().push(letters(1)))).toBeInstanceOf(RateLimitError);
    await bench.clock.advance(MINUTE);
    await push(letters(1));
  });

  test('to a queue without a consumer is refused', async () => {
    const error = await rejection(() => new Queue({ key: 'nobody' }).push({ body: {} }));
    expect(String(error)).toContain('No consumer has the queue "nobody"');
  });

  test('waits as long as it was asked to', async () => {
    const received = receive();
    await push([{ body: {}, delayInSeconds: 900 }]);
    await bench.clock.advance(899 * SECOND);
    await bench.forge.settle();
    expect(received).toEqual([]);
    await bench.clock.advance(SECOND);
    await bench.forge.settle();
    expect(received).toHaveLength(1);
  });

  test('of one invocation, and of all that it leads to, there are at most 1,000', async () => {
    await bench.run(async () => {
      for (let pushed = 0; pushed < 999; pushed += 1) {
        if (pushed % 400 === 399) await bench.clock.advance(MINUTE);
        await mail().push({ body: {}, delayInSeconds: 900 });
      }
      await mail().push({ body: { next: true } });
    });
    let error: unknown;
    receive(async ({ body }) => {
      if (body.next !== true) return;
      error = await mail()
        .push({ body: {} })
        .catch((thrown: unknown) => thrown);
    });
    await bench.forge.settle();
    expect(error).toBeInstanceOf(InvocationLimitReachedError);
    await push({ body: {} });
  });
});

describe('delivery', () => {
  test('goes on side by side, up to the limit of a concurrency key across queues', async () => {
    const running = { now: 0, most: 0, total: 0 };
    const work = async () => {
      running.now += 1;
      running.total += 1;
      running.most = Math.max(running.most, running.now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running.now -= 1;
    };
    bench.app.mail = work;
    bench.app.print = work;
    const concurrency = { key: 'bulk', limit: 2 };
    await push(letters(6).map((event) => ({ ...event, concurrency })));
    await push(
      letters(6).map((event) => ({ ...event, concurrency })),
      new Queue({ key: 'print' }),
    );
    await bench.forge.settle();
    expect(running).toEqual({ now: 0, most: 2, total: 12 });
    running.most = 0;
    await push(letters(8));
    await bench.forge.settle();
    expect(running.most).toBe(8);
  });

  test('events that wait for their key hold up no others', async () => {
    const seen: unknown[] = [];
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    bench.app.mail = async ({ body }: AsyncEvent) => {
      if (body.number === undefined) {
        open();
        return;
      }
      if (seen.length === 0) await gate;
      seen.push(body.number);
    };
    await push(letters(20).map((event) => ({ ...event, concurrency: { key: 'one', limit: 1 } })));
    await push({ body: {} });
    await bench.forge.settle();
    expect(seen).toHaveLength(20);
  });

  test('a consumer that asks for it is run again, when it asks and with what it hands on', async () => {
    const received = receive(({ retryContext }) =>
      retryContext === undefined
        ? new InvocationError({
            retryAfter: 60,
            retryReason: InvocationErrorCode.FUNCTION_UPSTREAM_RATE_LIMITED,
            retryData: { page: 2 },
          })
        : undefined,
    );
    const pushedAt = bench.clock.now();
    await push({ body: {} });
    await bench.forge.settle();
    await bench.clock.advance(59 * SECOND);
    await bench.forge.settle();
    expect(received).toHaveLength(1);
    await bench.clock.advance(SECOND);
    await bench.forge.settle();
    expect(received).toHaveLength(2);
    const { retryContext } = received[1] as AsyncEvent;
    expect(retryContext).toMatchObject({
      retryCount: 1,
      retryReason: 'FUNCTION_UPSTREAM_RATE_LIMITED',
      retryData: { page: 2 },
    });
    const { startTime = '', remainingTimeMs = 0 } = retryContext?.retentionWindow ?? {};
    expect(Math.abs(Date.parse(startTime) - pushedAt)).toBeLessThan(SECOND);
    expect(remainingTimeMs).toBeLessThanOrEqual(24 * HOUR - MINUTE);
  });

  test('a pause of more than 900 seconds is lowered to that; data of more than 4 KB is not kept', async () => {
    const received = receive(({ retryContext }) =>
      retryContext === undefined
        ? new InvocationError({
            retryAfter: 5_000,
            retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
            retryData: { text: 'x'.repeat(5_000) },
          })
        : undefined,
    );
    await push({ body: {} });
    await bench.forge.settle();
    await bench.clock.advance(900 * SECOND);
    await bench.forge.settle();
    expect(received).toHaveLength(2);
    expect(received[1]?.retryContext).not.toHaveProperty('retryData');
  });

  test('one that throws is tried again at growing distances of up to 15 minutes, for a day', async () => {
    const times: number[] = [];
    receive(() => {
      times.push(bench.clock.now());
      throw new Error('No stamps');
    });
    const { jobId } = await push({ body: {} });
    await bench.forge.settle();
    while (bench.forge.queue.pending().length > 0) {
      const [{ dueAt } = { dueAt: 0 }] = bench.forge.queue.pending();
      await bench.clock.advance(dueAt - bench.clock.now());
      await bench.forge.settle();
    }
    const pauses = times
      .slice(1)
      .map((at, index) => Math.round((at - Number(times[index])) / SECOND));
    expect(pauses.slice(0, 10)).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
    expect(Number(times.at(-1)) - Number(times[0])).toBeLessThanOrEqual(24 * HOUR);
    expect(Number(times.at(-1)) - Number(times[0])).toBeGreaterThan(23 * HOUR);
    expect(bench.forge.queue.dropped).toMatchObject([{ jobId }]);
    expect(await bench.run(() => mail().getStats(jobId))).toEqual({
      success: 0,
      inProgress: 0,
      failed: 1,
    });
    expect(bench.forge.log.filter(({ text }) => text === 'Error: No stamps')).toHaveLength(
      times.length,
    );
  });

  test('a worker that was killed is an error of the platform’s: not counted, and tried again', async () => {
    const received = receive();
    let kills = 1;
    bench.app.mail = async (event: AsyncEvent) => {
      received.push(event);
      await kvs.set('sent', 1);
      received.push(event);
    };
    bench.forge.faults.onWireCall = ({ functionKey }) =>
      functionKey === 'mailer' && kills-- > 0 ? 'kill' : 'go';
    await push({ body: {} });
    await bench.forge.settle();
    expect(received).toHaveLength(1);
    expect(bench.forge.queue.pending()).toMatchObject([{ attempt: 1 }]);
    await bench.clock.advance(5 * SECOND);
    await bench.forge.settle();
    expect(received).toHaveLength(3);
    expect(received[1]?.retryContext).toMatchObject({
      retryCount: 0,
      retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR',
    });
  });

  test('what was never tried is not dropped, however much time was let pass', async () => {
    const received = receive();
    await push({ body: {} });
    await bench.clock.advance(30 * 24 * HOUR);
    await bench.forge.settle();
    expect(received).toHaveLength(1);
  });

  test('has no user behind it', async () => {
    const contexts: unknown[] = [];
    bench.app.mail = async (_: unknown, context: unknown) => contexts.push(context);
    await push({ body: {} });
    await bench.forge.settle();
    expect(contexts).toEqual([
      { installContext: 'ari:cloud:jira::site/cloud-1', license: undefined },
    ]);
  });

  test('faults: twice, or never', async () => {
    const received = receive();
    bench.forge.faults.duplicateEvents = true;
    await push({ body: {} });
    await bench.forge.settle();
    expect(received.map(({ eventId }) => eventId)).toEqual([
      received[0]?.eventId,
      received[0]?.eventId,
    ]);
    bench.forge.faults.duplicateEvents = false;
    bench.forge.faults.loseNextPushes = 1;
    await push(letters(3));
    await push(letters(1));
    await bench.forge.settle();
    expect(received).toHaveLength(3);
  });
});

describe('a job', () => {
  test('is counted, and cancelled where it has not begun', async () => {
    receive(({ body }) => {
      if (body.number === 0) throw new Error('Returned to sender');
    });
    const { jobId } = await push([...letters(2), { body: {}, delayInSeconds: 60 }]);
    const stats = () => bench.run(() => mail().getStats(jobId));
    expect(await stats()).toEqual({ success: 0, inProgress: 3, failed: 0 });
    await bench.forge.settle();
    expect(await stats()).toEqual({ success: 1, inProgress: 2, failed: 0 });
    await bench.run(() => mail().cancel(jobId));
    expect(await stats()).toEqual({ success: 1, inProgress: 0, failed: 0 });
    await bench.clock.advance(HOUR);
    await bench.forge.settle();
    expect(await stats()).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  test('that is unknown, or of another queue, does not exist', async () => {
    const { jobId } = await push({ body: {} });
    const print = new Queue({ key: 'print' });
    expect(await rejection(() => mail().getStats('none'))).toBeInstanceOf(JobDoesNotExistError);
    expect(await rejection(() => print.getStats(jobId))).toBeInstanceOf(JobDoesNotExistError);
    expect(await rejection(() => mail().cancel('none'))).toBeInstanceOf(JobDoesNotExistError);
  });
});

test('what waits, and what ran when the process ended, is delivered by the next one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forge-queue-'));
  try {
    const databaseFile = join(folder, 'site.sqlite');
    const before = openBench({ databaseFile });
    const seen: unknown[] = [];
    await before.run(() =>
      mail().push([{ body: { number: 1 }, delayInSeconds: 60 }, ...letters(1)]),
    );
    before.app.mail = () => new Promise(() => undefined);
    before.forge.start();
    await expect.poll(() => before.forge.queue.pending().length).toBe(2);
    await before.close();
    const after = openBench({ databaseFile });
    after.app.mail = async ({ body }: AsyncEvent) => seen.push(body.number);
    await after.clock.advance(MINUTE);
    await after.forge.settle();
    expect(seen.sort()).toEqual([0, 1]);
    await after.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('started, the platform delivers by itself, also when time is moved', async () => {
  const received = receive();
  bench.forge.start();
  await push({ body: {} });
  await expect.poll(() => received.length, { interval: 5, timeout: 2_000 }).toBe(1);
  await push([{ body: {}, delayInSeconds: 600 }]);
  await bench.clock.advance(10 * MINUTE);
  await expect.poll(() => received.length, { interval: 5, timeout: 2_000 }).toBe(2);
});
