import { afterEach, describe, expect, test } from 'vitest';
import type { PlatformImage } from '../../local/platform/platform';
import type { RequestView } from '../../src/contract/views';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, auditOf, get, steps } from '../support/ask-for';
import { killAfterChange } from '../support/kill-after';
import { openWorld, value, type World } from '../support/open-world';

let world: World;
afterEach(() => world.close());

interface Beginning {
  readonly from: PlatformImage;
  readonly request: RequestView;
}
let beginning: Promise<Beginning> | undefined;
const people = ['Priya Raman', 'Grace Kim'];

/** Approved, and not begun: played once, and gone on from each time. */
async function approved() {
  beginning ??= approveOnce();
  const { from, request } = await beginning;
  world = await openWorld({ from });
  return { request, people };
}

async function approveOnce(): Promise<Beginning> {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'on-call']);
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
  const from = world.platform.image();
  await world.close();
  return { from, request };
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

describe('Invariant 2: a worker killed anywhere loses, doubles and misreports nothing', () => {
  test('killed once, before its first call or after any that changes something', async () => {
    let at = 0;
    for (let isKilled = true; isKilled; at += 1) {
      const state = await approved();
      const wasKilled = killAfterChange(world, at);
      await world.settle();
      isKilled = wasKilled();
      await recover();
      try {
        await expectAllRight(state);
      } catch (problem) {
        throw new Error(`Killed after change ${at}`, { cause: problem });
      }
      await world.close();
    }
    expect(at).toBeGreaterThan(8);
    world = await openWorld();
  }, 300_000);

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

test('what a worker gave that was killed is not given again once its term is over', async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
  const named = { issue: 'WEB-1', people: ['Grace Kim'], add: ['frontend'] };
  const term = { kind: 'days', days: 1 } as const;
  const request = value(await ask(world, world.as('Noah Okafor'), { ...named, term }));
  await world.settle();
  const from = world.platform.image();
  await world.close();
  let last = 0;
  // Before its next call it dies as after this one.
  for (let at = 0, isReached = true; isReached; at += 1) {
    world = await openWorld({ from });
    const noah = world.as('Noah Okafor');
    const { atlassian, forge } = world.platform;
    let given = 0;
    atlassian.onExchange(({ method, url, status }) => {
      if (method === 'POST' && url.includes('/group/user') && status === 201) given += 1;
    });
    let seen = 0;
    isReached = false;
    forge.faults.onWireCall = ({ functionKey }) => {
      if (functionKey !== 'work-consumer') return 'go';
      seen += 1;
      if (seen !== at + 1) return 'go';
      isReached = true;
      // Until somebody takes over, the term is over.
      const effect = { kind: 'answer', status: 503 } as const;
      atlassian.faults.add({ via: 'token', effect });
      return 'killAfter' as const;
    };
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    forge.faults.onWireCall = undefined;
    if (isReached) await world.pass(2 * DAY);
    atlassian.faults.clear();
    await recover();
    await world.pass(2 * DAY);
    await recover();
    const told = (await auditOf(world)).map(({ event }) => event);
    const gave = told.filter(
      (event) => event.kind === 'effect' && event.action === 'group.addUser',
    );
    expect([at, given, gave.length]).toEqual([at, 1, 1]);
    // What nobody can prove to be the app's own is told, and not taken away by itself.
    const [row] = await steps(noah, 'WEB-1', request.id);
    const isProved = row?.outcome.state === 'applied' && row.outcome.unproved !== true;
    expect([at, world.members('frontend').includes('Grace Kim')]).toEqual([at, !isProved]);
    expect(told.some(({ kind }) => kind === (isProved ? 'grant.ended' : 'grant.overdue'))).toBe(
      true,
    );
    expect((await get(noah, 'WEB-1', request.id)).state).toBe('completed');
    last = at;
    await world.close();
  }
  expect(last).toBeGreaterThan(10);
  world = await openWorld();
}, 300_000);
