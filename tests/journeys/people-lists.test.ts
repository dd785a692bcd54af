import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { REQUEST_FORMAT } from '../../src/adapters/storage/formats';
import { readBody } from '../../src/adapters/storage/stored-body';
import type { RequestView } from '../../src/contract/views';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { listedFor, rowsOf } from '../../src/domain/projection/projection-row';
import { approve, ask, askAndApprove, decline } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { refuseWrites, rowOf, writeRow } from '../support/poison';

/** The lists in which requests are found by people: fed by what follows a change, never by the change itself. */
let world: World;
let isOpen = false;
afterEach(async () => {
  if (isOpen) await world.close();
  isOpen = false;
});

async function open() {
  world = await openWorld();
  isOpen = true;
  await world.connect();
  await world.allow(['frontend', 'engineering']);
}

const entries = (entity: string) =>
  world.platform.forge.kvs.entries().filter((entry) => entry.entity === entity);

/** Each row that is stored, in words. */
const stored = () =>
  entries('projection')
    .map(
      ({ value: row }) =>
        row as {
          requestId: string;
          list: string;
          accountId?: string;
          bundleId?: string;
          at: number;
        },
    )
    .map(
      ({ requestId, list, accountId, bundleId, at }) =>
        `${requestId} ${list} ${accountId ?? bundleId} ${at}`,
    )
    .toSorted();

/** What the records say, all of them. */
const wanted = () =>
  entries('request')
    .map(({ value: row }) => readBody(REQUEST_FORMAT, (row as { body: unknown }).body))
    .flatMap((request) =>
      rowsOf(request).map((row) => `${request.id} ${row.list} ${listedFor(row)} ${row.at}`),
    )
    .toSorted();

const inOthers = (rows: readonly string[]) => rows.filter((row) => !row.includes(' audited '));

const listOf = (list: string, name: string) =>
  stored().filter((row) => row.includes(` ${list} ${world.person(name).accountId} `));

const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
const asks = async (more: object = {}) =>
  value(await ask(world, world.as('Noah Okafor'), { ...named, ...more }));

async function sweeps(count: number, pause = 6 * MINUTE) {
  for (let sweep = 0; sweep < count; sweep += 1) {
    await world.pass(pause);
    await world.sweep();
  }
}

/** One step of a journey: a number says what, another of which request. */
const DEEDS = [
  'ask',
  'askTwoStages',
  'approve',
  'decline',
  'withdraw',
  'otherLead',
  'move',
  'pass',
  'sweep',
  'timeOut',
] as const;
const step = fc.record({ deed: fc.constantFrom(...DEEDS), which: fc.nat({ max: 9 }) });
const trouble = fc.record({ twice: fc.boolean(), lost: fc.nat({ max: 3 }), late: fc.boolean() });

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

async function play(steps: readonly Step[]): Promise<void> {
  const { directory } = world.platform.atlassian;
  const asked: RequestView[] = [];
  let issue = 'WEB-1';
  for (const { deed, which } of steps) {
    const one = asked.length === 0 ? undefined : asked[which % asked.length];
    const leads = ['Maya Lindqvist', 'Liam Chen'] as const;
    // What is refused changes nothing: as often as not, it is nobody's turn.
    const of = { id: one?.id ?? '', revision: (one?.revision ?? 0) + (which % 2) } as RequestView;
    switch (deed) {
      case 'ask':
      case 'askTwoStages': {
        const add = deed === 'ask' ? ['frontend'] : ['frontend', 'MOB/Member'];
        const made = await ask(world, world.as('Noah Okafor'), { ...named, issue, add });
        if (made.ok) asked.push(made.value);
        break;
      }
      case 'approve':
        for (const lead of leads) await approve(world.as(lead), issue, of);
        break;
      case 'decline':
        await decline(world.as(leads[which % 2] ?? leads[0]), issue, of, 'Not now.');
        break;
      case 'withdraw':
        await world
          .as('Noah Okafor')
          .panel('request.withdraw', issue, { requestId: of.id, revision: of.revision } as never);
        break;
      case 'otherLead':
        directory.setLead('WEB', world.person(leads[which % 2] ?? leads[0]).accountId);
        break;
      case 'move':
        issue = directory.moveIssue(issue, issue.startsWith('WEB') ? 'MOB' : 'WEB');
        break;
      case 'pass':
        await world.settle();
        break;
      case 'sweep':
        await sweeps(1);
        break;
      case 'timeOut':
        await world.pass(15 * DAY);
        await world.sweep();
        break;
    }
  }
}

