import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../src/domain/lib/time';
import { slotEnd } from '../../src/operations/holding/promise-ends';
import { approve, ask, askAndApprove, auditOf, get } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, rowOf, writeRow } from '../support/poison';

/** Workers, and the queue, have clocks of their own: what one of them wrote while it was ahead keeps nobody. */

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
  // Or a sweep would come at the very moment of the end.
  await world.pass(130 * SECOND);
});
afterEach(() => world.close());

const YEAR = 365 * DAY;
const now = () => world.platform.clock.now();
const isIn = () => world.members('frontend').includes('Priya Raman');
const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };

async function live(milliseconds: number, step = 10 * SECOND) {
  for (let left = milliseconds; left > 0; left -= step) await world.pass(Math.min(step, left));
}

/** So long before the end; answers when that is. */
async function giveUntil(before: number, hours = 1) {
  await askAndApprove(world, { ...named, term: { kind: 'hours', hours } });
  const [key = ''] = keysOf(world.platform, 'holding');
  const end = Number(rowOf(world.platform, key)?.dueAt);
  await live(end - now() - before, MINUTE);
  return end;
}

async function expectEndedWithin(since: number, atMost: number) {
  await live(since + atMost - now());
  expect(isIn()).toBe(false);
  const ends = (await auditOf(world)).filter(({ event }) => event.kind === 'grant.ended');
  expect(ends).toHaveLength(1);
}

type Stored = { body: { value: Record<string, unknown> } } & Record<string, unknown>;

/** Of a row, attributes and body, as a worker would have written it. */
function write(entity: string, key: string, more: Record<string, unknown>, row = {}) {
  const stored = rowOf(world.platform, key) as Stored;
  const body = { ...stored.body, value: { ...stored.body.value, ...more } };
  writeRow(world.platform, entity, key, { ...stored, ...row, body });
}

describe('what is due ends in time, where a clock was years ahead', () => {
  test('as its promise was claimed', async () => {
    const end = await giveUntil(MINUTE);
    const [key = ''] = keysOf(world.platform, 'outbox').filter((one) => one.includes(':ends.'));
    const ahead = { claimedUntil: now() + YEAR, dueAt: now() + YEAR };
    write('outbox', key, ahead, ahead);
    await expectEndedWithin(end, MINUTE);
  });

  test.each([
    ['pass', (until: number) => ({ state: 'settling', until, sent: true, tries: 0 })],
    [
      'next try',
      (nextTryAt: number) => ({ state: 'stuck', cause: 'siteRefused', tries: 1, nextTryAt }),
    ],
  ])('as its %s was written', async (_, workUntil) => {
    const end = await giveUntil(6 * MINUTE);
    const [key = ''] = keysOf(world.platform, 'holding');
    const work = workUntil(now() + YEAR);
    write('holding', key, { work }, { status: work.state, dueAt: now() + YEAR });
    await expectEndedWithin(end, MINUTE);
  });

  test('as the lock of its group was taken', async () => {
    const end = await giveUntil(MINUTE);
    const key = `lock:group:${world.groupId('frontend')}`;
    writeRow(world.platform, 'lock', key, { heldUntil: now() + YEAR });
    await expectEndedWithin(end, MINUTE);
  });

  test('as the pace of its site was written', async () => {
    const end = await giveUntil(MINUTE);
    const host = new URL(world.platform.atlassian.siteUrl).host;
    const record = { at: now() + YEAR, pausedUntil: now() + YEAR, lanes: {} };
    const wire = world.platform.forge.kvs as unknown as {
      answer(route: string, body: unknown): Response;
    };
    const key = `pace:${host}`;
    expect(wire.answer('/api/v1/set', { key, value: record }).ok).toBe(true);
    await expectEndedWithin(end, MINUTE);
  });
});

test('a pass of a worker that died, and whose clock was 40 minutes ahead, keeps it until the next sweep at most', async () => {
  const end = await giveUntil(0);
  const [key = ''] = keysOf(world.platform, 'holding');
  const until = now() + 40 * MINUTE;
  const work = { state: 'settling', until, sent: true, tries: 0 };
  write('holding', key, { work }, { status: work.state, dueAt: until });
  await expectEndedWithin(end, 5 * MINUTE + 20 * SECOND);
});

test('a request whose run took its lease with a clock that was years ahead goes on', async () => {
  const { faults } = world.platform.forge;
  const asked = value(await ask(world, world.as('Noah Okafor'), named));
  await world.settle();
  faults.onWireCall = ({ functionKey, target }) =>
    functionKey === 'work-consumer' && target.includes('POST') && target.includes('/group/user')
      ? 'kill'
      : 'go';
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', asked));
  await world.settle();
  faults.onWireCall = undefined;
  const lease = { epoch: 1, until: now() + YEAR };
  write('request', `request:${asked.id}`, { lease });
  await live(20 * MINUTE, MINUTE);
  expect(await get(world.as('Noah Okafor'), 'WEB-1', asked.id)).toMatchObject({
    state: 'completed',
  });
});

test.each([
  ['by a moment, of a term that ends at a full minute', true, SECOND / 2],
  ['by half a minute', false, 30 * SECOND],
])(
  'an event that the queue delivers too early, %s, makes no end late',
  async (_, isFull, early) => {
    const at = Math.ceil((now() + 30 * MINUTE) / MINUTE) * MINUTE;
    if (isFull) {
      await askAndApprove(world, { ...named, term: { kind: 'until', at } });
      await live(at - now() - MINUTE, MINUTE);
    }
    const end = isFull ? at : await giveUntil(MINUTE);
    const delivered = slotEnd(end) - early;
    world.platform.database
      .prepare("UPDATE queue_event SET due_at = ? WHERE state = 'waiting'")
      .run(delivered);
    await world.pass(delivered - now());
    await expectEndedWithin(end, MINUTE);
  },
);
