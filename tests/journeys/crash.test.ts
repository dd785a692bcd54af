import { afterEach, describe, expect, test } from 'vitest';
import type { WireCall } from '../../local/forge/forge';
import { MINUTE } from '../../src/domain/lib/time';
import { approve, ask, auditOf, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

let world: World;
afterEach(() => world.close());

async function approved() {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'on-call']);
  const people = ['Priya Raman', 'Grace Kim'];
  const noah = world.as('Noah Okafor');
  const request = value(
    await ask(world, noah, {
      issue: 'WEB-1',
      people,
      add: ['frontend', 'WEB/Developers'],
      term: { kind: 'days', days: 30 },
    }),
  );
  await world.settle();
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  return { request, people };
}

/** The platform's own time heals: leases run out, the sweep looks, the queue delivers again. */
async function recover() {
  world.platform.forge.faults.onWireCall = undefined;
  for (let round = 0; round < 4; round += 1) {
    await world.pass(3 * MINUTE);
    await world.sweep();
  }
}

async function expectAllRight({ request, people }: Awaited<ReturnType<typeof approved>>) {
  const noah = world.as('Noah Okafor');
  const done = await get(noah, 'WEB-1', request.id);
  expect(done.state).toBe('completed');
  expect(done.progress).toMatchObject({ applied: 4, failed: 0, pending: 0 });
  expect(world.members('frontend')).toEqual(expect.arrayContaining(people));
  expect(world.actors('WEB', 'Developers')).toEqual(expect.arrayContaining(people));
  const rows = await steps(noah, 'WEB-1', request.id);
  expect(rows.map(({ grant }) => grant?.state)).toEqual(['active', 'active', 'active', 'active']);
  const lines = await auditOf(world);
  expect(lines.filter(({ event }) => event.kind === 'effect')).toHaveLength(4);
  expect(lines.filter(({ event }) => event.kind === 'request.finished')).toHaveLength(1);
  const { notificationsOf } = world.platform.atlassian;
  expect(notificationsOf(world.person('Noah Okafor').accountId)).toHaveLength(1);
  expect(notificationsOf(world.person('Maya Lindqvist').accountId)).toHaveLength(1);
}

/** How many calls over the wire the work after an approval makes, undisturbed. */
async function countCalls(): Promise<number> {
  await approved();
  let calls = 0;
  world.platform.forge.faults.onWireCall = ({ functionKey }) => {
    if (functionKey === 'work-consumer') calls += 1;
    return 'go';
  };
  await world.settle();
  world.platform.forge.faults.onWireCall = undefined;
  await world.close();
  return calls;
}

describe('Invariant 2: a worker killed anywhere loses, doubles and misreports nothing', () => {
  test('killed once, before or after any call that it makes', async () => {
    const calls = await countCalls();
    expect(calls).toBeGreaterThan(15);
    for (let at = 0; at < calls; at += 1) {
      for (const how of ['kill', 'killAfter'] as const) {
        const state = await approved();
        let seen = 0;
        const killed: WireCall[] = [];
        world.platform.forge.faults.onWireCall = (call) => {
          if (call.functionKey !== 'work-consumer') return 'go';
          seen += 1;
          if (seen !== at + 1) return 'go';
          killed.push(call);
          return how;
        };
        await world.settle();
        expect(killed).toHaveLength(1);
        await recover();
        try {
          await expectAllRight(state);
        } catch (problem) {
          throw new Error(`${how} at call ${at}: ${killed[0]?.target}`, { cause: problem });
        }
        await world.close();
      }
    }
    world = await openWorld();
  }, 120_000);

  test('events that come twice, or never', async () => {
    const state = await approved();
    world.platform.forge.faults.duplicateEvents = true;
    await world.settle();
    world.platform.forge.faults.duplicateEvents = false;
    await recover();
    await expectAllRight(state);
  });

  test('a push that the queue lost is made up for by the sweep', async () => {
    world = await openWorld();
    await world.connect();
    await world.allow(['frontend']);
    const noah = world.as('Noah Okafor');
    const request = value(
      await ask(world, noah, { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] }),
    );
    await world.settle();
    world.platform.forge.faults.loseNextPushes = 1;
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('approved');
    await recover();
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('completed');
  });
});
