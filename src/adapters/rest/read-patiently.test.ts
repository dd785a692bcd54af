import { expect, it } from 'vitest';
import { SiteFailure, type SiteFailureCode } from '#ports/site-failure';
import { type ReadOptions, readPatiently } from './read-patiently';

interface Failing {
  readonly code?: SiteFailureCode;
  readonly retryable?: boolean;
  readonly after?: number;
}

/** Reads of which the first ones fail so: how many were tried, how long was waited, and what came of it. */
async function read(
  failing: Failing,
  {
    times = Number.POSITIVE_INFINITY,
    ...options
  }: Omit<ReadOptions, 'clock'> & { times?: number } = {},
) {
  const waits: number[] = [];
  let now = 1_000_000;
  const clock = {
    now: () => now,
    sleep: async (wait: number) => {
      waits.push(wait);
      now += wait;
    },
  };
  const { code = 'siteUnavailable', retryable = true, after } = failing;
  let tried = 0;
  const came = await readPatiently({ clock, ...options }, async () => {
    tried += 1;
    if (tried > times) return { value: 'read' };
    return new SiteFailure(code, 'Not now', retryable, 500, after);
  }).catch((error: SiteFailure) => error.code);
  return { tried, waits, came };
}

it('is tried three times where a person waits, with growing waits between', async () => {
  expect(await read({}, { times: 2 })).toEqual({ tried: 3, waits: [500, 1_000], came: 'read' });
  expect(await read({})).toEqual({ tried: 3, waits: [500, 1_000], came: 'siteUnavailable' });
});

it('waits as long as the answer asks, and tells a person what takes longer than five seconds', async () => {
  expect(await read({ after: 5_000 }, { times: 1 })).toEqual({
    tried: 2,
    waits: [5_000],
    came: 'read',
  });
  expect(await read({ after: 5_001 })).toEqual({ tried: 1, waits: [], came: 'siteUnavailable' });
});

it('is not tried again where that would change nothing', async () => {
  expect(await read({ code: 'forbidden', retryable: false })).toMatchObject({
    tried: 1,
    waits: [],
  });
  // What is used up is not there in a moment, even where another invocation has some.
  expect(await read({ code: 'callsUsedUp' })).toMatchObject({ tried: 1, came: 'callsUsedUp' });
});

it('is tried where nobody waits as long as the patience lasts, at most every twenty seconds', async () => {
  const { tried, waits, came } = await read({}, { patience: 100_000 });
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000, 20_000]);
  expect([tried, came]).toEqual([10, 'siteUnavailable']);
  // A wait that ends as the patience does is not begun.
  expect(await read({ after: 30_000 }, { patience: 60_000 })).toMatchObject({ waits: [30_000] });
  expect(await read({ after: 30_000 }, { patience: 60_001 })).toMatchObject({
    waits: [30_000, 30_000],
  });
  expect(await read({ after: 60_001 }, { patience: 60_000 })).toMatchObject({ tried: 1 });
});

it('leaves the pause of a limit to whoever sends, where they keep it, and no other wait', async () => {
  const keepsPauses = { keepsPauses: true, times: 1 };
  expect(await read({ code: 'rateLimited', after: 3_000 }, keepsPauses)).toEqual({
    tried: 2,
    waits: [],
    came: 'read',
  });
  expect((await read({}, keepsPauses)).waits).toEqual([500]);
  expect((await read({ code: 'rateLimited', after: 3_000 }, { times: 1 })).waits).toEqual([3_000]);
});
