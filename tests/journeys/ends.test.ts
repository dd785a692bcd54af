import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEntities } from '../../local/forge/kvs/entities';
import { KvsTable } from '../../local/forge/kvs/kvs-table';
import type { PlatformImage } from '../../local/platform/platform';
import { outboxRow } from '../../src/adapters/storage/rows';
import type { RequestView } from '../../src/contract/views';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get, steps } from '../support/ask-for';
import { killAfterChange } from '../support/kill-after';
import { manifest, openWorld, value, type World } from '../support/open-world';
import { keysOf, poison, writeRow } from '../support/poison';
import { addMembers, groupOf, type SeededGrant, seedHoldings } from '../support/seed-holdings';
import { answering } from '../support/site-answers';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'on-call', 'design']);
});
afterEach(() => world.close());

const days = (count: number) => ({ kind: 'days' as const, days: count });
const forever = { kind: 'permanent' } as const;
const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'], term: days(3) };
const isIn = (group = 'frontend') => world.members(group).includes('Priya Raman');
const now = () => world.platform.clock.now();

async function connectionId(): Promise<string> {
  const row = world.platform.database
    .prepare("SELECT value FROM kvs_record WHERE space = 'connection'")
    .get();
  return JSON.parse(String(row?.value)).body.value.id;
}

async function eventsOf(kind: string) {
  return (await auditOf(world)).map(({ event }) => event).filter((event) => event.kind === kind);
}

/** Time as it goes by: the sweep every five minutes, the queue whenever something is due. */
async function live(milliseconds: number, step = 20 * SECOND) {
  for (let gone = 0; gone < milliseconds; gone += step) await world.pass(step);
}

/** Goes on from there, in a world of its own. */
async function goOnFrom(image: PlatformImage) {
  await world.close();
  world = await openWorld({ from: image });
}

/** Whoever is in the group is given it until then; answers their names. */
async function seedDue(
  group: string,
  count: number,
  endsAt: number,
  over: Partial<SeededGrant> = {},
) {
  const connection = await connectionId();
  const people = addMembers(world, group, count);
  seedHoldings(
    world,
    people.map((who) => ({
      who,
      entitlement: groupOf(world, group),
      connectionId: connection,
      endsAt,
      grantedAt: endsAt - 7 * DAY,
      ...over,
    })),
  );
  return people.map(({ displayName }) => displayName);
}

const stillIn = (group: string, names: readonly string[]) => {
  const members = new Set(world.members(group));
  return names.filter((name) => members.has(name));
};

function fromIdentityProvider(group: string, flag: boolean) {
  world.platform.database
    .prepare('UPDATE site_group SET from_identity_provider = ? WHERE name = ?')
    .run(flag ? 1 : 0, group);
}

function renameConnection(id: string) {
  const stored = "FROM kvs_record WHERE space = 'connection'";
  const row = world.platform.database.prepare(`SELECT value ${stored}`).get();
  const connection = JSON.parse(String(row?.value));
  connection.body.value.id = id;
  world.platform.database
    .prepare("UPDATE kvs_record SET value = ? WHERE space = 'connection'")
    .run(JSON.stringify(connection));
}

/** The store says no to whatever writes this person's holding, as to a row that it can't take. */
function refuseHoldingOf(accountId: string): () => void {
  const kvs = world.platform.forge.kvs as unknown as {
    answer(route: string, body: unknown): Response;
  };
  const answer = kvs.answer.bind(kvs);
  kvs.answer = (route, body) => {
    const isMeant = route.includes('transaction') && JSON.stringify(body).includes(accountId);
    if (!isMeant) return answer(route, body);
    return Response.json({ code: 'NOT_TAKEN', message: 'Not taken' }, { status: 400 });
  };
  return () => {
    kvs.answer = answer;
  };
}

