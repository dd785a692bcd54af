import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  EFFECTS_PER_LOOK,
  LOOK_VALID_FOR,
  LOOK_VALID_FOR_AGAIN,
  type LookedAgain,
  SLOW_LOOK_VALID_FOR,
  Watch,
} from './watch';

const REAL = { now: () => Date.now(), sleep: async () => {} };
const STILL = { now: () => 0, sleep: async () => {} };

const rest = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** So many effects, a handful under way at once, until the watch lets no more through. */
async function sendAll(watch: Watch, effects: number, send: () => Promise<void>) {
  let left = effects;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      if ((await watch.mayPass(false)) === undefined) return;
      await send();
    }
  };
  await Promise.all(Array.from({ length: EFFECTS_PER_LOOK }, work));
}

describe('a watch', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    { effect: 300, look: 300, seconds: 6 },
    { effect: 300, look: 100, seconds: 6 },
    { effect: 100, look: 300, seconds: 5.8 },
  ])(
    'of 100 effects of $effect ms, with looks of $look ms, keeps none waiting but for its looks',
    async ({ effect, look, seconds }) => {
      let looks = 0;
      const begun = Date.now();
      const watch = new Watch(REAL, {
        lookedAt: begun,
        expected: 100,
        isStillSo: async () => {
          looks += 1;
          await rest(look);
          return true;
        },
      });
      const sent = sendAll(watch, 100, () => rest(effect));
      await vi.runAllTimersAsync();
      await sent;
      expect((Date.now() - begun) / 1_000).toBeCloseTo(seconds, 5);
      // The first handful goes on the look before the block, and none is needed after the last.
      expect(looks).toBe(100 / EFFECTS_PER_LOOK - 1);
    },
  );
});

test('whatever comes when, at most a handful goes through after a change', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 40 }), async (turns, effects) => {
      let sent = 0;
      let sentAtChange: number | undefined;
      const turn = (label: string) => turns.schedule(Promise.resolve(), label);
      const watch = new Watch(STILL, {
        lookedAt: 0,
        expected: effects,
        isStillSo: async () => {
          await turn('the look reaches the site');
          const isSo = sentAtChange === undefined;
          await turn('its answer comes');
          return isSo;
        },
      });
      const change = turn('the change').then(() => {
        sentAtChange = sent;
      });
      const sending = sendAll(watch, effects, async () => {
        sent += 1;
        await turn('the answer of an effect comes');
      });
      await turns.waitFor(Promise.all([change, sending]));
      expect(sent - (sentAtChange ?? Number.NaN)).toBeLessThanOrEqual(EFFECTS_PER_LOOK);
      expect(watch.hasEnded || sent === effects).toBe(true);
    }),
    { numRuns: 300 },
  );
});

/** What is asked of it: after so many milliseconds, for a first call or one that was sent before. */
type Asked = readonly [wait: number, again: boolean];

/** The looks that were taken for each, and until when each may leave, from when it was asked. */
async function askAll(asked: readonly Asked[], lookTakes = 0) {
  let now = 0;
  let why: LookedAgain[] = [];
  const clock = { now: () => now, sleep: async () => {} };
  const watch = new Watch(clock, {
    lookedAt: 0,
    expected: Number.POSITIVE_INFINITY,
    isStillSo: async (looked) => {
      why.push(looked);
      now += lookTakes;
      return true;
    },
  });
  const told: string[] = [];
  for (const [wait, again] of asked) {
    now += wait;
    const since = now;
    const until = await watch.mayPass(again);
    told.push(`${why.join(' ')} ${(until ?? Number.NaN) - since}`.trim());
    why = [];
  }
  return told;
}

