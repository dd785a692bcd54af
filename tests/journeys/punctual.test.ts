import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { QueueTable } from '../../local/forge/queue/queue-table';
import { MINUTE, SECOND } from '../../src/domain/lib/time';
import { askAndApprove, auditOf, steps } from '../support/ask-for';
import { openWorld, type World } from '../support/open-world';

/** What becomes of an end whose event the queue loses or does not take. */

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

const term = { kind: 'days' as const, days: 1 };
const now = () => world.platform.clock.now();

/** The queue says no to so many pushes, takes one, and loses the rest, or takes all. */
function refuse(pushes: number, after: 'loses' | 'takes' = 'takes') {
  const pushesOf = QueueTable.prototype.pushesOf;
  let left = pushes;
  vi.spyOn(QueueTable.prototype, 'pushesOf').mockImplementation(function (this: QueueTable, of) {
    left -= 1;
    if (left < -1 && after === 'loses') lose(1);
    return left >= 0 ? Number.POSITIVE_INFINITY : pushesOf.call(this, of);
  });
}

const lose = (pushes: number) => {
  world.platform.forge.faults.loseNextPushes = pushes;
};

const endedAt = async () =>
  (await auditOf(world)).flatMap(({ event }) => (event.kind === 'grant.ended' ? event.at : []));

async function live(milliseconds: number, step = 10 * SECOND) {
  for (let left = milliseconds; left > 0; left -= step) await world.pass(Math.min(step, left));
}

describe('an end is no more than 60 seconds late', () => {
  test.each([
    ['nothing', 0, () => undefined],
    ['the first push is lost', 14, () => lose(1)],
    ['the first two pushes are lost', 14, () => lose(2)],
    ['the first push is refused', 14, () => refuse(1)],
    ['the first three pushes are refused', 14, () => refuse(3)],
    [
      'the first three pushes are refused, and those of later sweeps lost',
      14,
      () => refuse(3, 'loses'),
    ],
  ])('where %s', async (_, minutesBefore, trouble) => {
    const { id } = await askAndApprove(world, {
      issue: 'WEB-1',
      people: ['Priya Raman'],
      add: ['frontend'],
      term,
    });
    const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', id);
    const end = step?.grant !== undefined && 'at' in step.grant ? step.grant.at : 0;
    await live(end - now() - (minutesBefore + 1) * MINUTE, 2 * MINUTE);
    trouble();
    await live((minutesBefore + 3) * MINUTE);
    const [at = 0] = await endedAt();
    expect(at).toBeGreaterThanOrEqual(end);
    expect(at - end).toBeLessThanOrEqual(MINUTE);
  });
});
