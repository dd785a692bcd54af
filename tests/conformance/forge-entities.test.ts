import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Filter, FilterConditions, ForgeKvsAPIError, kvs, Sort, WhereConditions } from '@forge/kvs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ForgeManifest } from '../../local/forge/forge';
import { type ForgeBench, manifest, openBench } from '../support/forge-bench';

interface Book {
  title?: string;
  author?: string;
  year?: number;
  price?: number;
  inPrint?: boolean;
  notes?: unknown;
}

type Filtered = ReturnType<Filter<Book>['and']> | ReturnType<Filter<Book>['or']>;

const book = () => kvs.entity<Book>('book');
const byAuthor = (author: string) =>
  book()
    .query()
    .index('by-author', { partition: [author] });

let bench: ForgeBench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

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

const keysOf = ({ results }: { results: readonly { key: string }[] }) =>
  results.map(({ key }) => key);

async function shelve() {
  await bench.run(async () => {
    await book().set('emma', { author: 'Austen', title: 'Emma', year: 1815, inPrint: true });
    await book().set('pride', { author: 'Austen', title: 'Pride and Prejudice', year: 1813 });
    await book().set('sense', { author: 'Austen', title: 'Sense and Sensibility', year: 1811 });
    await book().set('sanditon', { author: 'Austen', title: 'Sanditon', notes: ['unfinished'] });
    await book().set('jane', { author: 'Brontë', title: 'Jane Eyre', year: 1847, price: 9.5 });
    await book().set('nameless', { year: 1900, price: 12 });
  });
}

describe('an entity', () => {
  test('is apart from others and from plain keys of the same name', async () => {
    await bench.run(async () => {
      await kvs.set('left', 'plain');
      await kvs.entity('shelf').set('left', { place: 'left wall' });
      await book().set('left', { title: 'Left' });
      expect(await kvs.get('left')).toBe('plain');
      expect(await kvs.entity('shelf').get('left')).toEqual({ place: 'left wall' });
      await kvs.entity('shelf').delete('left');
      expect(await kvs.entity('shelf').get('left')).toBeUndefined();
      expect(await book().get('left')).toEqual({ title: 'Left' });
    });
  });

  test.each([
    [
      'an entity that the manifest lacks',
      () => kvs.entity('poem').set('k', {}),
      'SCHEMA_NOT_FOUND',
      404,
    ],
    [
      'an attribute that it lacks',
      () => book().set('k', { weight: 1 } as Book),
      'INVALID_ENTITY_ATTRIBUTE',
      400,
    ],
    [
      'a value that is no object',
      () => book().set('k', 'Emma' as Book),
      'INVALID_ENTITY_VALUE',
      400,
    ],
    [
      'a number for a string',
      () => book().set('k', { title: 1 as never }),
      'INCORRECT_PROPERTY_TYPE',
      400,
    ],
    ['a blank string', () => book().set('k', { title: ' ' }), 'INVALID_ENTITY_VALUE', 400],
    ['a part of an integer', () => book().set('k', { year: 1.5 }), 'INCORRECT_PROPERTY_TYPE', 400],
    [
      'an integer of more than 32 bits',
      () => book().set('k', { year: 2 ** 31 }),
      'INCORRECT_PROPERTY_TYPE',
      400,
    ],
    [
      'a float too small to keep',
      () => book().set('k', { price: 1e-131 }),
      'INCORRECT_PROPERTY_TYPE',
      400,
    ],
    [
      'a text for a boolean',
      () => book().set('k', { inPrint: 'yes' as never }),
      'INCORRECT_PROPERTY_TYPE',
      400,
    ],
    ['null for anything', () => book().set('k', { notes: null }), 'INCORRECT_PROPERTY_TYPE', 400],
    ['an empty key', () => book().set('', {}), 'EMPTY_KEY', 400],
    [
      'FAIL_IF_EXISTS on what is there',
      () => book().set('emma', {}, { keyPolicy: 'FAIL_IF_EXISTS' }),
      'KEY_CONFLICT',
      409,
    ],
  ])('%s is refused', async (_, call, code, status) => {
    await bench.run(() => book().set('emma', { title: 'Emma' }));
    expect(await refusal(call)).toMatchObject({ code, status });
    expect(bench.forge.kvs.entries()).toHaveLength(1);
  });

  test('takes times in milliseconds as floats, and any JSON as any', async () => {
    const value = { price: Date.UTC(2026, 0), year: -(2 ** 31), notes: { a: [null, { b: 1 }] } };
    await bench.run(async () => {
      await book().set('k', value);
      expect(await book().get('k')).toEqual(value);
    });
  });
});