describe('ends at any size', () => {
  test.each([300, 1_000])(
    '%d due at the same instant are over within 60 seconds',
    async (count) => {
      const due = now() + 8 * MINUTE;
      const names = await seedDue('frontend', count, due);
      await world.pass(5 * MINUTE);
      await live(2 * MINUTE, MINUTE);
      await world.pass(due - now() - SECOND);
      expect(stillIn('frontend', names)).toHaveLength(count);
      await live(40 * SECOND, 10 * SECOND);
      expect(stillIn('frontend', names)).toEqual([]);
      const ended = await eventsOf('grant.ended');
      expect(ended).toHaveLength(count);
      const late = ended.map(({ at }) => at - due);
      expect(Math.max(...late)).toBeLessThanOrEqual(60 * SECOND);
    },
    120_000,
  );

  test('twenty are over in time beside 3,000 that stay, at the cost of twenty', async () => {
    const connection = await connectionId();
    const entitlement = groupOf(world, 'frontend');
    const stay = Array.from({ length: 3_000 }, (_, place) => ({
      who: { accountId: `stays-${place}`, displayName: `Stays ${place}` },
      entitlement,
      connectionId: connection,
    }));
    const cost = async (beside: readonly SeededGrant[], group: string) => {
      seedHoldings(world, beside);
      const names = await seedDue(group, 20, now() + 7 * MINUTE);
      const before = world.platform.forge.kvs.metered.readUnits;
      await live(10 * MINUTE, MINUTE);
      expect(stillIn(group, names)).toEqual([]);
      return world.platform.forge.kvs.metered.readUnits - before;
    };
    const alone = await cost([], 'design');
    const beside = await cost(stay, 'frontend');
    expect(beside).toBeLessThanOrEqual(alone * 1.2);
    const { readUnits } = world.platform.forge.kvs.metered;
    const priya = { kind: 'person' as const, accountId: world.person('Priya Raman').accountId };
    const changes = [
      { kind: 'group' as const, verb: 'add' as const, groupId: world.groupId('frontend') },
    ];
    value(
      await world.as('Noah Okafor').panel('request.preview', 'WEB-1', {
        ask: { subjects: [priya], changes },
        term: days(1),
      }),
    );
    expect(world.platform.forge.kvs.metered.readUnits - readUnits).toBeLessThan(20);
  }, 120_000);

  test('beside 3,000 pieces of work that the queue has lost, and a store that takes its time', async () => {
    // Whoever plays a test has a sweep run to its end before the queue delivers: here an end waits for it. In Forge, and
    // while the local platform runs by itself, both go on at the same time.
    const due = now() + 7 * MINUTE;
    const names = await seedDue('design', 20, due);
    for (let place = 0; place < 3_000; place += 1) {
      const row = outboxRow({
        id: `lost-${place}`,
        item: { kind: 'notifyOutcome', requestId: `gone-${place}` },
        dueAt: now() + place,
        bulk: false,
        claimedUntil: 0,
        attempts: 0,
      });
      const stored = JSON.parse(JSON.stringify(row));
      writeRow(world.platform, 'outbox', `outbox:lost-${place}`, stored);
    }
    let at = 0;
    world.platform.forge.faults.onWireCall = ({ functionKey }) => {
      if (functionKey === 'sweep') void world.platform.clock.advance(60);
      return 'go';
    };
    world.platform.atlassian.onExchange(({ method }) => {
      if (method === 'DELETE') at = now();
    });
    while (now() < due + 3 * MINUTE) await world.pass(20 * SECOND);
    expect(stillIn('design', names)).toEqual([]);
    expect(at - due).toBeLessThanOrEqual(MINUTE);
    // What comes after it in the sweep had its turn, and what was lost is done in the next ones.
    await live(10 * MINUTE, MINUTE);
    expect(keysOf(world.platform, 'outbox')).toEqual([]);
  });

  /** Who is taken out of which group, in that order. */
  function removals(): { readonly groupId: string; readonly accountId: string }[] {
    const seen: { groupId: string; accountId: string }[] = [];
    world.platform.atlassian.onExchange(({ via, method, url }) => {
      const query = new URL(url).searchParams;
      const [groupId, accountId] = [query.get('groupId'), query.get('accountId')];
      if (via !== 'token' || method !== 'DELETE' || groupId === null || accountId === null) return;
      seen.push({ groupId, accountId });
    });
    return seen;
  }

  test('of one group, short terms and small requests come first', async () => {
    const due = now() + 7 * MINUTE;
    await seedDue('design', 60, due, { size: 5_000, grantedAt: due - 90 * DAY });
    const connection = await connectionId();
    const { directory } = world.platform.atlassian;
    // Due last: what is due first would come first by itself.
    const late = [
      { name: 'Short', over: { size: 5_000, grantedAt: due - DAY } },
      { name: 'Small', over: { size: 1, grantedAt: due - 90 * DAY + SECOND } },
    ].map(({ name, over }) => {
      const who = directory.addPerson(name, `${name}@many.example`);
      directory.addMember(world.groupId('design'), who.accountId);
      const entitlement = groupOf(world, 'design');
      const [endsAt, connectionId] = [due + SECOND, connection];
      seedHoldings(world, [{ who, entitlement, connectionId, endsAt, ...over }]);
      return who.accountId;
    });
    const seen = removals();
    await live(9 * MINUTE, MINUTE);
    expect(seen).toHaveLength(62);
    expect(seen.slice(0, 2).map(({ accountId }) => accountId)).toEqual(late);
  });

  test('of many groups, the one with short terms is not behind more than are worked at at once', async () => {
    const due = now() + 7 * MINUTE;
    const { directory } = world.platform.atlassian;
    for (let group = 0; group < 12; group += 1) {
      directory.addGroup(`large-${group}`);
      await seedDue(`large-${group}`, 8, due, { size: 5_000, grantedAt: due - 90 * DAY });
    }
    await seedDue('on-call', 2, due + SECOND, { grantedAt: due - DAY });
    const seen = removals();
    await live(9 * MINUTE, MINUTE);
    expect(seen).toHaveLength(98);
    const last = seen.findLastIndex(({ groupId }) => groupId === world.groupId('on-call'));
    const before = new Set(seen.slice(0, last).map(({ groupId }) => groupId));
    expect(before.size).toBeLessThanOrEqual(6);
  });
});

