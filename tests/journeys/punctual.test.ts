import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { QueueTable } from '../../local/forge/queue/queue-table';
import { lockKey } from '../../src/adapters/storage/keys';
import type { RequestView } from '../../src/contract/views';
import { DAY, MINUTE, SECOND } from '../../src/domain/lib/time';
import { slotEnd } from '../../src/operations/holding/promise-ends';
import { approve, ask, askAndApprove, auditOf, get, steps } from '../support/ask-for';
import { deliverMeanwhile } from '../support/deliver-meanwhile';
import { killAfterChange } from '../support/kill-after';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, poison, rowOf, writeRow } from '../support/poison';
import { addMembers, connectionOf, groupOf, seedHoldings } from '../support/seed-holdings';

/** What becomes of an end whose event the queue loses or does not take. */

const SHIFT = 130 * SECOND;

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
  // Or a sweep would come at the very moment of the end, a day later.
  await world.pass(SHIFT);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

const term = { kind: 'hours' as const, hours: 1 };
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

async function nearTheEnd(minutesBefore: number, group = 'frontend') {
  // What ends as a slot of time begins waits longest for its event.
  await world.platform.clock.advance(slotEnd(now()) - now() + SECOND / 2);
  const { id } = await askAndApprove(world, {
    issue: 'WEB-1',
    people: ['Priya Raman'],
    add: [group],
    term,
  });
  const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', id);
  const end = step?.grant !== undefined && 'at' in step.grant ? step.grant.at : 0;
  await live(end - now() - minutesBefore * MINUTE, 2 * MINUTE);
  return end;
}

async function expectEndedWithin(since: number) {
  const [at = 0] = await endedAt();
  expect(at).toBeGreaterThanOrEqual(since);
  expect(at - since).toBeLessThanOrEqual(MINUTE);
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
    const end = await nearTheEnd(minutesBefore + 1);
    trouble();
    await live((minutesBefore + 3) * MINUTE);
    await expectEndedWithin(end);
  });
});

describe('an end is no more than 60 seconds late where its promise can’t be read', () => {
  /** Breaks what is promised and was not broken before; answers how many those are. */
  function breaker(isMeant: RegExp) {
    const broken = new Set<string>();
    return () => {
      const fresh = keysOf(world.platform, 'outbox').filter(
        (key) => isMeant.test(key) && !broken.has(key),
      );
      for (const key of fresh) {
        poison(world.platform, 'outbox', key);
        broken.add(key);
      }
      return fresh.length;
    };
  }
  const OF_ENDS = /^outbox:ends\.\d+$/;
  const OF_WOKEN = /^outbox:ends\.woken\.\d+$/;

  test.each([
    ['before the last sweep', 9],
    ['after the last sweep', 1],
  ])('%s', async (_, minutesBefore) => {
    const end = await nearTheEnd(minutesBefore);
    expect(breaker(OF_ENDS)()).toBe(1);
    await live((minutesBefore + 3) * MINUTE);
    await expectEndedWithin(end);
  });

  test('and its event is lost', async () => {
    const end = await nearTheEnd(9);
    expect(breaker(OF_ENDS)()).toBe(1);
    world.platform.database.prepare('DELETE FROM queue_event').run();
    await live(12 * MINUTE);
    await expectEndedWithin(end);
  });

  test('nor the one that takes its place', async () => {
    const end = await nearTheEnd(1);
    const breakNew = breaker(OF_ENDS);
    expect(breakNew()).toBe(1);
    while (now() < end + MINUTE && breakNew() === 0) await live(SECOND, SECOND);
    expect(await endedAt()).toEqual([]);
    await live(MINUTE);
    await expectEndedWithin(end);
  });

  test('as the connection works again', async () => {
    await nearTheEnd(1);
    const { faults } = world.platform.atlassian;
    faults.setPreset('token-rejected', true);
    await live(30 * MINUTE);
    expect(await endedAt()).toEqual([]);
    faults.setPreset('token-rejected', false);
    const well = now();
    value(await world.as('Olivia Hart').admin('connection.check', {}));
    expect(breaker(OF_WOKEN)()).toBe(1);
    await live(2 * MINUTE);
    await expectEndedWithin(well);
  });
});

