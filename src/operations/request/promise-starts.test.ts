import { expect, test } from 'vitest';

import type { AccessRequest } from '#domain/request/access-request';
import { AT, inState } from '../../../tests/support/samples';
import { promiseStarts } from './promise-starts';

/** As many starts as are looked at in one sweep; answers how many were read, and how many at once at most. */
async function promising(mayGoOn: (read: number) => boolean) {
  let [read, underWay, most] = [0, 0, 0];
  const get = async (id: string): Promise<AccessRequest> => {
    read += 1;
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 1));
    underWay -= 1;
    return { ...inState('scheduled'), id };
  };
  const due = async () => Array.from({ length: 100 }, (_, place) => `r${place}`);
  const done = await promiseStarts(
    {
      requests: { get, due },
      clock: { now: () => AT },
      ids: { next: () => 'id' },
      log: { info() {}, warn() {}, error() {} },
      commit: async () => 'committed',
      queue: { push: async () => {} },
    } as never,
    () => mayGoOn(read),
  );
  return { done, read, most };
}

test('starts are promised ten at a time', async () => {
  expect(await promising(() => true)).toEqual({ done: 100, read: 100, most: 10 });
});

test('and only for as long as there is time: the next sweep goes on', async () => {
  expect(await promising((read) => read < 20)).toMatchObject({ done: 20, read: 20 });
});
