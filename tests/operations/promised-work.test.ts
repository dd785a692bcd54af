import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asides } from '../../src/adapters/storage/asides';
import { outboxKey, requestKey } from '../../src/adapters/storage/keys';
import { HOUR, MINUTE, SECOND } from '../../src/domain/lib/time';
import { CLAIM, TOLD_FROM } from '../../src/domain/promise/promise';
import { work } from '../../src/entry/consumers/work';
import type { OutboxEntry } from '../../src/ports/outbox';
import type { WorkItem } from '../../src/ports/work-queue';
import { type Operations, openOperations } from '../support/open-operations';
import { keysOf, poison, rowOf } from '../support/poison';
import { awaiting } from '../support/samples';

/** Promised work as the queue brings it: done once, by one run, and tried again where it comes to nothing. */
let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const project: WorkItem = { kind: 'project', requestId: 'r1' };
async function promise(item: WorkItem = project, over: Partial<OutboxEntry> = {}) {
  const entry = { id: 'p1', item, dueAt: bench.now(), bulk: false, claimedUntil: 0, attempts: 0 };
  await bench.run(async ({ commit }) =>
    expect(await commit({ outbox: [{ ...entry, ...over }] })).toBe('committed'),
  );
}
const entry = () => bench.run(({ outbox }) => outbox.get('p1'));
const come = (body: unknown = { outboxId: 'p1' }) => bench.run(() => work({ body } as never));
const note = () => bench.run(() => asides.get(outboxKey('p1')));
/** What was told to the log of the app, the level with the message. */
const logged = () =>
  bench.platform.forge.log.flatMap(({ text }) => {
    if (!text.startsWith('{')) return [];
    const { level, message, ...fields } = JSON.parse(text);
    return level === 'info' ? [] : [{ [level]: message, ...fields }];
  });

/** Whatever is asked of a request is answered so. */
function answering(status: number, code: string, whenAsked: () => void = () => {}) {
  const wire = bench.platform.forge.kvs as unknown as {
    answer(route: string, body: unknown): Response;
  };
  const { answer } = wire;
  wire.answer = (route, body) => {
    const { key } = body as { key?: string };
    if (key !== 'request:r1') return answer(route, body);
    whenAsked();
    return Response.json({ code, message: 'no' }, { status });
  };
  return () => {
    wire.answer = answer;
  };
}

describe('an event', () => {
  test('has what was promised done, which is promised no more', async () => {
    await bench.run(({ commit }) => commit({ request: awaiting({ revision: 1 }) }));
    await promise();
    expect(await come()).toBeUndefined();
    expect(await entry()).toBeUndefined();
    const { rows } = await bench.run(({ projections }) => projections.read('r1'));
    expect(rows).not.toEqual([]);
    expect(logged()).toEqual([]);
  });

  test.each([[undefined], [{}], [{ outboxId: 7 }], ['p1']])(
    'that names no work (%o) does nothing but to say so',
    async (body) => {
      await promise();
      expect(await bench.run(() => work({ body } as never))).toBeUndefined();
      expect(await entry()).toMatchObject({ claimedUntil: 0, attempts: 0 });
      expect(logged()).toEqual([{ error: 'An event that names no work' }]);
    },
  );

  test('of what is done, or is another’s for now, does nothing', async () => {
    expect(await come()).toBeUndefined();
    await promise(project, { claimedUntil: bench.now() + MINUTE });
    const before = await entry();
    expect(await come()).toBeUndefined();
    expect(await entry()).toEqual(before);
  });

  test('keeps others from its work for as long as a claim holds', async () => {
    await promise();
    const at = bench.now();
    const claims: unknown[] = [];
    const undo = answering(429, 'TOO_MANY_REQUESTS', () =>
      claims.push(rowOf(bench.platform, outboxKey('p1'))?.claimedUntil),
    );
    await come();
    undo();
    expect(claims.length).toBeGreaterThan(0);
    for (const until of claims) expect(Number(until)).toBeGreaterThanOrEqual(at + CLAIM);
  });

  test.each<[WorkItem]>([
    [{ kind: 'provision', requestId: 'gone' }],
    [{ kind: 'notifyApprovers', requestId: 'gone' }],
    [{ kind: 'remindApprovers', requestId: 'gone' }],
    [{ kind: 'notifyOutcome', requestId: 'gone' }],
    [{ kind: 'notifyWithdrawn', requestId: 'gone' }],
    [
      {
        kind: 'notifyOverdue',
        requestId: 'gone',
        whom: 'approver',
        cause: 'siteUnavailable',
      } as never,
    ],
    [{ kind: 'project', requestId: 'gone' }],
    [{ kind: 'endDue' }],
    [{ kind: 'tryQueue' }],
  ])('about nothing that is there is over: %o', async (item) => {
    await promise(item);
    expect(await come()).toBeUndefined();
    expect(await entry()).toBeUndefined();
  });
});

