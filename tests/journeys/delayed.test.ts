import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const delayed = async () => value(await world.as('Olivia Hart').admin('admin.delayed', {}));

/** Asked and approved, one request in each issue, while nothing is sent yet. */
async function approveIn(issues: readonly string[], trouble: () => () => void) {
  const requests = [];
  for (const issue of issues) {
    const named = { issue, people: ['Priya Raman'], add: ['frontend'] };
    requests.push([issue, value(await ask(world, world.as('Noah Okafor'), named))] as const);
  }
  await world.settle();
  const undo = trouble();
  for (const [issue, request] of requests) {
    value(await approve(world.as('Maya Lindqvist'), issue, request));
  }
  await world.settle();
  return undo;
}

test.each([
  ['the token is rejected', 401, /^\/(?!_edge)/, 'connectionFailing'],
  ['the site is down', 503, /./, 'siteUnavailable'],
] as const)(
  'while %s, what waits is counted, with where it is and why',
  async (_, status, path, cause) => {
    expect(await delayed()).toEqual({ count: 0, more: false, items: [] });
    const undo = await approveIn(['WEB-1', 'WEB-2'], () =>
      world.platform.atlassian.faults.add({
        via: 'token',
        path,
        effect: { kind: 'answer', status, body: 'Not now.' },
      }),
    );
    const waiting = await delayed();
    expect(waiting).toMatchObject({ count: 2, more: false });
    expect(waiting.items.map(({ issueKey }) => issueKey).toSorted()).toEqual(['WEB-1', 'WEB-2']);
    expect(waiting.items.map((one) => one.cause)).toContain(cause);
    undo();
    for (let sweep = 0; sweep < 3; sweep += 1) {
      await world.pass(20 * MINUTE);
      await world.sweep();
    }
    await world.pass(HOUR);
    expect(await delayed()).toEqual({ count: 0, more: false, items: [] });
  },
);

test('what waits for a person is not delayed', async () => {
  value(
    await ask(world, world.as('Noah Okafor'), {
      issue: 'WEB-1',
      people: ['Priya Raman'],
      add: ['frontend'],
    }),
  );
  await world.settle();
  expect(await delayed()).toMatchObject({ count: 0 });
});
