import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, auditOf, get } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';

/** Whoever asked has those told once more whose turn it is. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'design']);
});
afterEach(() => world.close());

const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
const told = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .filter(({ text }) => text.includes('reminds you'));
const asks = async () => {
  const request = value(await ask(world, world.as('Noah Okafor'), named));
  await world.settle();
  return request;
};
const reminds = (name: string, { id: requestId }: RequestView) =>
  world.as(name).access('request.remind', { requestId });
/** By people: the app does so by itself, too. */
const reminders = async () =>
  (await auditOf(world)).filter(
    ({ event }) => event.kind === 'request.reminded' && event.actor.kind === 'person',
  );

test('comes once a day, says what waits, and stands in the audit with who was told', async () => {
  const request = await asks();
  expect(error(await reminds('Noah Okafor', request))).toMatchObject({
    refusal: { code: 'toldLately', from: request.createdAt + DAY },
  });
  expect(request.verbs.remind).toMatchObject({ allowed: false, why: { code: 'toldLately' } });
  await world.pass(DAY);
  const before = await get(world.as('Noah Okafor'), 'WEB-1', request.id);
  expect(before.verbs.remind).toEqual({ allowed: true });
  const noted = value(await reminds('Noah Okafor', request));
  expect(noted).toMatchObject({ state: 'awaitingApproval', since: request.since });
  await world.settle();
  expect(told('Maya Lindqvist').map(({ text }) => text)).toEqual([
    expect.stringMatching(/Noah Okafor reminds you.*frontend.*Needed for the launch/s),
  ]);
  expect(error(await reminds('Noah Okafor', request))).toMatchObject({
    refusal: { code: 'toldLately' },
  });
  await world.pass(DAY - HOUR);
  expect((await reminds('Noah Okafor', request)).ok).toBe(false);
  await world.pass(HOUR);
  expect((await reminds('Noah Okafor', request)).ok).toBe(true);
  await world.settle();
  expect(told('Maya Lindqvist')).toHaveLength(2);
  expect(await reminders()).toMatchObject(
    Array(2).fill({
      event: {
        actor: { displayName: 'Noah Okafor' },
        to: [{ displayName: 'Maya Lindqvist' }],
      },
    }),
  );
  const now = await get(world.as('Maya Lindqvist'), 'WEB-1', request.id);
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', now));
});

describe('a reminder', () => {
  test('is nobody’s to send but whoever asked', async () => {
    const request = await asks();
    await world.pass(DAY);
    for (const name of ['Maya Lindqvist', 'Priya Raman', 'Olivia Hart', 'Grace Kim'])
      expect([name, error(await reminds(name, request))]).toMatchObject([
        name,
        { refusal: { code: 'notYours' } },
      ]);
    await world.settle();
    expect([told('Maya Lindqvist'), await reminders()]).toEqual([[], []]);
  });

  test('that is asked for twice at the same time comes once', async () => {
    const request = await asks();
    await world.pass(DAY);
    const both = await Promise.all([
      reminds('Noah Okafor', request),
      reminds('Noah Okafor', request),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    await world.settle();
    await world.sweep();
    expect([told('Maya Lindqvist').length, (await reminders()).length]).toEqual([1, 1]);
  });

  test('goes to who decides by then, and to nobody once it is decided', async () => {
    const request = await asks();
    await world.pass(DAY);
    world.platform.atlassian.directory.setLead('WEB', world.person('Liam Chen').accountId);
    value(await reminds('Noah Okafor', request));
    await world.settle();
    expect([told('Liam Chen').length, told('Maya Lindqvist').length]).toEqual([1, 0]);

    await world.pass(DAY);
    world.platform.forge.faults.loseNextPushes = 1;
    const late = value(await reminds('Noah Okafor', request));
    value(await approve(world.as('Liam Chen'), 'WEB-1', late));
    await world.pass(5 * MINUTE);
    await world.sweep();
    expect(told('Liam Chen')).toHaveLength(1);
  });

  test('that Jira does not take is tried again, and those reminded are told of a withdrawal', async () => {
    const request = await asks();
    await world.pass(DAY);
    const undo = world.platform.atlassian.faults.add({
      method: 'POST',
      path: /\/(comment|notify)$/,
      effect: { kind: 'answer', status: 403 },
    });
    const { revision } = value(await reminds('Noah Okafor', request));
    await world.settle();
    expect(told('Maya Lindqvist')).toEqual([]);
    undo();
    await world.pass(5 * MINUTE);
    await world.sweep();
    expect(told('Maya Lindqvist')).toHaveLength(1);
    value(
      await world.as('Noah Okafor').access('request.withdraw', { requestId: request.id, revision }),
    );
    await world.settle();
    const maya = world.person('Maya Lindqvist').accountId;
    expect(world.platform.atlassian.notificationsOf(maya)[0]?.text).toContain('has withdrawn');
    expect((await reminds('Noah Okafor', request)).ok).toBe(false);
  });
});