test('after any journey, the lists are what the requests say', { timeout: 240_000 }, async () => {
  await open();
  await world.allow(['frontend', 'engineering'], { rolesOf: 'anyProject' });
  const from = world.platform.image();
  await world.close();
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 12 }),
      trouble,
      async (steps, { twice, lost, late }) => {
        world = await openWorld({ from });
        isOpen = true;
        try {
          world.platform.forge.faults.duplicateEvents = twice;
          world.platform.forge.faults.loseNextPushes = lost;
          world.platform.forge.faults.queryLag = late ? MINUTE : 0;
          await play([{ deed: 'ask', which: 0 }, ...steps]);
          // No day passes: what makes them right is the work that follows, and no round.
          await sweeps(3);
          // The audit keeps who has decided what nobody asks them any more.
          expect(stored()).toEqual(expect.arrayContaining(wanted()));
          expect(inOthers(stored())).toEqual(inOthers(wanted()));
          expect(inOthers(stored()).length).toBeGreaterThan(0);
        } finally {
          await world.close();
          isOpen = false;
        }
      },
    ),
    { numRuns: 12 },
  );
});

describe('a request', () => {
  test('is found by its approver, then by the next, and by nobody once it is over', async () => {
    await open();
    const { id } = await asks();
    expect(stored()).toEqual([]);
    await world.settle();
    expect(listOf('toDecide', 'Maya Lindqvist')).toHaveLength(1);
    expect(listOf('asked', 'Noah Okafor')).toHaveLength(1);
    const liam = world.person('Liam Chen').accountId;
    world.platform.atlassian.directory.setLead('WEB', liam);
    await sweeps(1);
    expect(listOf('toDecide', 'Maya Lindqvist')).toEqual([]);
    expect(listOf('toDecide', 'Liam Chen')).toHaveLength(1);
    const shown = value(
      await world.as('Liam Chen').panel('request.get', 'WEB-1', { requestId: id }),
    );
    value(await approve(world.as('Liam Chen'), 'WEB-1', shown));
    await world.settle();
    expect(listOf('toDecide', 'Liam Chen')).toEqual([]);
    expect(listOf('askedOver', 'Noah Okafor')).toHaveLength(1);
    for (const name of ['Noah Okafor', 'Liam Chen', 'Priya Raman'])
      expect(listOf('audited', name)).toHaveLength(1);
    expect(listOf('audited', 'Maya Lindqvist')).toEqual([]);
  });

  test('whose rows the store refuses is told and decided all the same, tried again, told of and mended', async () => {
    await open();
    const accept = refuseWrites(world.platform, 'projection');
    const request = await asks();
    await world.settle();
    const { notificationsOf } = world.platform.atlassian;
    expect(notificationsOf(world.person('Maya Lindqvist').accountId)).toHaveLength(1);
    expect(stored()).toEqual([]);
    const promises = () =>
      entries('outbox').filter(({ key }) => key === `outbox:lists.${request.id}`);
    expect(promises()).toHaveLength(1);
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await sweeps(12, HOUR);
    expect(promises()).toHaveLength(1);
    const { items } = value(await world.as('Olivia Hart').admin('aside.list', {}));
    expect(items.map(({ key }) => key)).toEqual([`outbox:lists.${request.id}`]);
    accept();
    await sweeps(2, 6 * HOUR);
    expect(stored()).toEqual(wanted());
    expect(inOthers(stored()).length).toBe(1);
    expect(promises()).toEqual([]);
  });

  test('that is deleted because it is over for long enough leaves nothing in any list', async () => {
    await open();
    const { id } = await asks();
    await world.settle();
    const shown = value(
      await world.as('Maya Lindqvist').panel('request.get', 'WEB-1', { requestId: id }),
    );
    value(await decline(world.as('Maya Lindqvist'), 'WEB-1', shown, 'Not now.'));
    await world.settle();
    expect(listOf('askedOver', 'Noah Okafor')).toHaveLength(1);
    value(await world.as('Olivia Hart').admin('retention.save', { before: null, keepDays: 30 }));
    await world.pass(40 * DAY);
    await sweeps(8, HOUR);
    expect([entries('request'), stored(), entries('projected')]).toEqual([[], [], []]);
  });

  test('of somebody whose account was closed is in none of their lists', async () => {
    await open();
    const { id } = await asks();
    await world.settle();
    const shown = value(
      await world.as('Maya Lindqvist').panel('request.get', 'WEB-1', { requestId: id }),
    );
    value(await decline(world.as('Maya Lindqvist'), 'WEB-1', shown, 'Not now.'));
    await sweeps(6, HOUR);
    const noah = world.person('Noah Okafor').accountId;
    expect(listOf('askedOver', 'Noah Okafor')).toHaveLength(1);
    world.platform.atlassian.directory.close(noah);
    await world.pass(7 * DAY);
    await sweeps(14, HOUR);
    expect(JSON.stringify([stored(), entries('projected')])).not.toContain(noah);
    expect(stored()).toEqual(wanted());
  });
});