test.each([
  ['after', 0],
  ['among', 600],
])(
  'what is small and comes due %s more than one look finds is among the first that end',
  async (_, behind) => {
    const slot = 10 * SECOND;
    const due = Math.floor(now() / slot) * slot + 7 * MINUTE + 5 * SECOND;
    await seedDue('design', 2_100, due, { size: 5_000, grantedAt: due - 90 * DAY });
    const small = await seedDue('on-call', 1, due + SECOND, { grantedAt: due - DAY });
    await seedDue('qa', behind, due + 2 * SECOND, { size: 5_000, grantedAt: due - 90 * DAY });
    let removals = 0;
    world.platform.atlassian.onExchange(({ via, method }) => {
      if (via === 'token' && method === 'DELETE') removals += 1;
    });
    // Every run of the queue ends here: what had come first is all that there is.
    world.platform.forge.faults.onWireCall = ({ functionKey }) =>
      functionKey === 'work-consumer' && removals >= 100 ? 'kill' : 'go';
    await live(8 * MINUTE, MINUTE);
    expect(removals).toBeGreaterThanOrEqual(100);
    expect(removals).toBeLessThan(1_000);
    expect(stillIn('on-call', small)).toEqual([]);
  },
  120_000,
);

describe('what is stuck stands in nobody’s way, and is told', () => {
  test('fifty grants of a group that is an identity provider’s now, and others that are due', async () => {
    const due = now() + 6 * MINUTE;
    const stuck = await seedDue('design', 50, due);
    fromIdentityProvider('design', true);
    const others = await seedDue('on-call', 20, due + MINUTE);
    await live(9 * MINUTE, MINUTE);
    expect(stillIn('on-call', others)).toEqual([]);
    expect(stillIn('design', stuck)).toHaveLength(50);
    await live(20 * MINUTE, MINUTE);
    const overdue = await eventsOf('grant.overdue');
    expect(overdue).toHaveLength(50);
    expect(overdue[0]).toMatchObject({ cause: 'groupManagedElsewhere', since: due });
    fromIdentityProvider('design', false);
    await live(65 * MINUTE, 5 * MINUTE);
    expect(stillIn('design', stuck)).toEqual([]);
    expect(await eventsOf('grant.ended')).toHaveLength(70);
  }, 120_000);

  test('groups that fail again and again are not taken for a site that is down', async () => {
    const { directory, faults } = world.platform.atlassian;
    const names = (what: string) => Array.from({ length: 20 }, (_, place) => `${what}-${place}`);
    const [broken, sound] = [names('broken'), names('sound')];
    for (const name of [...broken, ...sound]) directory.addGroup(name);
    const endsAt = now() + HOUR;
    for (const group of broken) {
      await seedDue(group, 2, endsAt, { grantedAt: endsAt - DAY });
      const effect = { kind: 'answer' as const, status: 500, body: '' };
      faults.add({ via: 'token', query: new RegExp(world.groupId(group)), effect });
    }
    const people = new Map<string, readonly string[]>();
    for (const group of sound) people.set(group, await seedDue(group, 2, endsAt));
    await live(50 * MINUTE, 5 * MINUTE);
    await live(35 * MINUTE);
    const left = [...people].flatMap(([group, who]) => stillIn(group, who));
    expect(left).toEqual([]);
  });

  test('on another site: other ends go on, and they end once their site is back', async () => {
    const due = now() + 6 * MINUTE;
    await seedDue('design', 250, due, { connectionId: 'another-site' });
    const others = await seedDue('on-call', 5, due + 2 * MINUTE);
    await live(10 * MINUTE, MINUTE);
    expect(stillIn('on-call', others)).toEqual([]);
    await live(10 * MINUTE, MINUTE);
    expect(
      (await eventsOf('grant.overdue')).every((one) => 'cause' in one && one.cause === 'otherSite'),
    ).toBe(true);
  }, 120_000);

  test('overdue access shows as overdue, with its cause; is told once, to the item after a day, and every day', async () => {
    const request = await askAndApprove(world, named);
    await world.pass(3 * DAY - 2 * MINUTE);
    fromIdentityProvider('frontend', true);
    const noah = world.as('Noah Okafor');
    const grantOf = async () => (await steps(noah, 'WEB-1', request.id))[0]?.grant;
    const told = () =>
      world.platform.atlassian
        .notificationsOf(world.person('Maya Lindqvist').accountId)
        .filter(({ text }) => text.includes('should have ended')).length;
    const before = told();
    await live(12 * MINUTE, MINUTE);
    expect(await grantOf()).toMatchObject({ state: 'overdue', cause: 'groupManagedElsewhere' });
    expect((await get(noah, 'WEB-1', request.id)).late).toMatchObject({
      about: 'overdue',
      cause: 'groupManagedElsewhere',
    });
    const olivia = world.as('Olivia Hart');
    const { overdue } = value(await olivia.admin('admin.load', {}));
    expect(overdue).toMatchObject({
      more: false,
      items: [
        {
          subject: { displayName: 'Priya Raman' },
          entitlement: { name: 'frontend' },
          cause: 'groupManagedElsewhere',
          issueKey: 'WEB-1',
        },
      ],
    });
    const { accountId } = world.person('Priya Raman');
    const { groups } = value(await olivia.admin('admin.person', { accountId }));
    expect(groups.find(({ name }) => name === 'frontend')?.grant).toMatchObject({
      state: 'overdue',
    });
    expect(told()).toBe(before);
    await live(10 * MINUTE, MINUTE);
    expect(told()).toBe(before + 1);
    await live(2 * DAY, 30 * MINUTE);
    expect(told()).toBe(before + 2);
    expect((await eventsOf('grant.overdue')).length).toBeGreaterThanOrEqual(2);
    fromIdentityProvider('frontend', false);
    await live(65 * MINUTE, 5 * MINUTE);
    expect(isIn()).toBe(false);
    expect(value(await olivia.admin('admin.load', {})).overdue.items).toEqual([]);
    expect(await grantOf()).toMatchObject({ state: 'ended' });
    expect((await get(noah, 'WEB-1', request.id)).late).toBeUndefined();
    const [ended] = await eventsOf('grant.ended');
    expect(ended).toMatchObject({ why: 'expired' });
    expect(ended?.kind === 'grant.ended' && ended.lateBy).toBeGreaterThan(2 * DAY);
  }, 120_000);

  test('what is not proved to be ours stays, and says so', async () => {
    const due = now() + 6 * MINUTE;
    const names = await seedDue('design', 2, due, { unproved: true });
    await live(30 * MINUTE, MINUTE);
    expect(stillIn('design', names)).toEqual(names);
    expect(await eventsOf('grant.overdue')).toMatchObject([
      { cause: 'unproved' },
      { cause: 'unproved' },
    ]);
    expect(await eventsOf('effect')).toEqual([]);
  });
});

