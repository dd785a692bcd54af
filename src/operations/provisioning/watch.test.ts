import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HANDFUL, Watch } from './watch';

const rest = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** So many effects, a handful under way at once, until the watch lets no more through. */
async function sendAll(watch: Watch, effects: number, send: () => Promise<void>) {
  let left = effects;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      if (!(await watch.mayPass())) return;
      await send();
    }
  };
  await Promise.all(Array.from({ length: HANDFUL }, work));
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
      const watch = new Watch(async () => {
        looks += 1;
        await rest(look);
        return true;
      }, 100);
      const begun = Date.now();
      const sent = sendAll(watch, 100, () => rest(effect));
      await vi.runAllTimersAsync();
      await sent;
      expect((Date.now() - begun) / 1_000).toBeCloseTo(seconds, 5);
      // The first handful goes on the look before the block, and none is needed after the last.
      expect(looks).toBe(100 / HANDFUL - 1);
    },
  );
});

test('whatever comes when, at most a handful goes through after a change', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 40 }), async (turns, effects) => {
      let sent = 0;
      let sentAtChange: number | undefined;
      const turn = (label: string) => turns.schedule(Promise.resolve(), label);
      const watch = new Watch(async () => {
        await turn('the look reaches the site');
        const isSo = sentAtChange === undefined;
        await turn('its answer comes');
        return isSo;
      }, effects);
      const change = turn('the change').then(() => {
        sentAtChange = sent;
      });
      const sending = sendAll(watch, effects, async () => {
        sent += 1;
        await turn('the answer of an effect comes');
      });
      await turns.waitFor(Promise.all([change, sending]));
      expect(sent - (sentAtChange ?? Number.NaN)).toBeLessThanOrEqual(HANDFUL);
      expect(watch.hasEnded || sent === effects).toBe(true);
    }),
    { numRuns: 300 },
  );
});