describe('a look grows old', () => {
  test.each<[string, readonly Asked[], readonly string[], number?]>([
    ['a first call, at once', [[0, false]], [`${LOOK_VALID_FOR}`]],
    ['a first call, in time', [[LOOK_VALID_FOR, false]], ['0']],
    ['a first call, too late', [[LOOK_VALID_FOR + 1, false]], [`longAgo ${LOOK_VALID_FOR}`]],
    ['sent again, at once', [[0, true]], [`${LOOK_VALID_FOR}`]],
    [
      'sent again, in time',
      [[LOOK_VALID_FOR_AGAIN, true]],
      [`${LOOK_VALID_FOR - LOOK_VALID_FOR_AGAIN}`],
    ],
    ['sent again, too late', [[LOOK_VALID_FOR_AGAIN + 1, true]], [`longAgo ${LOOK_VALID_FOR}`]],
    [
      'again and again, after ever longer waits',
      [
        [0, false],
        [500, true],
        [1_000, true],
        [2_000, true],
        [60_000, true],
      ],
      // The last but one is looked at because of its wait; with the last of a handful the next look begins.
      ['5000', '4500', 'longAgo 5000', 'longAgo 5000', 'longAgo 5000'],
    ],
    [
      'where a look takes longer than it holds, once is enough, and it holds for as long',
      [
        [LOOK_VALID_FOR + 1, false],
        [2_000, true],
        [8_000, true],
        [1, true],
      ],
      [`longAgo ${20_000}`, '8000', '0', `longAgo ${20_000}`],
      10_000,
    ],
    [
      'a look that took very long holds no longer than a minute',
      [
        [LOOK_VALID_FOR + 1, false],
        [SLOW_LOOK_VALID_FOR, true],
        [1, true],
      ],
      [`longAgo ${600_000 + SLOW_LOOK_VALID_FOR}`, '0', `longAgo ${600_000 + SLOW_LOOK_VALID_FOR}`],
      600_000,
    ],
  ])('%s', async (_, asked, expected, lookTakes = 0) => {
    expect(await askAll(asked, lookTakes)).toEqual(expected);
  });

  test.each([
    ['of an instant', 0, LOOK_VALID_FOR],
    ['of twelve seconds', 12_000, 24_000],
    ['of ten minutes', 600_000, 600_000 + SLOW_LOOK_VALID_FOR],
  ])(
    'the first one, %s, holds for as long again where there is no other',
    async (_, answeredAt, until) => {
      let now = answeredAt;
      const isStillSo = async () => false;
      const watch = new Watch(
        { now: () => now, sleep: async () => {} },
        { lookedAt: 0, answeredAt, expected: 9, isStillSo },
      );
      expect(await watch.mayPass(false)).toBe(until);
      now = until + 1;
      expect(await watch.mayPass(false)).toBeUndefined();
    },
  );

  test('one that finds a change lets nothing more through', async () => {
    let now = 0;
    const watch = new Watch(
      { now: () => now, sleep: async () => {} },
      { lookedAt: 0, expected: 9, isStillSo: async () => false },
    );
    expect(await watch.mayPass(true)).toBe(LOOK_VALID_FOR);
    now = LOOK_VALID_FOR_AGAIN + 1;
    expect(await watch.mayPass(true)).toBeUndefined();
    expect(await watch.mayPass(false)).toBeUndefined();
    expect(watch.hasEnded).toBe(true);
  });

  test('one that can’t be taken lets nothing more through either', async () => {
    const why: LookedAgain[] = [];
    const watch = new Watch(STILL, {
      lookedAt: 0,
      expected: 9,
      atOnce: 1,
      isStillSo: async (looked) => {
        why.push(looked);
        throw new Error('Not to be known');
      },
    });
    expect(await watch.mayPass(false)).toBe(LOOK_VALID_FOR);
    expect(await watch.mayPass(false)).toBeUndefined();
    expect([watch.hasEnded, why]).toEqual([true, ['enoughSent']]);
  });

  test('beyond as many as were expected, it is looked when they come', async () => {
    const why: LookedAgain[] = [];
    const watch = new Watch(STILL, {
      lookedAt: 0,
      expected: 1,
      atOnce: 1,
      isStillSo: async (looked) => {
        why.push(looked);
        return true;
      },
    });
    await watch.mayPass(false);
    expect(why).toEqual([]);
    await watch.mayPass(false);
    expect(why).toEqual(['enoughSent']);
  });
});
