import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import type { World } from '../support/open-world';
import { look } from './asking';
import { passEnds } from './pass-ends';
import type { Played } from './played';
import { troubleOf } from './troubles';

/** The trouble is over: time passes, the sweep runs, and the requester tries again what failed. */
export async function heal(
  world: World,
  { requests, schedule, issue }: Played,
  undo: () => Promise<void>,
): Promise<void> {
  const { forge, atlassian } = world.platform;
  forge.faults.onWireCall = undefined;
  forge.faults.duplicateEvents = false;
  forge.faults.loseNextPushes = 0;
  atlassian.faults.clear();
  // Nobody is as fast as time that stands still lets them be.
  atlassian.limits.set({});
  await undo();
  await troubleOf(schedule.trouble?.name)?.end?.(world);
  for (let round = 0; round < 8; round += 1) {
    await letTakeOver(world);
    // Without the issue, nobody sees what was asked in it, and nobody tries again.
    if (issue === undefined) continue;
    const states = await Promise.all(
      requests.map(async ({ id, asked }) => {
        const requester = world.as(asked.by);
        const { state, verbs } = await look(world, requester, issue, id);
        const mayRetry = verbs.retry.allowed;
        if (mayRetry) await requester.panel('request.retry', issue, { requestId: id });
        return { state, mayRetry };
      }),
    );
    await world.settle();
    if (states.every(({ state, mayRetry }) => isOver(state) && !mayRetry)) break;
  }
  // Whatever was given for days is over by then. With every step of time, the sweep is due.
  const days = Math.max(0, ...requests.map(({ asked }) => asked.days ?? 0));
  await passEnds(world, (days + 1) * DAY);
  // An hour of good weather.
  for (let gone = 0; gone < HOUR; gone += 30 * MINUTE) await world.pass(30 * MINUTE);
  atlassian.limits.set({});
}

/** Leases run out, and the sweep, which is due every five minutes, finds what was left. */
export async function letTakeOver(world: World): Promise<void> {
  await world.pass(5 * MINUTE);
}

const isOver = (state: string) => state === 'completed' || state === 'needsAttention';