describe('a query', () => {
  beforeEach(shelve);

  test('answers a partition in the order of its range, without those that have no place in it', async () => {
    await bench.run(async () => {
      expect(keysOf(await byAuthor('Austen').getMany())).toEqual(['sense', 'pride', 'emma']);
      expect(keysOf(await byAuthor('Austen').sort(Sort.DESC).getMany())).toEqual([
        'emma',
        'pride',
        'sense',
      ]);
      expect(keysOf(await byAuthor('Nobody').getMany())).toEqual([]);
      const all = book().query().index('year');
      expect(keysOf(await all.getMany())).toEqual(['sense', 'pride', 'emma', 'jane', 'nameless']);
      expect((await byAuthor('Brontë').getOne())?.value.title).toBe('Jane Eyre');
    });
  });

  test.each([
    ['equalTo', WhereConditions.equalTo(1813), ['pride']],
    ['greaterThan', WhereConditions.greaterThan(1813), ['emma']],
    ['greaterThanEqualTo', WhereConditions.greaterThanEqualTo(1813), ['pride', 'emma']],
    ['lessThan', WhereConditions.lessThan(1813), ['sense']],
    ['lessThanEqualTo', WhereConditions.lessThanEqualTo(1813), ['sense', 'pride']],
    ['between', WhereConditions.between(1812, 1815), ['pride', 'emma']],
  ])('%s narrows the range', async (_, condition, expected) => {
    const page = await bench.run(() => byAuthor('Austen').where(condition).getMany());
    expect(keysOf(page)).toEqual(expected);
  });

  test('beginsWith narrows a range of texts; partitions can have several parts', async () => {
    await bench.run(async () => {
      await book().set('persuasion', { author: 'Austen', title: 'Persuasion', inPrint: true });
      const inPrint = () =>
        book()
          .query()
          .index('by-author-and-print', { partition: ['Austen', true] });
      expect(keysOf(await inPrint().getMany())).toEqual(['emma', 'persuasion']);
      const beginning = await inPrint().where(WhereConditions.beginsWith('Per')).getMany();
      expect(keysOf(beginning)).toEqual(['persuasion']);
    });
  });

  test('every entity has an index by key', async () => {
    const page = await bench.run(() => book().query().index('by-key').limit(2).getMany());
    expect(keysOf(page)).toEqual(['emma', 'jane']);
  });

  test('in a range of any type, numbers and texts have nothing to do with each other', async () => {
    await bench.run(async () => {
      await book().set('n1', { author: 'X', notes: 1 });
      await book().set('n10', { author: 'X', notes: 10 });
      await book().set('t', { author: 'X', notes: '5' });
      const query = () =>
        book()
          .query()
          .index('by-notes', { partition: ['X'] });
      expect(keysOf(await query().where(WhereConditions.greaterThan(0)).getMany())).toEqual([
        'n1',
        'n10',
      ]);
      expect(keysOf(await query().where(WhereConditions.lessThan('9')).getMany())).toEqual(['t']);
    });
  });

  test('pages follow each other to the end, both ways, also where values are equal', async () => {
    await bench.run(async () => {
      for (let number = 0; number < 25; number += 1) {
        await book().set(`b${number}`, { author: 'Same', year: 2000 + (number % 3) });
      }
      for (const order of [Sort.ASC, Sort.DESC]) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const query = byAuthor('Same').sort(order).limit(7);
          const page = await (cursor === undefined ? query : query.cursor(cursor)).getMany();
          seen.push(...keysOf(page));
          cursor = page.nextCursor;
        } while (cursor !== undefined);
        expect(new Set(seen).size).toBe(25);
        expect(seen).toHaveLength(25);
      }
      expect((await byAuthor('Same').getMany()).results).toHaveLength(10);
    });
  });

  test.each<[string, Filtered, string[]]>([
    ['exists', new Filter<Book>().and('inPrint', FilterConditions.exists()), ['emma']],
    [
      'notExists',
      new Filter<Book>().and('inPrint', FilterConditions.notExists()),
      ['sense', 'pride'],
    ],
    ['equalTo', new Filter<Book>().and('title', FilterConditions.equalTo('Emma')), ['emma']],
    [
      'notEqualTo',
      new Filter<Book>().and('title', FilterConditions.notEqualTo('Emma')),
      ['sense', 'pride'],
    ],
    ['beginsWith', new Filter<Book>().and('title', FilterConditions.beginsWith('P')), ['pride']],
    [
      'contains',
      new Filter<Book>().and('title', FilterConditions.contains('and')),
      ['sense', 'pride'],
    ],
    ['notContains', new Filter<Book>().and('title', FilterConditions.notContains('and')), ['emma']],
    [
      'between',
      new Filter<Book>().and('year', FilterConditions.between(1811, 1813)),
      ['sense', 'pride'],
    ],
    [
      'and',
      new Filter<Book>()
        .and('title', FilterConditions.contains('and'))
        .and('year', FilterConditions.greaterThan(1811)),
      ['pride'],
    ],
    [
      'or',
      new Filter<Book>()
        .or('title', FilterConditions.equalTo('Emma'))
        .or('year', FilterConditions.lessThanEqualTo(1811)),
      ['sense', 'emma'],
    ],
  ])('filter %s', async (_, filter, expected) => {
    const page = await bench.run(() => byAuthor('Austen').filters(filter).getMany());
    expect(keysOf(page)).toEqual(expected);
  });

  test('a page is read before it is filtered: it can be empty and have more behind it', async () => {
    const filter = new Filter<Book>().and('title', FilterConditions.equalTo('Emma'));
    const first = await bench.run(() => byAuthor('Austen').filters(filter).limit(2).getMany());
    expect(first.results).toEqual([]);
    const cursor = String(first.nextCursor);
    const second = await bench.run(() =>
      byAuthor('Austen').filters(filter).limit(2).cursor(cursor).getMany(),
    );
    expect(keysOf(second)).toEqual(['emma']);
  });

  test('sees a write at once, or as late as it is told to; get and conditions always at once', async () => {
    bench.forge.faults.queryLag = 5_000;
    await bench.run(async () => {
      await book().set('late', { author: 'Austen', year: 1817 });
      await book().delete('emma');
      expect(await book().get('late')).toBeDefined();
      expect(keysOf(await byAuthor('Austen').getMany())).toEqual(['sense', 'pride']);
    });
    await bench.clock.advance(5_000);
    await bench.run(async () => {
      expect(keysOf(await byAuthor('Austen').getMany())).toEqual(['sense', 'pride', 'late']);
    });
  });

  const many = (count: number) => {
    const filter = new Filter<Book>();
    return Array.from({ length: count }).reduce<ReturnType<typeof filter.and>>(
      (before) => before.and('year', FilterConditions.exists()),
      filter.and('year', FilterConditions.exists()),
    );
  };
  test.each<[string, () => Promise<unknown>, string]>([
    [
      'an index that there is not',
      () => book().query().index('by-weight').getMany(),
      'INVALID_ENTITY_INDEX',
    ],
    [
      'a partition left out',
      () => book().query().index('by-author').getMany(),
      'QUERY_WHERE_INVALID',
    ],
    ['a partition of another type', () => byAuthor(1 as never).getMany(), 'QUERY_WHERE_INVALID'],
    [
      'a page of 101',
      () => byAuthor('A').limit(101).getMany(),
      'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE',
    ],
    [
      'a range of another type',
      () => byAuthor('A').where(WhereConditions.equalTo('1')).getMany(),
      'INVALID_FILTER_VALUES',
    ],
    [
      'beginsWith on a number',
      () => byAuthor('A').where(WhereConditions.beginsWith(18)).getMany(),
      'INVALID_FILTER_CONDITION',
    ],
    [
      'a filter as a range',
      () =>
        byAuthor('A')
          .where(FilterConditions.exists() as never)
          .getMany(),
      'INVALID_FILTER_CONDITION',
    ],
    [
      'between with one end',
      () =>
        byAuthor('A')
          .where({ condition: 'BETWEEN', values: [1] } as never)
          .getMany(),
      'INSUFFICIENT_FILTER_VALUES',
    ],
    [
      'a filter on an attribute that there is not',
      () =>
        byAuthor('A')
          .filters(new Filter<never>().and('weight' as never, FilterConditions.exists()) as never)
          .getMany(),
      'INVALID_ENTITY_ATTRIBUTE',
    ],
    ['over 100 conditions', () => byAuthor('A').filters(many(100)).getMany(), 'BAD_REQUEST'],
    [
      'a cursor that was not handed out',
      () => byAuthor('A').cursor('?').getMany(),
      'QUERY_WHERE_INVALID',
    ],
  ])('%s is refused', async (_, call, code) => {
    expect(await refusal(call)).toMatchObject({ code, status: 400 });
  });
});