describe('work that comes to nothing', () => {
  const failing = async (attempts: number, status: number, code: string) => {
    await promise(project, { attempts });
    const undo = answering(status, code);
    const at = bench.now();
    const answer = await come();
    undo();
    return { at, answer, entry: await entry() };
  };

  test('for a while is tried again by the queue, after a pause that grows', async () => {
    const { at, answer, entry } = await failing(0, 503, 'UNAVAILABLE');
    expect(answer).toMatchObject({
      _retry: true,
      retryOptions: { retryAfter: 10, retryReason: 'FUNCTION_RETRY_REQUEST' },
    });
    expect(entry).toMatchObject({ attempts: 1, claimedUntil: 0 });
    expect((entry?.dueAt ?? 0) - at).toBeGreaterThanOrEqual(10 * SECOND);
    expect((entry?.dueAt ?? 0) - at).toBeLessThan(12 * SECOND);
    expect(logged()).toEqual([
      { warn: 'Work failed and is tried again', outboxId: 'p1', code: 'UNAVAILABLE' },
    ]);
    expect(await note()).toBeUndefined();
  });

  test('and by the sweep, once the pause is longer than the queue waits', async () => {
    const seven = await failing(6, 429, 'TOO_MANY_REQUESTS');
    expect(seven.answer).toMatchObject({ retryOptions: { retryAfter: 640 } });
    await bench.run(({ outbox }) => outbox.done('p1'));
    const eight = await failing(7, 429, 'TOO_MANY_REQUESTS');
    expect(eight.answer).toBeUndefined();
    expect((eight.entry?.dueAt ?? 0) - eight.at).toBeGreaterThanOrEqual(1_280 * SECOND);
  });

  test('that no repetition mends waits for an hour, and for no event', async () => {
    const { at, answer, entry } = await failing(0, 400, 'MAX_SIZE');
    expect(answer).toBeUndefined();
    expect(entry).toMatchObject({ attempts: 1 });
    expect((entry?.dueAt ?? 0) - at).toBeGreaterThanOrEqual(HOUR);
    expect(logged()).toMatchObject([
      {
        error: 'Work failed, and no repetition will mend it',
        outboxId: 'p1',
        name: 'PlatformFailure',
        reason: 'Forge storage: no',
      },
    ]);
  });

  test('as something that it needs can’t be read is such', async () => {
    await bench.run(({ commit }) => commit({ request: awaiting({ revision: 1 }) }));
    poison(bench.platform, 'request', requestKey('r1'));
    await promise({ kind: 'notifyOutcome', requestId: 'r1' });
    expect(await come()).toBeUndefined();
    expect(await entry()).toMatchObject({ attempts: 1 });
    expect(logged()).toMatchObject([{ name: 'UnreadableRecord' }]);
  });

  test.each([
    [TOLD_FROM - 1, false],
    [TOLD_FROM, true],
  ])('for the time after %d is noted for admins: %s', async (attempts, isNoted) => {
    await failing(attempts, 429, 'TOO_MANY_REQUESTS');
    expect((await note()) !== undefined).toBe(isNoted);
    if (isNoted)
      expect(await note()).toMatchObject({
        kind: 'outbox',
        key: outboxKey('p1'),
        trouble: { trouble: 'failing', why: 'PlatformFailure TOO_MANY_REQUESTS' },
      });
  });

  test('but was done by another meanwhile is over', async () => {
    await promise();
    const gone = outboxKey('p1');
    const wire = bench.platform.forge.kvs as unknown as {
      answer(route: string, body: unknown): Response;
    };
    const done = () => wire.answer('/api/v1/entity/delete', { entityName: 'outbox', key: gone });
    const undo = answering(429, 'TOO_MANY_REQUESTS', () => void done());
    expect(await come()).toBeUndefined();
    undo();
    expect(await entry()).toBeUndefined();
    expect(logged()).toEqual([]);
  });

  test('as its promise can’t be read: ends are promised anew instead', async () => {
    await promise({ kind: 'endDue' }, { id: 'ends.1' });
    const key = outboxKey('ends.1');
    poison(bench.platform, 'outbox', key);
    expect(await come({ outboxId: 'ends.1' })).toBeUndefined();
    expect(await bench.run(() => asides.get(key))).toMatchObject({
      trouble: { trouble: 'unreadable' },
    });
    const others = keysOf(bench.platform, 'outbox').filter((one) => one !== key);
    expect(others).toEqual([expect.stringMatching(/^outbox:ends\.\d+$/)]);
  });
});