describe('an end is no more than 60 seconds late where the store takes nothing under the name of its promise', () => {
  /** The slot of that end, and of what comes after it nothing. */
  function refuseSlotOf(end: number, status: number) {
    const key = `"outbox:ends.${slotEnd(end) / (10 * SECOND)}"`;
    const store = world.platform.forge.kvs as unknown as {
      answer(route: string, body: unknown): Response;
    };
    const answer = store.answer.bind(store);
    store.answer = (route, body) =>
      /transaction|set/.test(route) && JSON.stringify(body).includes(key)
        ? Response.json({ code: 'NOT_TAKEN', message: 'No' }, { status })
        : answer(route, body);
  }

  test.each([
    ['before it is promised', 17, 400],
    ['before it is promised', 17, 500],
    ['once it is promised', 1, 400],
    ['once it is promised', 1, 500],
  ])('%s, %d minutes before, %d', async (_, minutesBefore, status) => {
    const end = await nearTheEnd(minutesBefore);
    refuseSlotOf(end, status);
    await live((minutesBefore + 2) * MINUTE, 20 * SECOND);
    await expectEndedWithin(end);
  });

  test('nor is another that ends behind it', async () => {
    await nearTheEnd(20);
    await live(SECOND, SECOND);
    const at = now() + 16 * MINUTE;
    const who = addMembers(world, 'frontend', 2);
    const [connectionId, entitlement] = [connectionOf(world), groupOf(world, 'frontend')];
    seedHoldings(
      world,
      who.map((one, place) => {
        return { who: one, entitlement, connectionId, endsAt: at + place * 30 * SECOND };
      }),
    );
    refuseSlotOf(at, 400);
    await live(18 * MINUTE, 20 * SECOND);
    expect(world.members('frontend')).not.toContain(who[1]?.displayName);
    const late = (await endedAt()).map((one) => one - at);
    expect(late.every((one) => one <= 90 * SECOND)).toBe(true);
  });
});

describe('an end is no more than 60 seconds late where its promise is damaged, and can be read', () => {
  test.each([
    ['no claim', { claimedUntil: undefined }, {}],
    ['a claim that it does not say', { claimedUntil: 1 }, {}],
    ['the name of another', {}, { id: 'ends.1' }],
  ])('%s', async (_, attributes, more) => {
    const end = await nearTheEnd(1);
    const [key = ''] = keysOf(world.platform, 'outbox').filter((one) => one.includes(':ends.'));
    const row = rowOf(world.platform, key) as { readonly body: { readonly value: object } };
    const body = { ...row.body, value: { ...row.body.value, ...more } };
    const damaged = { ...row, ...attributes, body };
    writeRow(world.platform, 'outbox', key, JSON.parse(JSON.stringify(damaged)));
    await live(4 * MINUTE);
    await expectEndedWithin(end);
  });
});

describe('an end is no more than 60 seconds late where, as its pass begins,', () => {
  /** The first time that the worker writes this holding, this comes first. */
  function asItBegins(key: string, comesFirst: (times: number) => Response | undefined) {
    const store = world.platform.forge.kvs as unknown as {
      answer(route: string, body: unknown): Response;
    };
    const answer = store.answer.bind(store);
    let times = 0;
    store.answer = (route, body) => {
      const isMeant = route.includes('transaction') && JSON.stringify(body).includes(`"${key}"`);
      if (!isMeant) return answer(route, body);
      times += 1;
      return comesFirst(times) ?? answer(route, body);
    };
  }

  test.each([
    ['somebody is renamed on its record', 'renamed'],
    ['the store takes only the other one of its group', 'busy'],
  ])('%s', async (_, what) => {
    const end = await nearTheEnd(1);
    const [key = ''] = keysOf(world.platform, 'holding');
    const [connectionId, entitlement] = [connectionOf(world), groupOf(world, 'frontend')];
    const [who] = addMembers(world, 'frontend', 1);
    if (who === undefined) throw new Error('Nobody was added');
    seedHoldings(world, [{ who, entitlement, connectionId, endsAt: end }]);
    asItBegins(key, (times) => {
      if (what === 'busy') {
        // With the other, and alone.
        return times > 2
          ? undefined
          : Response.json({ code: 'BUSY', message: 'No' }, { status: 500 });
      }
      if (times > 1) return undefined;
      const row = rowOf(world.platform, key) as Row;
      const { subject } = row.body.value;
      const revision = row.revision + 1;
      const named = {
        ...row.body.value,
        revision,
        subject: { ...subject, displayName: 'Priya R.' },
      };
      writeRow(world.platform, 'holding', key, {
        ...row,
        revision,
        body: { ...row.body, value: named },
      });
      return undefined;
    });
    await live(6 * MINUTE);
    expect(await endedAt()).toHaveLength(2);
    expect(Math.max(...(await endedAt())) - end).toBeLessThanOrEqual(MINUTE);
  });

  interface Row extends Record<string, unknown> {
    readonly revision: number;
    readonly body: { readonly value: { readonly subject: object } };
  }
});