describe('a transaction', () => {
  const revision = (year: number) => ({
    entityName: 'book',
    conditions: new Filter<Book>().and('year', FilterConditions.equalTo(year)),
  });
  const isNew = {
    entityName: 'book',
    conditions: new Filter<Book>().and('year', FilterConditions.notExists()),
  };

  test('does all of it, over entities and plain keys', async () => {
    await bench.run(async () => {
      await kvs.set('old', 1);
      await book().set('emma', { year: 1 });
      await kvs
        .transact()
        .set<Book>('emma', { year: 2 }, revision(1))
        .set<Book>('pride', { year: 1 }, isNew)
        .set('count', 2)
        .delete('old')
        .execute();
      expect(await book().get('emma')).toEqual({ year: 2 });
      expect(await book().get('pride')).toEqual({ year: 1 });
      expect([await kvs.get('count'), await kvs.get('old')]).toEqual([2, undefined]);
    });
    expect(bench.forge.kvs.metered.writeUnits).toBe(3);
  });

  test('makes a record that is not there or, as told, meets no condition by it', async () => {
    const make = (key: string) => kvs.transact().set<Book>(key, { year: 1 }, isNew).execute();
    bench.forge.faults.absenceMeetsNothing = true;
    expect(await refusal(() => make('emma'))).toMatchObject({ code: 'CONDITIONAL_CHECK_FAILED' });
    await bench.run(() => book().set('emma', { price: 2 }));
    await bench.run(() => make('emma'));
    bench.forge.faults.absenceMeetsNothing = false;
    await bench.run(() => make('pride'));
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'a revision that has moved on',
      () => kvs.transact().set('n', 1).set<Book>('emma', { year: 3 }, revision(1)).execute(),
    ],
    [
      'a record that should not be there',
      () => kvs.transact().set('n', 1).set<Book>('emma', { year: 1 }, isNew).execute(),
    ],
    [
      'a record that is not there',
      () => kvs.transact().set('n', 1).check('pride', revision(1)).execute(),
    ],
    ['a deletion', () => kvs.transact().set('n', 1).delete('emma', revision(1)).execute()],
  ])('does nothing where a condition does not hold: %s', async (_, call) => {
    await bench.run(() => book().set('emma', { year: 2 }));
    expect(await refusal(call)).toEqual({
      code: 'CONDITIONAL_CHECK_FAILED',
      status: 400,
      message: 'Request failed due to conditional check specified or optimistic locking',
    });
    expect(bench.forge.kvs.entries()).toEqual([
      { entity: 'book', key: 'emma', value: { year: 2 } },
    ]);
  });

  test('of two that read the same revision, one is written', async () => {
    await bench.run(() => book().set('emma', { year: 1 }));
    const outcomes = await bench.run(() =>
      Promise.allSettled(
        [1, 2, 3].map((price) =>
          kvs.transact().set<Book>('emma', { year: 2, price }, revision(1)).execute(),
        ),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ]);
  });

  test.each<[string, () => Promise<unknown>, string, number]>([
    [
      '26 operations',
      () => {
        const transaction = kvs.transact();
        for (let number = 0; number < 26; number += 1) transaction.set(`k${number}`, number);
        return transaction.execute();
      },
      'UNPROCESSABLE_ENTITY',
      422,
    ],
    [
      'a key twice',
      () => kvs.transact().set('k', 1).delete('k').execute(),
      'KEY_DUPLICATION_ERROR',
      400,
    ],
    ['nothing', () => kvs.transact().execute(), 'INVALID_TRANSACTION_REQUEST', 400],
    [
      'a key that none can be',
      () => kvs.transact().set('k', 1).set('a/b', 1).execute(),
      'INVALID_KEY',
      400,
    ],
    [
      'a value of the wrong type',
      () => kvs.transact().set('k', 1).set('e', { year: '1' }, { entityName: 'book' }).execute(),
      'INCORRECT_PROPERTY_TYPE',
      400,
    ],
    [
      'an unknown entity',
      () => kvs.transact().set('k', 1).set('e', {}, { entityName: 'poem' }).execute(),
      'SCHEMA_NOT_FOUND',
      404,
    ],
    [
      'a condition on a plain key',
      () =>
        kvs
          .transact()
          .set('k', 1, { conditions: revision(1).conditions } as never)
          .execute(),
      'BAD_REQUEST',
      400,
    ],
    [
      'more than 4 MB',
      () => {
        const transaction = kvs.transact();
        for (let number = 0; number < 20; number += 1) {
          transaction.set(`k${number}`, 'x'.repeat(230 * 1024));
        }
        return transaction.execute();
      },
      'MAX_SIZE',
      400,
    ],
  ])('is refused with %s, and does nothing', async (_, call, code, status) => {
    expect(await refusal(call)).toMatchObject({ code, status });
    expect(bench.forge.kvs.entries()).toEqual([]);
  });

  test('takes the same key of different entities, and 25 operations', async () => {
    await bench.run(async () => {
      const transaction = kvs.transact().set('k', 1).set('k', { year: 1 }, { entityName: 'book' });
      for (let number = 0; number < 23; number += 1) transaction.set(`k${number}`, number);
      await transaction.execute();
    });
    expect(bench.forge.kvs.entries()).toHaveLength(25);
  });
});

