import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AwayNow } from '../../src/domain/approval/stand-in';
import { readOnce } from '../../src/operations/request/read-once';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { type Operations, openOperations } from '../support/open-operations';

let bench: Operations;
beforeAll(async () => {
  bench = await openOperations();
});
afterAll(() => bench.close());

test.each(['one after another', 'all at once'])(
  'a policy is read once for many, and anew once it could not be read: %s',
  async (how) => {
    await bench.run(async (own) => {
      let reads = 0;
      const inForce: typeof own.policies.inForce = (id) => {
        reads += 1;
        return reads === 1
          ? Promise.reject(new PlatformFailure('TIMEOUT', 'It did not answer.', true))
          : own.policies.inForce(id);
      };
      const once = readOnce({ ...own, policies: { ...own.policies, inForce } });
      const read = () => once.policies.inForce(bench.connection.id);
      const answers: PromiseSettledResult<unknown>[] = [];
      if (how === 'all at once') {
        answers.push(...(await Promise.allSettled([read(), read(), read()])));
      } else {
        for (let row = 0; row < 3; row += 1) answers.push(...(await Promise.allSettled([read()])));
      }
      expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
      expect(reads).toBe(2);
    });
  },
);

test('who is away is read once of each person, of all new ones together, and anew once it could not be', async () => {
  await bench.run(async (own) => {
    const reads: string[] = [];
    const awayNow = async (ids: readonly string[]): Promise<AwayNow> => {
      reads.push(ids.join(' '));
      if (reads.length === 1) throw new PlatformFailure('TIMEOUT', 'It did not answer.', true);
      return new Map(ids.filter((id) => id === 'b').map((id) => [id, 'notKnown']));
    };
    const once = readOnce({ ...own, standIns: { ...own.standIns, awayNow } });
    const read = (...ids: string[]) => once.standIns.awayNow(ids);
    const [failed, ab] = await Promise.allSettled([read('a'), read('a', 'b', 'c')]);
    expect([failed.status, ab.status]).toEqual(['rejected', 'fulfilled']);
    expect([...(await read('b', 'a', 'b'))]).toEqual([['b', 'notKnown']]);
    expect([...(await read('c', 'd'))]).toEqual([]);
    expect(reads).toEqual(['a', 'b c', 'a', 'd']);
  });
});
