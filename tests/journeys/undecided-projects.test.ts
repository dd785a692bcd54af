import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { awayKey } from '../../src/adapters/storage/keys';
import { DAY } from '../../src/domain/lib/time';
import { ask } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { poison } from '../support/poison';

/** Admins see where nobody can approve today, before anybody asks there in vain. */
const [OLIVIA, MAYA, LIAM, EMMA] = [
  'Olivia Hart',
  'Maya Lindqvist',
  'Liam Chen',
  'Emma Fischer',
] as const;
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['design']);
});
afterEach(() => world.close());

const look = async (cursor?: string) =>
  value(
    await world.as(OLIVIA).admin('admin.undecidedProjects', cursor === undefined ? {} : { cursor }),
  );
const why = async () => (await look()).items.map((one) => [one.key, one.why, one.lead]);
const away = (name: string, deputy: string) =>
  world.as(name).access('access.setAway', {
    deputyId: world.person(deputy).accountId,
    from: world.platform.clock.now(),
    until: world.platform.clock.now() + 7 * DAY,
  });

test('a project without a lead is one, and so is one whose lead is inactive, with the way to its settings', async () => {
  const { directory } = world.platform.atlassian;
  const before = await look();
  expect(before).toMatchObject({ unreadable: 0, hasFallback: false });
  expect(before.cursor).toBeUndefined();
  expect(before.items.map(({ key, why: reason }) => [key, reason])).toContainEqual([
    'OPS',
    'nobody',
  ]);
  expect(await why()).not.toContainEqual(expect.arrayContaining(['WEB']));
  directory.setActive(world.person(MAYA).accountId, false);
  const { items } = await look();
  expect(items.find(({ key }) => key === 'WEB')).toMatchObject({
    why: 'inactive',
    lead: MAYA,
    settings: expect.stringMatching(/^https:.*\/project-config\/WEB\/summary$/),
  });
  // What it says is so: nobody could decide there.
  const asked = await ask(world, world.as('Noah Okafor'), {
    issue: 'WEB-1',
    people: ['Priya Raman'],
    add: ['design'],
  });
  expect(error(asked)).toMatchObject({ refusal: { code: 'noApprover' } });
});

test('none is, once a fallback approver can be asked', async () => {
  await world.allow(['design'], { fallbackApprovers: [EMMA] });
  expect(await look()).toMatchObject({ items: [], hasFallback: true });
  world.platform.atlassian.directory.setActive(world.person(EMMA).accountId, false);
  expect((await look()).items).toContainEqual(expect.objectContaining({ key: 'OPS' }));
});

test('a lead who is away is, only where whoever was to decide for them can’t', async () => {
  await world.allow(['design'], { fallbackApprovers: [EMMA] });
  value(await away(MAYA, LIAM));
  expect(await why()).toEqual([]);
  world.platform.atlassian.directory.setActive(world.person(LIAM).accountId, false);
  expect(await why()).toContainEqual(['WEB', 'away', MAYA]);
});

test('one whose lead’s record can’t be read is, and says so; of nobody else it matters', async () => {
  for (const name of [MAYA, EMMA]) {
    value(await away(name, LIAM));
    poison(world.platform, 'away', awayKey(world.person(name).accountId));
  }
  await world.allow(['design'], { fallbackApprovers: [LIAM] });
  expect(await why()).toEqual([['WEB', 'awayUnknown', MAYA]]);
});

describe('it is honest', () => {
  const answers = (path: RegExp, effect: { status: number } | { body: string }) =>
    world.platform.atlassian.faults.add({
      method: 'GET',
      path,
      effect: { kind: 'answer', status: 200, ...effect },
    });

  test('where Jira does not answer', async () => {
    const undo = answers(/\/project\/search$/, { status: 503 });
    expect((await world.as(OLIVIA).admin('admin.undecidedProjects', {})).ok).toBe(false);
    undo();
  });

  test('where Jira does not tell who leads a project', async () => {
    const ops = world.platform.atlassian.directory.projects().find(({ key }) => key === 'OPS');
    const undo = answers(new RegExp(`/project/${ops?.id}$`), { status: 404 });
    await world.allow(['design'], { fallbackApprovers: [EMMA] });
    expect(await why()).toEqual([['OPS', 'notKnown', undefined]]);
    undo();
  });

  test('where a page is cut off', async () => {
    const undo = answers(/\/project\/search$/, {
      body: JSON.stringify({ values: [], isLast: false, total: 9, startAt: 0 }),
    });
    expect((await world.as(OLIVIA).admin('admin.undecidedProjects', {})).ok).toBe(false);
    undo();
  });

  test('of a place that no page has named: the list begins anew', async () => {
    expect((await look('x’; 9')).looked).toBe((await look()).looked);
    expect(await look('900')).toMatchObject({ items: [], looked: 0 });
  });
});

test('page by page, each project once: a page begins where the one before ended', async () => {
  const all = await look();
  const [first] = world.platform.atlassian.directory.projects();
  const undo = world.platform.atlassian.faults.add({
    method: 'GET',
    path: /\/project\/search$/,
    effect: {
      kind: 'answer',
      status: 200,
      body: JSON.stringify({
        startAt: 0,
        total: all.looked,
        isLast: false,
        values: [{ id: first?.id, key: first?.key, name: first?.name }],
      }),
    },
  });
  const one = await look();
  expect(one).toMatchObject({ looked: 1, cursor: '1' });
  undo();
  const rest = await look(one.cursor);
  expect([one.looked + rest.looked, rest.cursor]).toEqual([all.looked, undefined]);
});

test('nobody else is told', async () => {
  expect(error(await world.as(MAYA).admin('admin.undecidedProjects', {}))).toMatchObject({
    code: 'notAllowed',
  });
});