describe('nothing is taken for ended, or told, that is not', () => {
  test('somebody else leaves while the members are read: whoever moved up is not missed', async () => {
    const { directory } = world.platform.atlassian;
    const names = await seedDue('design', 120, now() + 6 * MINUTE);
    const group = world.groupId('design');
    let pages = 0;
    world.platform.forge.faults.onWireCall = ({ functionKey, target }) => {
      if (functionKey !== 'work-consumer' || !target.includes('/group/member')) return 'go';
      pages += 1;
      const [first] = directory.membersOf(group);
      if (pages === 2 && first !== undefined) directory.removeMember(group, first);
      return 'go';
    };
    await live(10 * MINUTE, MINUTE);
    expect(pages).toBeGreaterThan(2);
    expect(stillIn('design', names)).toEqual([]);
  });

  test('one that the store does not take keeps none of the others, and admins are told', async () => {
    const names = await seedDue('design', 30, now() + 6 * MINUTE);
    const { accountId } = world.person(names[7] ?? '');
    const undo = refuseHoldingOf(accountId);
    await live(10 * MINUTE, MINUTE);
    expect(stillIn('design', names)).toEqual([names[7]]);
    const olivia = world.as('Olivia Hart');
    const { items } = value(await olivia.admin('aside.list', {}));
    expect(items).toMatchObject([{ kind: 'holding', trouble: { trouble: 'failing' } }]);
    undo();
    await live(10 * MINUTE, MINUTE);
    expect(stillIn('design', names)).toEqual([]);
  });

  test('a run that is killed at any call of the telling is made up for: told once', async () => {
    await askAndApprove(world, named);
    await world.pass(3 * DAY - 2 * MINUTE);
    fromIdentityProvider('frontend', true);
    await live(13 * MINUTE, MINUTE);
    const beginning = world.platform.image();
    for (let at = 20; at < 31; at += 2) {
      await goOnFrom(beginning);
      let calls = 0;
      world.platform.forge.faults.onWireCall = ({ functionKey }) => {
        if (functionKey !== 'work-consumer') return 'go';
        calls += 1;
        return calls === at ? 'kill' : 'go';
      };
      await live(10 * MINUTE, MINUTE);
      world.platform.forge.faults.onWireCall = undefined;
      await live(2 * HOUR, 10 * MINUTE);
      const told = world.platform.atlassian
        .notificationsOf(world.person('Maya Lindqvist').accountId)
        .filter(({ text }) => text.includes('should have ended')).length;
      expect([at, calls >= at, told]).toEqual([at, true, 1]);
    }
  }, 120_000);

  test.each([
    [
      'the token is good again',
      () => world.platform.atlassian.faults.setPreset('token-rejected', true),
    ],
    ['its own site is back', () => renameConnection('another-site')],
  ] as const)('%s: what waited for it ends at once, not after its pause', async (_, break_) => {
    const id = await connectionId();
    const names = await seedDue('design', 5, now() + 6 * MINUTE);
    break_();
    await live(6 * HOUR, 5 * MINUTE);
    expect(stillIn('design', names)).toHaveLength(5);
    world.platform.atlassian.faults.setPreset('token-rejected', false);
    renameConnection(id);
    await world.connect();
    await live(MINUTE);
    expect(stillIn('design', names)).toEqual([]);
  });
});