describe('what is not as it should be', () => {
  test('is mended by the round of a day, and nothing else is touched', async () => {
    await open();
    await askAndApprove(world, named);
    await asks({ add: ['engineering'] });
    await world.settle();
    await sweeps(1);
    const right = stored();
    expect(right).toHaveLength(8);
    const [row] = entries('projection');
    writeRow(world.platform, 'projection', row?.key ?? '', {
      ...(row?.value as object),
      at: 1,
    });
    await sweeps(2);
    expect(stored()).not.toEqual(right);
    await world.pass(DAY);
    await sweeps(1);
    expect(stored()).toEqual(right);
  });

  test('is made from the requests when an admin asks for it, with what was looked at and mended', async () => {
    await open();
    for (const add of [['frontend'], ['engineering']]) await asks({ add });
    await world.settle();
    await sweeps(1);
    const right = stored();
    for (const { key } of entries('projection')) {
      const value = rowOf(world.platform, key) ?? {};
      writeRow(world.platform, 'projection', key, { ...value, list: 'nothing' });
    }
    const olivia = world.as('Olivia Hart');
    const begun = value(await olivia.admin('lists.rebuild', {}));
    expect(begun).toMatchObject({ looked: 0, isAsked: true });
    await world.settle();
    const { round } = value(await olivia.admin('lists.load', {}));
    expect(round).toMatchObject({ looked: 2, mended: 2, failed: 0 });
    expect(round?.endedAt).toBeGreaterThanOrEqual(round?.beganAt ?? Number.NaN);
    expect(stored()).toEqual(right);
  });

  test('of more requests than a part goes through is made whole by the parts after it', async () => {
    await open();
    const { id } = await asks();
    await world.settle();
    const row = rowOf(world.platform, `request:${id}`) ?? {};
    const request = readBody(REQUEST_FORMAT, row.body);
    for (let number = 0; number < 600; number += 1) {
      const copy = `${id}-${number}`;
      const body = { v: 1, value: JSON.parse(JSON.stringify({ ...request, id: copy })) };
      writeRow(world.platform, 'request', `request:${copy}`, { ...row, body });
    }
    value(await world.as('Olivia Hart').admin('lists.rebuild', {}));
    await world.settle();
    const { round } = value(await world.as('Olivia Hart').admin('lists.load', {}));
    expect(round).toMatchObject({ looked: 601, mended: 600, failed: 0 });
    expect(round?.endedAt).toBeDefined();
    expect(stored()).toEqual(wanted());
  });
});
