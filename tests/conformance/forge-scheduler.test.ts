import { asUser, NeedsAuthenticationError, route } from '@forge/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ForgeBench, manifest, openBench } from '../support/forge-bench';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let bench: ForgeBench;
let runs: unknown[][];
beforeEach(() => {
  bench = openBench();
  runs = [];
  bench.app.takeStock = async (...parameters: unknown[]) => {
    runs.push(parameters);
  };
});
afterEach(() => bench.close());

async function pass(milliseconds: number): Promise<void> {
  await bench.clock.advance(milliseconds);
  await bench.forge.settle();
}

describe('a scheduled trigger', () => {
  test('runs first five minutes after installation, then at its interval', async () => {
    const [hourly, daily] = bench.forge.scheduler.next();
    expect(hourly?.moduleKey).toBe('stocktaking');
    await pass(4 * MINUTE);
    expect(runs).toHaveLength(0);
    await pass(MINUTE);
    expect(runs).toHaveLength(2);
    const next = Object.fromEntries(
      bench.forge.scheduler.next().map(({ moduleKey, at }) => [moduleKey, at]),
    );
    expect(next.stocktaking).toBe(Number(hourly?.at) + HOUR);
    expect(next.inventory).toBe(Number(daily?.at) + 24 * HOUR);
    await pass(HOUR);
    expect(runs).toHaveLength(3);
  });

  test('that has missed several of its times runs once, and keeps its rhythm', async () => {
    const first = Number(bench.forge.scheduler.next()[0]?.at);
    await pass(5 * MINUTE);
    runs = [];
    await pass(7.5 * HOUR);
    expect(runs).toHaveLength(1);
    const stocktaking = bench.forge.scheduler
      .next()
      .find(({ moduleKey }) => moduleKey === 'stocktaking');
    expect(stocktaking?.at).toBe(first + 8 * HOUR);
  });

  test('gets its site and module, and no user', async () => {
    await bench.forge.scheduler.run('stocktaking');
    expect(runs).toEqual([
      [
        {
          context: { cloudId: 'cloud-1', moduleKey: 'stocktaking' },
          contextToken: expect.any(String),
        },
        { installContext: 'ari:cloud:jira::site/cloud-1', license: undefined },
      ],
    ]);
    let error: unknown;
    bench.app.takeStock = async () => {
      error = await asUser()
        .requestJira(route`/rest/api/3/myself`)
        .catch((thrown: unknown) => thrown);
    };
    await bench.forge.scheduler.run('stocktaking');
    expect(error).toBeInstanceOf(NeedsAuthenticationError);
    expect(bench.productCalls).toEqual([]);
  });

  test('that throws is not run again before its next time, and is logged', async () => {
    bench.app.takeStock = async () => {
      runs.push([]);
      throw new Error('Lost count');
    };
    await bench.forge.scheduler.run('stocktaking');
    await bench.forge.settle();
    await pass(MINUTE);
    expect(runs).toHaveLength(1);
    expect(bench.forge.log).toMatchObject([{ level: 'error', text: 'Error: Lost count' }]);
  });

  test('that there is not cannot be run', async () => {
    await expect(bench.forge.scheduler.run('nobody')).rejects.toThrow(
      'The manifest has no scheduled trigger "nobody"',
    );
  });
});

test.each([
  ['an interval that there is not', [{ key: 'a', function: 'stocktaking', interval: 'minute' }]],
  [
    'two of five minutes',
    ['a', 'b'].map((key) => ({ key, function: 'stocktaking', interval: 'fiveMinute' })),
  ],
  [
    'six',
    ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => ({
      key,
      function: 'stocktaking',
      interval: 'day',
    })),
  ],
])('a manifest with %s is refused', (_, scheduledTrigger) => {
  const modules = { ...manifest.modules, scheduledTrigger };
  expect(() => openBench({ manifest: { ...manifest, modules } })).toThrow(/scheduled trigger/);
});