describe('an end is no more than 60 seconds late where its worker', () => {
  type Trouble = 'kill' | 'killAfter' | 'storeFails';

  /** The first time that the worker makes so many calls, this becomes of it; answers whether it did. */
  function troubleAt(at: number, trouble: Trouble): () => boolean {
    if (trouble === 'killAfter') return killAfterChange(world, at);
    const { faults, kvs } = world.platform.forge;
    const store = kvs as unknown as { answer(route: string, body: unknown): Response };
    const answer = store.answer.bind(store);
    let calls = 0;
    let fails = false;
    store.answer = (route, body) => {
      if (!fails) return answer(route, body);
      fails = false;
      return Response.json({ code: 'INTERNAL_SERVER_ERROR', message: 'No' }, { status: 500 });
    };
    faults.onWireCall = ({ functionKey, target }) => {
      if (functionKey !== 'work-consumer') return 'go';
      if (trouble === 'storeFails' && !target.startsWith('kvs')) return 'go';
      calls += 1;
      if (calls !== at) return 'go';
      fails = trouble === 'storeFails';
      return trouble === 'storeFails' ? 'go' : trouble;
    };
    return () => {
      faults.onWireCall = undefined;
      return calls >= at;
    };
  }

  test.each<[string, Trouble, boolean, string, number]>([
    ['is killed', 'killAfter', false, 'frontend', 60],
    ['is killed, beside a slow site,', 'kill', true, 'frontend', 60],
    ['is not answered by the store', 'storeFails', false, 'frontend', 60],
    // While they are removed, no other administrator is.
    [
      'is killed after, as it ends that of an administrator,',
      'killAfter',
      false,
      'platform-crew',
      60,
    ],
    [
      'is killed, and the site is slow, as it ends that of an administrator,',
      'kill',
      true,
      'platform-crew',
      // It is looked twice who is left: three seconds for each answer.
      62,
    ],
  ])(
    '%s at any of its calls',
    async (_, trouble, isSlow, group, within) => {
      await world.allow([group], { unlocked: [group] });
      const end = await nearTheEnd(1, group);
      const beginning = world.platform.image();
      const late: number[] = [];
      for (let at = trouble === 'killAfter' ? 0 : 1; ; at += 1) {
        await world.close();
        world = await openWorld({ from: beginning });
        world.platform.atlassian.faults.setPreset('slow', isSlow);
        const wasMet = troubleAt(at, trouble);
        await live(4 * MINUTE, 5 * SECOND);
        const [endedThen = Number.POSITIVE_INFINITY] = await endedAt();
        late.push(Math.round((endedThen - end) / SECOND));
        if (!wasMet()) break;
      }
      expect(late.length).toBeGreaterThan(trouble === 'killAfter' ? 4 : 10);
      expect(late.filter((seconds) => seconds > within)).toEqual([]);
    },
    120_000,
  );

  test('is killed at one of its calls, beside somebody who is tried again at the same time', async () => {
    const end = await nearTheEnd(1);
    const [who] = addMembers(world, 'frontend', 1);
    if (who === undefined) throw new Error('Nobody was added');
    const work = { state: 'stuck', cause: 'siteRefused', tries: 3, nextTryAt: end } as const;
    const told = { audit: now(), approver: now(), workItem: now() };
    const [connectionId, entitlement] = [connectionOf(world), groupOf(world, 'frontend')];
    const seeded = { who, entitlement, connectionId, endsAt: end - DAY / 2 };
    seedHoldings(world, [seeded], { work, told });
    const beginning = world.platform.image();
    const late: number[] = [];
    for (let at = 0; ; at += 2) {
      await world.close();
      world = await openWorld({ from: beginning });
      const wasMet = troubleAt(at, 'killAfter');
      await live(3 * MINUTE);
      const ends = (await auditOf(world)).flatMap(({ event }) =>
        event.kind === 'grant.ended' && event.subject.displayName === 'Priya Raman' ? event.at : [],
      );
      late.push(Math.round(((ends[0] ?? Number.POSITIVE_INFINITY) - end) / SECOND));
      if (!wasMet()) break;
    }
    expect(late.length).toBeGreaterThan(4);
    expect(late.filter((seconds) => seconds > 60)).toEqual([]);
  });

  test('an event that comes twice, and what is left by it again and again, bring no more and more events', async () => {
    await nearTheEnd(1);
    const id = world.groupId('frontend');
    const eventsEver = () =>
      Number(
        world.platform.database.prepare('SELECT count(*) AS count FROM queue_event').get()?.count,
      );
    const hold = () => {
      const heldUntil = now() + 5 * MINUTE;
      writeRow(world.platform, 'lock', lockKey(`group:${id}`), { heldUntil });
    };
    world.platform.forge.faults.duplicateEvents = true;
    // However long a run waits for it.
    world.platform.forge.faults.onWireCall = ({ functionKey }) => {
      if (functionKey === 'work-consumer') hold();
      return 'go';
    };
    const forEachSlot: number[] = [];
    for (let tenMinutes = 0; tenMinutes < 4; tenMinutes += 1) {
      const [before, since] = [eventsEver(), now()];
      while (now() < since + 10 * MINUTE) await live(10 * SECOND);
      const slots = (slotEnd(now()) - slotEnd(since)) / (10 * SECOND);
      forEachSlot.push((eventsEver() - before) / slots);
    }
    world.platform.forge.faults.onWireCall = undefined;
    expect(await endedAt()).toEqual([]);
    expect(Math.max(...forEachSlot)).toBeLessThan(1.5);
    await live(8 * MINUTE);
    expect(await endedAt()).toHaveLength(1);
  });
});

