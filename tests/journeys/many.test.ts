import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { poison, rowOf, writeRow } from '../support/poison';
import { strangeName } from '../support/strange-name';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const noah = () => world.as('Noah Okafor');
const maya = () => world.as('Maya Lindqvist');

test('500 people with names of 184 characters get access and lose it, each with an event of their own', async () => {
  const { directory } = world.platform.atlassian;
  const names = Array.from({ length: 500 }, (_, place) => strangeName(place));
  names.forEach((name, place) => void directory.addPerson(name, `strange.${place}@acme.example`));
  const request = await askAndApprove(world, {
    issue: 'WEB-1',
    people: names,
    add: ['frontend'],
    term: { kind: 'days', days: 1 },
  });
  expect(request).toMatchObject({ state: 'completed', progress: { applied: 500 } });
  const effects = async (action: string) =>
    (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'effect' && event.action === action && event.outcome === 'applied'
        ? [event.subject.kind === 'person' ? event.subject.accountId : '']
        : [],
    );
  expect(new Set(await effects('group.addUser')).size).toBe(500);
  await world.pass(DAY);
  await world.sweep();
  await world.sweep();
  expect(new Set(await effects('group.removeUser')).size).toBe(500);
  const left = world.members('frontend').filter((name) => names.includes(name));
  expect(left).toEqual([]);
});

test('a policy of 1,000 groups with names of 255 characters is saved and read again', async () => {
  const { directory } = world.platform.atlassian;
  const groups = Array.from({ length: 1_000 }, (_, place) =>
    directory.addGroup(
      `${place} ${strangeName(place)}${strangeName(place + 5_000)}`.slice(0, 255).toWellFormed(),
    ),
  );
  const admin = world.as('Olivia Hart');
  const load = async () => value(await admin.admin('admin.load', {})).policy;
  const before = await load();
  if (before === undefined) throw new Error('no policy');
  const input = {
    ...before,
    longestTermDays: null,
    fallbackApprovers: [],
    requestableGroups: groups.map(({ groupId }) => ({ groupId, unlockedFor: [] })),
  };
  value(await admin.admin('policy.save', input as never));
  const after = await load();
  expect(after?.requestableGroups).toHaveLength(1_000);
  expect(new Set(after?.requestableGroups.map(({ groupId }) => groupId)).size).toBe(1_000);
  const told = value(await admin.admin('audit.list', { kind: 'policy.changed' })).items.flatMap(
    ({ event }) =>
      event.kind === 'policy.changed' && event.version === after?.version ? event.changes : [],
  );
  const added = told.flatMap((change) => (change.of === 'groupAdded' ? [change.groupId] : []));
  expect(added.toSorted()).toEqual(groups.map(({ groupId }) => groupId).toSorted());
});