describe('safe beside approvals', () => {
  /** Asked for, and waiting for its approval. */
  async function waiting(term: typeof forever | ReturnType<typeof days>): Promise<RequestView> {
    const submitted = value(await ask(world, world.as('Noah Okafor'), { ...named, term }));
    await world.settle();
    return submitted;
  }

  /** Plays it with one thing beginning at calls of the other, whichever it is; until there is none. */
  async function atCalls(
    every: number,
    begin: (more: RequestView) => Promise<unknown>,
    other: () => Promise<void>,
  ) {
    await askAndApprove(world, named);
    await world.pass(2 * DAY);
    const more = await waiting(forever);
    const seen = await get(world.as('Noah Okafor'), 'WEB-1', more.id);
    await world.pass(DAY - HOUR);
    const beginning = world.platform.image();
    for (let at = 1; ; at += every) {
      await goOnFrom(beginning);
      let calls = 0;
      let removed = 0;
      world.platform.atlassian.onExchange(({ method, url, status }) => {
        if (method === 'DELETE' && url.includes('/group/user') && status === 200) removed += 1;
      });
      let begun: Promise<unknown> | undefined;
      world.platform.forge.faults.onWireCall = ({ functionKey }) => {
        if (functionKey !== 'work-consumer') return 'go';
        calls += 1;
        if (calls === at) begun = begin(seen);
        return 'go';
      };
      await other();
      await begun;
      world.platform.forge.faults.onWireCall = undefined;
      if (begun === undefined) return at;
      // What was taken away meanwhile is given back by the very run that finds out, not by the next look.
      await world.settle();
      expect([at, isIn()]).toEqual([at, true]);
      await live(10 * MINUTE, MINUTE);
      const { state } = await get(world.as('Noah Okafor'), 'WEB-1', more.id);
      const effects = (await eventsOf('effect')).map((event) => 'action' in event && event.action);
      expect([at, state, isIn(), effects[0]]).toEqual([at, 'completed', true, 'group.addUser']);
      // Taken, and given back: as often the one as the other.
      const taken = effects.filter((action) => action === 'group.removeUser').length;
      expect([at, taken, effects.length]).toEqual([at, removed, 2 * removed + 1]);
      await world.pass(30 * DAY);
      await world.sweep();
      expect([at, isIn()]).toEqual([at, true]);
    }
  }

  const approveIt = async (seen: RequestView) =>
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', seen));

  test('approved for good at any call of the end: it is there afterwards, and the audit says what was done', async () => {
    const calls = await atCalls(2, approveIt, async () => {
      await world.pass(HOUR);
      await world.sweep();
    });
    expect(calls).toBeGreaterThan(8);
  }, 120_000);

  test('due at any call of the run that prolongs it: it is there afterwards', async () => {
    const calls = await atCalls(
      5,
      () => world.platform.forge.scheduler.run('sweep-schedule'),
      async () => {
        await world.platform.clock.advance(HOUR);
        const [row] = value(await world.as('Noah Okafor').panel('panel.load', 'WEB-1')).requests;
        if (row !== undefined) await approveIt(row);
        await world.settle();
      },
    );
    expect(calls).toBeGreaterThan(8);
  }, 120_000);

  test('killed at any call, an end is made up for, once', async () => {
    await askAndApprove(world, named);
    await world.pass(3 * DAY - HOUR);
    const beginning = world.platform.image();
    for (let at = 0; ; at += 1) {
      await goOnFrom(beginning);
      const wasKilled = killAfterChange(world, at);
      await world.pass(HOUR);
      await world.sweep();
      const isLast = !wasKilled();
      await live(12 * MINUTE, MINUTE);
      expect([at, isIn()]).toEqual([at, false]);
      const said = (await auditOf(world)).map(({ event }) =>
        event.kind === 'effect' ? event.action : event.kind,
      );
      const count = (what: string) => said.filter((one) => one === what).length;
      expect([at, count('group.removeUser'), count('grant.ended')]).toEqual([at, 1, 1]);
      if (isLast) return expect(at).toBeGreaterThan(3);
    }
  }, 120_000);

  test('a query that is behind takes nothing away that was prolonged', async () => {
    world.platform.forge.faults.queryLag = 10 * MINUTE;
    await askAndApprove(world, named);
    await world.pass(3 * DAY - 3 * MINUTE);
    await askAndApprove(world, { ...named, term: forever });
    await live(20 * MINUTE, MINUTE);
    expect(isIn()).toBe(true);
    world.platform.forge.faults.queryLag = 0;
  });

  test('taken away by hand and given again by hand for good: the old end does not take it away', async () => {
    await askAndApprove(world, { ...named, term: days(5) });
    const { directory } = world.platform.atlassian;
    const { accountId } = world.person('Priya Raman');
    await world.pass(2 * HOUR);
    directory.removeMember(world.groupId('frontend'), accountId);
    await world.pass(13 * HOUR);
    await world.sweep();
    expect(await eventsOf('grant.ended')).toMatchObject([{ why: 'goneByHand' }]);
    directory.addMember(world.groupId('frontend'), accountId);
    await world.pass(6 * DAY);
    await world.sweep();
    expect(isIn()).toBe(true);
  });

  test('the round takes nobody’s grant who has it, is inactive, or whose group is not there', async () => {
    await askAndApprove(world, { ...named, add: ['frontend', 'WEB/Developers'], term: days(5) });
    world.platform.atlassian.directory.setActive(world.person('Priya Raman').accountId, false);
    await world.pass(26 * HOUR);
    await world.sweep();
    expect(await eventsOf('grant.ended')).toEqual([]);
  });

  test('one role that always fails keeps nobody else of the round from being looked at', async () => {
    const { directory, faults } = world.platform.atlassian;
    const [noah, priya] = [world.person('Noah Okafor'), world.person('Priya Raman')];
    const at = { connectionId: await connectionId(), grantedAt: now() - DAY };
    const role = {
      kind: 'role',
      projectId: directory.projectOf('WEB').id,
      projectKey: 'WEB',
      projectName: 'Web',
      roleId: world.roleId('WEB', 'Developers'),
      name: 'Developers',
    } as const;
    seedHoldings(world, [
      { ...at, who: noah, entitlement: role, endsAt: now() + 9 * DAY },
      { ...at, who: priya, entitlement: groupOf(world, 'frontend'), endsAt: now() + 10 * DAY },
    ]);
    faults.add({
      via: 'token',
      path: /^\/project\/.*role/,
      effect: answering(500, { errorMessages: ['Something is broken.'] }),
    });
    await world.sweep();
    expect(await eventsOf('grant.ended')).toMatchObject([
      { why: 'goneByHand', subject: { displayName: 'Priya Raman' } },
    ]);
  });

  test('where the site is down, the round goes on from there once it works', async () => {
    const stop = world.platform.atlassian.faults.add({
      via: 'token',
      effect: answering(503, { errorMessages: ['Down.'] }),
    });
    seedHoldings(world, [
      {
        connectionId: await connectionId(),
        grantedAt: now() - DAY,
        who: world.person('Priya Raman'),
        entitlement: groupOf(world, 'frontend'),
        endsAt: now() + 10 * DAY,
      },
    ]);
    await world.sweep();
    expect(await eventsOf('grant.ended')).toEqual([]);
    stop();
    await world.pass(20 * MINUTE);
    expect(await eventsOf('grant.ended')).toMatchObject([{ why: 'goneByHand' }]);
  });

  test('a round that is said to have begun years ahead keeps no other from beginning', async () => {
    await world.sweep();
    world.platform.database
      .prepare("UPDATE kvs_record SET value = ? WHERE key = 'round:holdings'")
      .run(JSON.stringify({ beganAt: Date.UTC(2190, 0, 1), isOver: true }));
    const who = world.person('Priya Raman');
    const held = { who, entitlement: groupOf(world, 'frontend'), endsAt: now() + 10 * DAY };
    seedHoldings(world, [{ ...held, connectionId: await connectionId(), grantedAt: now() - DAY }]);
    await world.sweep();
    expect(await eventsOf('grant.ended')).toMatchObject([{ why: 'goneByHand' }]);
  });

  test('a sweep reads so many pages of what runs, and the next goes on behind them', async () => {
    const [person] = addMembers(world, 'frontend', 1);
    if (person === undefined) throw new Error('There is nobody');
    // Of another site: nothing of them is asked, so that no limit of calls ends it.
    const running = Array.from({ length: 2_500 }, (_, place) => ({
      connectionId: `other-${place}`,
      who: person,
      entitlement: groupOf(world, 'frontend'),
      endsAt: now() + 30 * DAY + place,
    }));
    seedHoldings(world, running);
    const round = () => {
      const stored = world.platform.forge.kvs.entries().find(({ key }) => key === 'round:holdings');
      return stored?.value as { readonly isOver: boolean } | undefined;
    };
    await world.sweep();
    expect(round()?.isOver).toBe(false);
    await world.sweep();
    expect(round()?.isOver).toBe(true);
  });
});

