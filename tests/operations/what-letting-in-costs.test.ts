import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import { HOUR, MINUTE } from '../../src/domain/lib/time';
import { FIRST_POLICY } from '../../src/domain/policy/policy';
import { compose } from '../../src/entry/compose';
import { letFallbackIn } from '../../src/operations/request/let-fallback-in';
import { openBench, runInForge } from '../support/run-in-forge';
import { awaiting, connection, LEAD } from '../support/samples';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
  await runInForge(platform, () => commit({ connection }));
});
afterEach(() => platform.close());

/** Calls that a sweep makes to see where fallback approvers are to be let in. */
async function calls(): Promise<number> {
  let made = 0;
  platform.forge.faults.onWireCall = () => {
    made += 1;
    return 'go';
  };
  await runInForge(platform, () => letFallbackIn(compose()));
  platform.forge.faults.onWireCall = undefined;
  return made;
}
const store = (id: string, createdAt: number) =>
  runInForge(platform, () =>
    commit({
      request: awaiting({ id, revision: 1, createdAt, timesOutAt: createdAt + 99 * HOUR }),
    }),
  );

test('it costs no more however many requests wait, and some for each that has for too long', async () => {
  const off = await calls();
  const policy = { ...FIRST_POLICY, fallbackApprovers: [LEAD], fallbackAfterHours: 24 };
  await runInForge(platform, () => commit({ policy: { ...policy, version: 2, savedBy: LEAD } }));
  const none = await calls();
  // The policy is read where it is kept by its version, and one query looks for what has waited.
  expect(none - off).toBeLessThanOrEqual(2);
  const now = platform.clock.now();
  for (let place = 0; place < 30; place += 1) await store(`waits-${place}`, now - 23 * HOUR);
  expect(await calls()).toBe(none);
  await store('late', now - 24 * HOUR - MINUTE);
  expect(await calls()).toBeGreaterThan(none);
  // Nobody can be let in just now: it is looked at again later, and not in the next sweep.
  expect(await calls()).toBe(none);
});
