import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForgeKvsAPIError, kvs, MetadataField, WhereConditions } from '@forge/kvs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ForgeBench, openBench } from '../support/forge-bench';

const HOUR = 60 * 60 * 1_000;

let bench: ForgeBench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

/** Code and status that a call inside an invocation is refused with. */
async function refusal(call: () => Promise<unknown>) {
  const error = await bench.run(() =>
    call().then(
      () => undefined,
      (thrown: unknown) => thrown,
    ),
  );
  expect(error).toBeInstanceOf(ForgeKvsAPIError);
  const { code, message, responseDetails } = error as ForgeKvsAPIError;
  return { code, message, status: responseDetails.status };
}

describe('plain keys', () => {
  test('are set, read, overwritten and deleted; JSON goes in and comes out', async () => {
    await bench.run(async () => {
      expect(await kvs.get('shelf')).toBeUndefined();
      for (const value of [{ a: [1, null, { b: true }] }, [], 'text', 0, false]) {
        await kvs.set('shelf', value);
        expect(await kvs.get('shelf')).toEqual(value);
      }
      await kvs.set('shelf', { at: new Date(0), left: undefined });
      expect(await kvs.get('shelf')).toEqual({ at: '1970-01-01T00:00:00.000Z' });
      await kvs.delete('shelf');
      expect(await kvs.get('shelf')).toBeUndefined();
      await kvs.delete('shelf');
    });
  });

  test('times of a record are told when asked for', async () => {
    const before = bench.clock.now();
    await bench.run(() => kvs.set('shelf', 1));
    await bench.clock.advance(HOUR);
    await bench.run(async () => {
      await kvs.set('shelf', 2, { keyPolicy: 'OVERRIDE', ttl: { value: 1, unit: 'DAYS' } });
      const { CREATED_AT, UPDATED_AT, EXPIRE_TIME } = MetadataField;
      const plain = await kvs.get('shelf', { metadataFields: [] });
      expect(plain).toEqual({ key: 'shelf', value: 2 });
      const told = (await kvs.get('shelf', {
        metadataFields: [CREATED_AT, UPDATED_AT, EXPIRE_TIME],
      })) as { createdAt: number; updatedAt: number; expireTime: string };
      expect(told.createdAt).toBeGreaterThanOrEqual(before);
      expect(told.updatedAt - told.createdAt).toBeGreaterThanOrEqual(HOUR);
      expect(Date.parse(told.expireTime)).toBe(told.updatedAt + 24 * HOUR);
    });
  });

  test('FAIL_IF_EXISTS refuses what is there; OVERRIDE can return what was or is', async () => {
    await bench.run(() => kvs.set('shelf', 'first', { keyPolicy: 'FAIL_IF_EXISTS' }));
    expect(
      await refusal(() => kvs.set('shelf', 'second', { keyPolicy: 'FAIL_IF_EXISTS' })),
    ).toMatchObject({ code: 'KEY_CONFLICT', status: 409 });
    await bench.run(async () => {
      const override = (returnValue: 'PREVIOUS' | 'LATEST', value: string) =>
        kvs.set('shelf', value, { keyPolicy: 'OVERRIDE', returnValue });
      expect(await override('PREVIOUS', 'third')).toEqual({ key: 'shelf', value: 'first' });
      expect(await override('LATEST', 'fourth')).toEqual({ key: 'shelf', value: 'fourth' });
      await kvs.delete('shelf');
      expect(await override('PREVIOUS', 'fifth')).toBeUndefined();
    });
    const both = { keyPolicy: 'FAIL_IF_EXISTS', returnValue: 'LATEST' } as never;
    expect(await refusal(() => kvs.set('shelf', 'sixth', both))).toMatchObject({
      code: 'INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION',
      status: 400,
    });
  });

  test('what has expired stays readable for 48 hours, then is gone', async () => {
    await bench.run(() =>
      kvs.set('brief', 1, { keyPolicy: 'OVERRIDE', ttl: { value: 1, unit: 'HOURS' } }),
    );
    await bench.clock.advance(2 * HOUR);
    expect(await bench.run(() => kvs.get('brief'))).toBe(1);
    await bench.clock.advance(47 * HOUR + 60_000);
    expect(await bench.run(() => kvs.get('brief'))).toBeUndefined();
    expect(bench.forge.kvs.entries()).toEqual([]);
  });

  test('a secret is apart from a key of its name, and from what can be looked at', async () => {
    await bench.run(async () => {
      await kvs.set('token', 'plain');
      await kvs.setSecret('token', 'hidden');
      expect(await kvs.getSecret('token')).toBe('hidden');
      expect(await kvs.get('token')).toBe('plain');
      const { results } = await kvs
        .query()
        .where('key', WhereConditions.beginsWith('tok'))
        .getMany();
      expect(results).toEqual([{ key: 'token', value: 'plain' }]);
      await kvs.setSecret('token', 'newer');
    });
    expect(bench.forge.kvs.secretKeys()).toEqual(['token']);
    expect(JSON.stringify([bench.forge.kvs.entries(), bench.forge.log])).not.toContain('newer');
    await bench.run(() => kvs.deleteSecret('token'));
    expect(await bench.run(() => kvs.getSecret('token'))).toBeUndefined();
    expect(await bench.run(() => kvs.get('token'))).toBe('plain');
  });

  test('are queried by how they begin, in their order, page by page', async () => {
    await bench.run(async () => {
      for (let number = 0; number < 23; number += 1) {
        await kvs.set(`book-${String(number).padStart(2, '0')}`, number);
      }
      await kvs.set('bool', 'no book');
      await kvs.set('a', 'before');
      const query = () => kvs.query().where('key', WhereConditions.beginsWith('book-'));
      const first = await query().getMany();
      expect(first.results.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const second = await query().cursor(String(first.nextCursor)).limit(13).getMany();
      expect(second.results.map(({ value }) => value).at(0)).toBe(10);
      expect(second.results).toHaveLength(13);
      expect(second.nextCursor).toBeUndefined();
      expect(await query().getOne()).toEqual({ key: 'book-00', value: 0 });
      expect((await kvs.query().limit(100).getMany()).results).toHaveLength(25);
    });
  });
});

describe('limits', () => {
  const nested = (depth: number): object => (depth === 1 ? {} : { inner: nested(depth - 1) });
  const ttl = (value: number, unit: 'SECONDS' | 'DAYS' = 'DAYS') =>
    ({ keyPolicy: 'OVERRIDE', ttl: { value, unit } }) as const;

  test.each([
    ['an empty key', () => kvs.set('', 1), 'KEY_TOO_SHORT'],
    ['a key of 501 characters', () => kvs.set('k'.repeat(501), 1), 'KEY_TOO_LONG'],
    ['a key with a character that none has', () => kvs.set('a/b', 1), 'INVALID_KEY'],
    ['a key of blanks', () => kvs.get('  '), 'INVALID_KEY'],
    ['a value over 240 KiB', () => kvs.set('k', 'x'.repeat(240 * 1024)), 'MAX_SIZE'],
    ['a value 32 levels deep', () => kvs.set('k', nested(32)), 'MAX_DEPTH'],
    ['no value', () => kvs.set('k', undefined as never), 'BAD_REQUEST'],
    ['a time to live of 0', () => kvs.set('k', 1, ttl(0)), 'INVALID_TTL'],
    ['a time to live of a part', () => kvs.set('k', 1, ttl(1.5)), 'INVALID_TTL'],
    ['a time to live over a year', () => kvs.set('k', 1, ttl(367)), 'INVALID_TTL'],
    ['a page of 101', () => kvs.query().limit(101).getMany(), 'LIST_QUERY_LIMIT_EXCEEDED'],
    ['a page of none', () => kvs.query().limit(0).getMany(), 'LIST_QUERY_LIMIT_EXCEEDED'],
    [
      'another condition than the beginning of the key',
      () =>
        kvs
          .query()
          .where('key', { condition: 'EQUAL_TO', values: ['k'] } as never)
          .getMany(),
      'QUERY_WHERE_INVALID',
    ],
  ])('%s is refused', async (_, call, code) => {
    expect(await refusal(call)).toMatchObject({ code, status: 400 });
    expect(bench.forge.kvs.entries()).toEqual([]);
  });

  test('what is just within them is taken', async () => {
    await bench.run(async () => {
      await kvs.set('k'.repeat(500), 1);
      await kvs.set('K 0:._-#', 'x'.repeat(240 * 1024 - 2));
      await kvs.set('deep', nested(31));
      await kvs.set('brief', 1, ttl(1, 'SECONDS'));
      await kvs.query().limit(100).getMany();
    });
  });

  test('a minute has 4,000 units of 10 KB to write, and as many to read', async () => {
    const big = 'x'.repeat(200 * 1024);
    await bench.run(async () => {
      for (let written = 0; written < 4_000; written += 21) await kvs.set('big', big);
    });
    expect(bench.forge.kvs.metered.writeUnits).toBe(191 * 21);
    const tooMany = { code: 'TOO_MANY_REQUESTS', status: 429 };
    expect(await refusal(() => kvs.set('small', 1))).toMatchObject(tooMany);
    await bench.run(async () => {
      for (let read = 0; read < 4_000; read += 21) await kvs.get('big');
    });
    expect(await refusal(() => kvs.get('small'))).toMatchObject(tooMany);
    await bench.clock.advance(60_000);
    await bench.run(() => kvs.set('small', 1));
    expect(bench.forge.kvs.metered.calls['/api/v1/get']).toBe(192);
  });
});

describe('batches', () => {
  test('do what can be done, and tell the rest', async () => {
    await bench.run(async () => {
      const written = await kvs.batchSet([
        { key: 'one', value: 1 },
        { key: 'b/d', value: 2 },
        { key: 'three', value: { title: 'Three' }, entityName: 'book' },
        { key: 'four', value: { title: 4 }, entityName: 'book' },
      ] as never);
      expect(written.successfulKeys).toEqual([
        { key: 'one' },
        { key: 'three', entityName: 'book' },
      ]);
      expect(written.failedKeys).toMatchObject([
        { key: 'b/d', error: { code: 'INVALID_KEY' } },
        { key: 'four', entityName: 'book', error: { code: 'INCORRECT_PROPERTY_TYPE' } },
      ]);
      const read = await kvs.batchGet([
        { key: 'one' },
        { key: 'three', entityName: 'book' },
        { key: 'none' },
      ] as never);
      expect(read.successfulKeys).toEqual([
        { key: 'one', value: 1 },
        { key: 'three', entityName: 'book', value: { title: 'Three' } },
      ]);
      expect(read.failedKeys).toMatchObject([{ key: 'none', error: { code: 'KEY_NOT_FOUND' } }]);
      const gone = await kvs.batchDelete([{ key: 'one' }, { key: 'none' }] as never);
      expect(gone).toEqual({ successfulKeys: [{ key: 'one' }, { key: 'none' }], failedKeys: [] });
      expect(await kvs.get('one')).toBeUndefined();
    });
  });

  test('are refused whole when too many, doubled or empty', async () => {
    const items = (count: number) =>
      Array.from({ length: count }, (_, number) => ({ key: `k${number}`, value: number }));
    expect(await refusal(() => kvs.batchSet(items(26)))).toEqual({
      code: 'TOO_MANY_BATCH_ENTITIES',
      status: 400,
      message:
        'Number of entities to set was 26, but you can only set a maximum of 25 entities at a time.',
    });
    expect(await refusal(() => kvs.batchSet([...items(2), ...items(1)]))).toMatchObject({
      code: 'KEY_DUPLICATION_ERROR',
    });
    expect(await refusal(() => kvs.batchGet([]))).toMatchObject({ code: 'BAD_REQUEST' });
    expect(bench.forge.kvs.entries()).toEqual([]);
    await bench.run(() => kvs.batchSet(items(25)));
    expect(bench.forge.kvs.metered.writeUnits).toBe(1);
  });
});

test('what is stored outlives the process, secrets and indexes included', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forge-kvs-'));
  try {
    const databaseFile = join(folder, 'site.sqlite');
    const before = openBench({ databaseFile });
    await before.run(async () => {
      await kvs.set('shelf', { place: 'left' });
      await kvs.setSecret('token', 'hidden');
      await kvs.entity('book').set('emma', { author: 'Austen', year: 1815 });
    });
    await before.close();
    const after = openBench({ databaseFile });
    await after.run(async () => {
      expect(await kvs.get('shelf')).toEqual({ place: 'left' });
      expect(await kvs.getSecret('token')).toBe('hidden');
      const { results } = await kvs
        .entity('book')
        .query()
        .index('by-author', { partition: ['Austen'] })
        .getMany();
      expect(results.map(({ key }) => key)).toEqual(['emma']);
    });
    await after.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
