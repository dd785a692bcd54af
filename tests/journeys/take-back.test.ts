import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TakableView } from '../../src/contract/views';
import { existingIds } from '../../src/domain/action/entitlement';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, steps } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { connectionOf, groupOf, seedHoldings } from '../support/seed-holdings';

/** Whoever approved access, or would today, and Jira admins end it before its time, from the card in the work item. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design']);
});
afterEach(() => world.close());

const PRIYA = 'Priya Raman';
const NOAH = 'Noah Okafor';
const MAYA = 'Maya Lindqvist';
const OLIVIA = 'Olivia Hart';
const days = (count: number) => ({ kind: 'days' as const, days: count });
const named = { issue: 'WEB-1', people: [PRIYA], add: ['frontend'], term: days(30) };

const takable = async (name: string, requestId: string, issue = 'WEB-1') =>
  value(await world.as(name).panel('request.takable', issue, { requestId }));
function placesOf({ items }: TakableView) {
  return items.flatMap(({ subject, entitlement }) =>
    subject.kind === 'person'
      ? [
          {
            subject: { kind: 'person' as const, accountId: subject.accountId },
            access: existingIds(entitlement),
          },
        ]
      : [],
  );
}
async function takeBack(name: string, requestId: string, issue = 'WEB-1') {
  const places = placesOf(await takable(name, requestId, issue));
  const reply = await world.as(name).panel('request.takeBack', issue, { requestId, places });
  await world.settle();
  return reply;
}
const isIn = (name = PRIYA, group = 'frontend') => world.members(group).includes(name);
const toldTo = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .filter((one) => JSON.stringify(one).includes('before its time')).length;
const events = async () =>
  (await auditOf(world)).map(({ event }) => event).filter(({ kind }) => kind.startsWith('grant.'));

test('who approved it takes it away at once, named in the audit, and those whom it concerns are told once', async () => {
  const { id } = await askAndApprove(world, named);
  const { items, isAll } = await takable(MAYA, id);
  expect([items.length, isAll]).toEqual([1, true]);
  expect(items[0]).toMatchObject({
    subject: { displayName: PRIYA },
    entitlement: { name: 'frontend' },
    until: expect.any(Number),
    may: { allowed: true },
  });
  const shown = value(await takeBack(MAYA, id));
  expect(shown).toMatchObject({ access: { state: 'ending' } });
  expect(isIn()).toBe(false);
  const [ended, taken] = await events();
  expect(taken).toMatchObject({
    kind: 'grant.takenBack',
    right: 'approved',
    actor: { displayName: MAYA },
    subject: { displayName: PRIYA },
  });
  expect(ended).toMatchObject({ kind: 'grant.ended', why: 'takenBack', actor: { kind: 'app' } });
  await world.pass(DAY);
  await world.sweep();
  expect([PRIYA, NOAH, MAYA, 'Grace Kim'].map(toldTo)).toEqual([1, 1, 0, 0]);
  expect(error(await takeBack(MAYA, id))).toMatchObject({ code: 'badInput' });
  const rows = await steps(world.as(NOAH), 'WEB-1', id);
  expect(rows[0]?.grant).toMatchObject({ state: 'ended' });
  const [held] = value(await world.as(PRIYA).access('access.held', {})).items;
  expect(held?.standing).toMatchObject({ state: 'ended', why: 'takenBack' });
});

test('a Jira admin who sees the work item does, as such, whatever the term, and of several at once', async () => {
  const { id } = await askAndApprove(world, {
    ...named,
    people: [PRIYA, 'Yuki Tanaka'],
    add: ['frontend', 'WEB/Viewers'],
    term: { kind: 'permanent' },
  });
  value(await takeBack(OLIVIA, id));
  expect([isIn(), isIn('Yuki Tanaka')]).toEqual([false, false]);
  expect(world.actors('WEB', 'Viewers')).not.toContain(PRIYA);
  const taken = (await events()).filter(({ kind }) => kind === 'grant.takenBack');
  expect(taken).toHaveLength(4);
  for (const one of taken) {
    expect(one).toMatchObject({ right: 'admin', actor: { displayName: OLIVIA } });
  }
  expect([PRIYA, 'Yuki Tanaka', NOAH, OLIVIA].map(toldTo)).toEqual([1, 1, 1, 0]);
});

test('who would decide on it today does, as such, though another has approved it', async () => {
  const { id } = await askAndApprove(world, named);
  const { directory } = world.platform.atlassian;
  directory.setLead('WEB', world.person('Liam Chen').accountId);
  await world.pass(MINUTE);
  value(await takeBack('Liam Chen', id));
  expect(isIn()).toBe(false);
  expect((await events()).at(1)).toMatchObject({ kind: 'grant.takenBack', right: 'decides' });
});

test('only what is named is ended, and what is not of the request is not', async () => {
  const people = [PRIYA, 'Yuki Tanaka'];
  const { id } = await askAndApprove(world, { ...named, people });
  const other = await askAndApprove(world, { ...named, add: ['design'] });
  const [first] = placesOf(await takable(MAYA, id));
  if (first === undefined) throw new Error('Nothing is shown');
  const places = [
    { ...first, access: { kind: 'group' as const, groupId: world.groupId('design') } },
  ];
  const wrong = { requestId: id, places };
  expect(error(await world.as(MAYA).panel('request.takeBack', 'WEB-1', wrong))).toMatchObject({
    code: 'takeBack',
    refusal: { code: 'notInForce' },
  });
  value(
    await world.as(MAYA).panel('request.takeBack', 'WEB-1', { requestId: id, places: [first] }),
  );
  await world.settle();
  expect(people.filter((name) => isIn(name))).toHaveLength(1);
  expect([isIn(PRIYA, 'design'), other.state]).toEqual([true, 'completed']);
});

test('what others approved too stays, but for a Jira admin', async () => {
  const first = await askAndApprove(world, named);
  const other = { ...named, issue: 'MOB-1', people: ['Yuki Tanaka'], approver: 'Liam Chen' };
  const second = await askAndApprove(world, other);
  const end = world.platform.clock.now() + 30 * DAY;
  const of = (requestId: string, endsAt: number) => ({ requestId, endsAt, block: 0, size: 1 });
  const grants = [of(first.id, end), of(second.id, end - DAY)].map((one) => ({
    ...one,
    issueKey: 'WEB-1',
    grantedAt: end - 30 * DAY,
  }));
  const seeded = { who: world.person(PRIYA), entitlement: groupOf(world, 'frontend') };
  seedHoldings(world, [{ ...seeded, connectionId: connectionOf(world), endsAt: end }], { grants });
  for (const name of [MAYA, 'Liam Chen']) {
    expect(error(await takeBack(name, first.id))).toMatchObject({
      code: 'takeBack',
      refusal: { code: name === MAYA ? 'approvedByOthersToo' : 'notTheirs' },
    });
  }
  expect(isIn()).toBe(true);
  value(await takeBack(OLIVIA, first.id));
  expect(isIn()).toBe(false);
});

test('what somebody approves while it is ended, or after, is given', async () => {
  const { id } = await askAndApprove(world, named);
  const again = value(await ask(world, world.as(NOAH), { ...named, term: days(60) }));
  await world.settle();
  const places = placesOf(await takable(MAYA, id));
  await Promise.all([
    world.as(MAYA).panel('request.takeBack', 'WEB-1', { requestId: id, places }),
    approve(world.as(MAYA), 'WEB-1', again),
  ]);
  await world.settle();
  await world.pass(10 * MINUTE);
  await world.sweep();
  await world.settle();
  expect(isIn()).toBe(true);
});

test('twice at the same time, it is ended once', async () => {
  const { id } = await askAndApprove(world, named);
  const places = placesOf(await takable(MAYA, id));
  const once = (name: string) =>
    world.as(name).panel('request.takeBack', 'WEB-1', { requestId: id, places });
  const answers = await Promise.all([once(MAYA), once(OLIVIA)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  await world.settle();
  expect((await events()).map(({ kind }) => kind)).toEqual(['grant.ended', 'grant.takenBack']);
  expect(toldTo(PRIYA)).toBe(1);
});

describe('it is refused, and nothing is written,', () => {
  test('where the site would not let it end: the connection is gone, or its account is meant', async () => {
    const { id } = await askAndApprove(world, named);
    const places = placesOf(await takable(MAYA, id));
    const { faults } = world.platform.atlassian;
    const stored = async () => (await events()).length;
    value(await world.as(OLIVIA).admin('connection.disconnect', {} as never));
    const reply = await world
      .as(MAYA)
      .panel('request.takeBack', 'WEB-1', { requestId: id, places });
    expect(error(reply)).toMatchObject({ refusal: { code: 'cannotEnd', cause: 'notConnected' } });
    expect([await stored(), isIn(), faults !== undefined]).toEqual([0, true, true]);
  });

  test('once it is over, or whoever has it has returned it', async () => {
    const { id } = await askAndApprove(world, named);
    const places = placesOf(await takable(MAYA, id));
    const [held] = value(await world.as(PRIYA).access('access.held', {})).items;
    if (held === undefined) throw new Error('Nothing is held');
    const { connectionId, entitlement } = held;
    const access = existingIds(entitlement);
    value(await world.as(PRIYA).access('access.return', { connectionId, access }));
    const now = () => world.as(MAYA).panel('request.takeBack', 'WEB-1', { requestId: id, places });
    expect(error(await now())).toMatchObject({ refusal: { code: 'ends' } });
    await world.settle();
    expect(error(await now())).toMatchObject({ refusal: { code: 'notInForce' } });
  });
});