test('a manifest that could not be deployed is refused when the platform opens', () => {
  const withEntity = (definition: object): ForgeManifest => ({
    ...manifest,
    app: {
      ...manifest.app,
      storage: { entities: [{ name: 'e', attributes: { a: { type: 'string' } }, ...definition }] },
    },
  });
  const opening = (definition: object) => () => openBench({ manifest: withEntity(definition) });
  expect(opening({ indexes: ['b'] })).toThrow('of no attribute: "b"');
  expect(opening({ indexes: [{ name: 'i', range: ['a', 'a'] }] })).toThrow(
    'may have one attribute',
  );
  const names = Array.from({ length: 8 }, (_, number) => ({ name: `i${number}`, range: ['a'] }));
  expect(opening({ indexes: names })).toThrow('may have 7 indexes');
});

test('an index that the manifest has gained is built from what is stored', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forge-index-'));
  try {
    const databaseFile = `${folder}/site.sqlite`;
    const before = openBench({ databaseFile });
    await before.run(() => kvs.entity('shelf').set('left', { place: 'wall' }));
    await before.close();
    const entities = (manifest.app.storage?.entities ?? []).map((entity) =>
      entity.name === 'shelf' ? { ...entity, indexes: ['place'] } : entity,
    );
    const grown = { ...manifest, app: { ...manifest.app, storage: { entities } } };
    const after = openBench({ databaseFile, manifest: grown });
    const page = await after.run(() => kvs.entity('shelf').query().index('place').getMany());
    expect(keysOf(page)).toEqual(['left']);
    await after.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
