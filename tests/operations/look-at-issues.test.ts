import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { lookAtIssues } from '../../src/operations/watched-issue/look-at-issues';
import { type Operations, openOperations } from '../support/open-operations';

let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const watched = () =>
  bench.platform.forge.kvs.entries().filter(({ entity }) => entity === 'watched');

/** Work items with which access of requests was to end that are no longer there. */
async function watch(ids: readonly number[]): Promise<void> {
  const at = bench.now();
  await bench.run(async ({ commit }) => {
    for (const [place, id] of ids.entries()) {
      const requests = [{ requestId: `r${id}`, until: at + DAY }];
      const nextLookAt = at - place;
      await commit({
        watchedIssue: { issueId: String(id), revision: 1, requests, nextLookAt, looks: 0 },
      });
    }
  });
}

/** Of which Jira was asked, in that order. */
function asked(): readonly string[] {
  const ids: string[] = [];
  bench.platform.atlassian.onExchange(({ url }) => {
    const [, id] = /\/issue\/(5\d{4})\?/.exec(url) ?? [];
    if (id !== undefined) ids.push(id);
  });
  return ids;
}

const ids = (count: number) => Array.from({ length: count }, (_, place) => 50_000 + place);

test('a hundred in one go, the longest due first, and the others in the next', async () => {
  await watch(ids(120));
  const looked = asked();
  await bench.run((ports) => lookAtIssues(ports, () => true));
  expect([looked.length, looked[0]]).toEqual([100, '50119']);
  // No such request gives anything: nobody has to know those any more.
  expect(watched()).toHaveLength(20);
  await bench.run((ports) => lookAtIssues(ports, () => true));
  expect(watched()).toEqual([]);
});

test('none once there is no time left', async () => {
  await watch(ids(3));
  const looked = asked();
  await bench.run((ports) => lookAtIssues(ports, () => false));
  expect(looked).toEqual([]);
  expect(watched()).toHaveLength(3);
});

test('one that fails waits for an hour, and keeps none of the others', async () => {
  await watch(ids(3));
  await bench.run((ports) => {
    const requests = {
      ...ports.requests,
      get: (id: string) =>
        id === 'r50001' ? Promise.reject(new Error('a fault')) : ports.requests.get(id),
    };
    return lookAtIssues({ ...ports, requests }, () => true);
  });
  const [left, ...others] = watched();
  expect(others).toEqual([]);
  const { dueAt = 0 } = (left?.value ?? {}) as { readonly dueAt?: number };
  expect(Math.abs(dueAt - bench.now() - HOUR)).toBeLessThan(MINUTE);
});