describe('grants of earlier versions', () => {
  /** As they were stored: by the block of steps that gave them. */
  function store(
    id: string,
    connection: string,
    grants: readonly object[],
    entitlement = groupOf(world, 'frontend'),
  ) {
    const entities = new Map(readEntities(manifest).map((entity) => [entity.name, entity]));
    const table = new KvsTable(world.platform.database, now, entities, () => 0);
    const [requestId] = id.split(':');
    const value = { id, revision: 1, requestId, connectionId: connection, entitlement, grants };
    const row = {
      status: 'open',
      entitlement: 'x',
      endsAt: now(),
      revision: 1,
      body: { v: 1, value },
    };
    table.set('grants', `grants:${id}`, JSON.stringify(row), undefined);
  }
  const left = () =>
    world.platform.database.prepare("SELECT key FROM kvs_record WHERE space = 'grants'").all();

  test('are carried over, a part in each sweep, and end when they are due; what ended stays ended', async () => {
    const connection = await connectionId();
    const people = addMembers(world, 'frontend', 60);
    people.forEach(({ accountId, displayName }, place) => {
      const subject = { kind: 'person', accountId, displayName };
      const active = { subject, grantedAt: 1, endsAt: now() - DAY, status: { state: 'active' } };
      const ended = { state: 'ended', why: 'revoked', at: 5 };
      // Of one in three only an ended grant is left beside one that stays.
      store(
        `earlier-${place}:0`,
        connection,
        place % 3 === 0
          ? [
              { ...active, status: ended },
              { ...active, endsAt: undefined },
            ]
          : [active],
      );
    });
    await live(25 * MINUTE, 5 * MINUTE);
    expect(left()).toEqual([]);
    const names = people.map(({ displayName }) => displayName);
    expect(stillIn('frontend', names)).toEqual(names.filter((_, place) => place % 3 === 0));
    expect(await eventsOf('grant.ended')).toHaveLength(40);
  });

  test('however many end soon after the update, each ends in time', async () => {
    const connection = await connectionId();
    const endsAt = now() + 9 * MINUTE;
    const people = addMembers(world, 'frontend', 80);
    people.forEach(({ accountId, displayName }, place) => {
      const subject = { kind: 'person', accountId, displayName };
      store(`earlier-${place}:0`, connection, [
        { subject, grantedAt: 1, endsAt, status: { state: 'active' } },
      ]);
    });
    await live(11 * MINUTE);
    const names = people.map(({ displayName }) => displayName);
    expect(stillIn('frontend', names)).toEqual([]);
    const late = (await eventsOf('grant.ended')).map(({ at }) => at - endsAt);
    expect([late.length, Math.max(...late) <= MINUTE]).toEqual([80, true]);
  });

  test('one that an approved request has taken away before it is carried over is not on record as held', async () => {
    const { accountId, displayName } = world.person('Priya Raman');
    world.platform.atlassian.directory.addMember(world.groupId('frontend'), accountId);
    const subject = { kind: 'person', accountId, displayName };
    const removal = { issue: 'WEB-1', people: ['Priya Raman'], remove: ['frontend'] };
    await askAndApprove(world, removal);
    const grantedAt = now() - DAY;
    const active = { subject, grantedAt, endsAt: undefined, status: { state: 'active' } };
    store('earlier-0:0', await connectionId(), [active]);
    await world.sweep();
    expect([left(), isIn()]).toEqual([[], false]);
    const held = value(await world.as('Priya Raman').access('access.held', {})).items;
    expect(held.map(({ standing }) => standing.state)).not.toContain('stays');
  });

  test('one whose request can’t be read ends all the same, and keeps none of the others', async () => {
    const connection = await connectionId();
    const request = await askAndApprove(world, {
      ...named,
      people: ['Yuki Tanaka'],
      term: forever,
    });
    poison(world.platform, 'request', `request:${request.id}`);
    const people = addMembers(world, 'design', 2);
    const entitlement = groupOf(world, 'design');
    people.forEach(({ accountId, displayName }, place) => {
      const subject = { kind: 'person', accountId, displayName };
      const grants = [{ subject, grantedAt: 1, endsAt: now() - 1, status: { state: 'active' } }];
      store(place === 0 ? `${request.id}:7` : 'good:0', connection, grants, entitlement);
    });
    await live(10 * MINUTE, 5 * MINUTE);
    expect(
      stillIn(
        'design',
        people.map(({ displayName }) => displayName),
      ),
    ).toEqual([]);
    expect(left()).toEqual([]);
  });

  test('however many stay as their holding can’t be read, the others are carried over', async () => {
    const connection = await connectionId();
    const entitlement = groupOf(world, 'frontend');
    const people = addMembers(world, 'frontend', 46);
    people.forEach(({ accountId, displayName }, place) => {
      const subject = { kind: 'person', accountId, displayName };
      store(`earlier-${place}:0`, connection, [
        { subject, grantedAt: 1, endsAt: now() - 1, status: { state: 'active' } },
      ]);
    });
    const stuck = people.slice(0, 45);
    seedHoldings(
      world,
      stuck.map((who) => ({ who, entitlement, connectionId: connection, endsAt: now() + DAY })),
    );
    for (const key of keysOf(world.platform, 'holding')) poison(world.platform, 'holding', key);
    await live(10 * MINUTE, 5 * MINUTE);
    expect(left()).toHaveLength(45);
    expect(world.members('frontend')).not.toContain('frontend 45');
  });

  test('one that can’t be read keeps none of the others', async () => {
    const connection = await connectionId();
    const [one] = addMembers(world, 'frontend', 1);
    store('bad:0', connection, [{ nonsense: true }]);
    const subject = { kind: 'person', ...one };
    store('good:0', connection, [
      { subject, grantedAt: 1, endsAt: now() - 1, status: { state: 'active' } },
    ]);
    await live(10 * MINUTE, 5 * MINUTE);
    expect(world.members('frontend')).not.toContain(one?.displayName);
    expect(left()).toHaveLength(1);
  });
});
