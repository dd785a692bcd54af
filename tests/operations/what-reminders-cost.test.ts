import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { compose } from '../../src/entry/compose';
import { promiseReminders } from '../../src/operations/request/promise-reminders';
import { openBench, runInForge } from '../support/run-in-forge';
import { awaiting } from '../support/samples';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

/** Calls that a sweep makes to see whether somebody is to be reminded. */
async function calls(): Promise<number> {
  let made = 0;
  platform.forge.faults.onWireCall = () => {
    made += 1;
    return 'go';
  };
  await runInForge(platform, () => promiseReminders(compose()));
  platform.forge.faults.onWireCall = undefined;
  return made;
}
async function store(id: string, remindAt: number): Promise<void> {
  const timesOutAt = platform.clock.now() + 9 * DAY;
  const request = awaiting({ id, revision: 1, timesOutAt, remindAt });
  await runInForge(platform, () => commit({ request }));
}

test('to look for reminders costs one call, however many requests wait, and some for each that is due', async () => {
  expect(await calls()).toBe(1);
  for (let place = 0; place < 30; place += 1) {
    await store(`waits-${place}`, platform.clock.now() + DAY);
  }
  expect(await calls()).toBe(1);
  await store('due', platform.clock.now() - MINUTE);
  const ofOne = await calls();
  expect(ofOne).toBeGreaterThan(1);
  // Nobody was told of it yet: it is looked at again later, and not in the next sweep.
  expect(await calls()).toBe(1);
});