describe('an end is no more than 60 seconds late beside a slow site that is removing others', () => {
  /** A group of thousands has so many pages of members that they take longer than that. */
  const pagesTake = (milliseconds: number) => () =>
    world.platform.atlassian.faults.add({
      path: /group\/member/,
      effect: { kind: 'delay', milliseconds },
    });
  const isSlow = () => world.platform.atlassian.faults.setPreset('slow', true);

  test.each([
    ['frontend', 'the same', 'frontend', 60, isSlow],
    ['platform-crew', 'the same', 'platform-crew', 60, isSlow],
    ['platform-crew', 'another that administers', 'site-admins', 60, isSlow],
    ['frontend', 'the same, of thousands,', 'frontend', 210, pagesTake(12 * SECOND)],
  ])('of %s, as that of %s ends', async (group, _, endsOf, count, slowDown) => {
    await world.allow([group], { unlocked: [group] });
    const [who, ...others] = addMembers(world, group, count + 1);
    if (who === undefined) throw new Error('Nobody was added');
    const { directory } = world.platform.atlassian;
    directory.addMember(world.groupId(endsOf), who.accountId);
    const people = others.map(({ displayName }) => displayName);
    const named = { issue: 'WEB-1', people, remove: [group] };
    const submitted = value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    const [connectionId, entitlement] = [connectionOf(world), groupOf(world, endsOf)];
    const end = now() + 30 * SECOND;
    seedHoldings(world, [{ who, entitlement, connectionId, endsAt: end }]);
    await world.sweep();
    await live(end - 6 * SECOND - now(), 2 * SECOND);
    slowDown();
    const delivered = deliverMeanwhile(world);
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', submitted));
    await live(8 * MINUTE, 5 * SECOND);
    await delivered();
    await expectEndedWithin(end);
    expect(world.members(group)).not.toContain(people.at(-1));
    const { state } = await get(world.as('Noah Okafor'), 'WEB-1', submitted.id);
    expect(state).toBe('completed');
  });
});

describe('an end is no more than 60 seconds late beside more work than is done at a time', () => {
  /** So many people ask to be removed, and one more is in the group whose access is about to end. */
  async function sixtyAsk() {
    const [who, ...others] = addMembers(world, 'frontend', 61);
    if (who === undefined) throw new Error('Nobody was added');
    const submitted: RequestView[] = [];
    for (const { displayName } of others) {
      const named = { issue: 'WEB-1', people: [displayName], remove: ['frontend'] };
      submitted.push(value(await ask(world, world.as('Noah Okafor'), named)));
    }
    const [connectionId, entitlement] = [connectionOf(world), groupOf(world, 'frontend')];
    const end = now() + 30 * SECOND;
    seedHoldings(world, [{ who, entitlement, connectionId, endsAt: end }]);
    return { submitted, end };
  }

  /** What becomes of the others is no matter after that: nothing of it is begun. */
  async function liveUntil(at: number) {
    const { faults } = world.platform.forge;
    const delivered = deliverMeanwhile(world);
    const { onWireCall } = faults;
    const { database } = world.platform;
    const forget = database.prepare("DELETE FROM queue_event WHERE state = 'waiting'");
    faults.onWireCall = (call) => {
      if (now() > at) forget.run();
      return onWireCall?.(call) ?? 'go';
    };
    await live(at + 5 * SECOND - now(), 5 * SECOND);
    await delivered();
  }

  test('as removals that were asked for one by one wait for each other', async () => {
    const { submitted, end } = await sixtyAsk();
    await world.sweep();
    await live(end - 6 * SECOND - now(), 2 * SECOND);
    const maya = world.as('Maya Lindqvist');
    for (const one of submitted) value(await approve(maya, 'WEB-1', one));
    world.platform.atlassian.faults.setPreset('slow', true);
    await liveUntil(end + MINUTE);
    await expectEndedWithin(end);
  });

  test('as approvers are told by a Jira that takes its time', async () => {
    const { end } = await sixtyAsk();
    world.platform.atlassian.faults.add({ effect: { kind: 'delay', milliseconds: 3 * SECOND } });
    const swept = world.sweep();
    await liveUntil(end + MINUTE);
    await swept;
    await expectEndedWithin(end);
  });
});