describe('25 requests that wait in one issue', () => {
  const names = Array.from({ length: 25 }, (_, place) => `Newcomer ${place}`);
  beforeEach(async () => {
    for (const [place, name] of names.entries()) {
      world.platform.atlassian.directory.addPerson(name, `newcomer.${place}@acme.example`);
      value(await ask(world, noah(), { issue: 'WEB-1', people: [name], add: ['frontend'] }));
    }
    await world.settle();
  });

  /** As the panel shows them: each once, whatever a page repeats. */
  async function everything(): Promise<readonly RequestView[]> {
    const first = value(await maya().panel('panel.load', 'WEB-1'));
    const all = new Map(first.requests.map((one) => [one.id, one]));
    let { cursor } = first;
    while (cursor !== undefined) {
      const page = value(await maya().panel('panel.more', 'WEB-1', { cursor }));
      for (const one of page.items) all.set(one.id, one);
      cursor = page.cursor;
    }
    return [...all.values()];
  }

  test('can all be decided, those that wait before those that are over', async () => {
    const [first] = await everything();
    if (first === undefined) throw new Error('nothing is shown');
    value(await approve(maya(), 'WEB-1', first));
    await world.settle();
    const shown = value(await maya().panel('panel.load', 'WEB-1')).requests;
    expect(shown.map(({ state }) => state)).toEqual(Array(20).fill('awaitingApproval'));
    const all = await everything();
    expect(all).toHaveLength(25);
    for (const request of all.filter(({ state }) => state === 'awaitingApproval')) {
      value(await approve(maya(), 'WEB-1', request));
    }
    await world.settle();
    expect(names.filter((name) => !world.members('frontend').includes(name))).toEqual([]);
  });

  test('are looked at again together: no other, and none that can’t be read', async () => {
    const [gone, ...shown] = (await everything()).slice(0, 20);
    const other = value(
      await ask(world, noah(), { issue: 'WEB-2', people: ['Priya Raman'], add: ['frontend'] }),
    );
    await world.settle();
    poison(world.platform, 'request', `request:${gone?.id}`);
    const ids = shown.map(({ id }) => id);
    const requestIds = [gone?.id ?? '', other.id, ...ids.slice(2)];
    expect(requestIds).toHaveLength(19);
    const { readUnits } = world.platform.forge.kvs.metered;
    const again = await maya().panel('panel.again', 'WEB-1', { requestIds });
    expect(value(again)).toEqual(shown.slice(2));
    // Each and what was told of it, and once what is the same for all.
    const units = world.platform.forge.kvs.metered.readUnits - readUnits;
    expect(units).toBeLessThan(3 * requestIds.length);
    const tooMany = [...requestIds, ...ids.slice(0, 2)];
    expect(await maya().panel('panel.again', 'WEB-1', { requestIds: tooMany })).toMatchObject({
      ok: false,
      error: { code: 'badInput' },
    });
  });

  test('are reached also where queries are seconds behind', async () => {
    world.platform.forge.faults.queryLag = 60_000;
    const late = value(
      await ask(world, noah(), { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] }),
    );
    const shown = value(await maya().panel('panel.load', 'WEB-1')).requests;
    expect(shown.map(({ id }) => id)).toContain(late.id);
  });

  test('all time out but the one that can’t be written, which moves out of the others’ way', async () => {
    const shown = await everything();
    const stuck = shown.at(-1);
    const key = `request:${stuck?.id}`;
    const row = rowOf(world.platform, key);
    // Every write of it names another revision than the one that is stored.
    writeRow(world.platform, 'request', key, { ...row, revision: 99 });
    await world.pass(14 * DAY);
    await world.sweep();
    const states = await Promise.all(
      shown
        .filter(({ id }) => id !== stuck?.id)
        .map(async ({ id }) => (await get(noah(), 'WEB-1', id)).state),
    );
    expect(new Set(states)).toEqual(new Set(['timedOut']));
    const after = rowOf(world.platform, key);
    expect(after).toMatchObject({ state: 'awaitingApproval' });
    expect(Number(after?.dueAt)).toBeGreaterThan(world.platform.clock.now());
  });
});

test('every waiting request is looked at for another lead by and by, whatever one look-up says', async () => {
  const people = Array.from({ length: 130 }, (_, place) => `Waiting ${place}`);
  for (const [place, name] of people.entries()) {
    world.platform.atlassian.directory.addPerson(name, `waiting.${place}@acme.example`);
    const issue = place === 0 ? 'MOB-1' : `WEB-${1 + (place % 3)}`;
    value(
      await ask(world, noah(), {
        issue,
        people: [name],
        add: ['frontend'],
        submissionKey: randomUUID(),
      }),
    );
  }
  await world.settle();
  const liam = world.as('Olivia Hart');
  world.platform.atlassian.directory.setLead('WEB', liam.accountId);
  // The oldest one's project can't be looked up.
  const mob = world.platform.atlassian.directory.projectOf('MOB').id;
  world.platform.atlassian.faults.add({
    path: new RegExp(`^/project/${mob}$`),
    effect: { kind: 'answer', status: 500 },
  });
  // As far apart as the platform's: a minute of the store does not hold several.
  for (let sweep = 0; sweep < 3; sweep += 1) {
    await world.pass(5 * MINUTE);
    await world.sweep();
  }
  await world.pass(HOUR);
  const rerouted = (await auditOf(world)).filter(({ event }) => event.kind === 'request.rerouted');
  expect(new Set(rerouted.map(({ requestId }) => requestId)).size).toBe(129);
});
