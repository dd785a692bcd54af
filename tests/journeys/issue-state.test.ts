import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, decline } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

/** Jira's own search finds work items by what is true of the access that was asked for there. */
let world: World;
beforeEach(async () => {
  world = await openWorld({ startsAt: Date.UTC(2026, 0, 5, 12) });
  await world.connect();
  await world.allow(['frontend', 'engineering']);
});
afterEach(() => world.close());

const NOAH = 'Noah Okafor';
const MAYA = 'Maya Lindqvist';
const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
const days = (count: number) => ({ kind: 'days' as const, days: count });
const MINE = 'accessState = waiting AND accessApprover = currentUser()';
const PROPERTY = 'multiplier.access';

const found = (name: string, jql: string) => {
  const answer = world.platform.atlassian.directory.search(world.person(name).accountId, jql);
  if ('error' in answer) throw new Error(answer.error);
  return answer.issues.map(({ key }) => key);
};
const shown = (key = 'WEB-1') =>
  world.platform.atlassian.directory.property(key, PROPERTY) as Record<string, unknown> | undefined;
/** All that has changed is shown within ten seconds. */
async function shownBy(): Promise<void> {
  await world.settle();
  await world.pass(10 * SECOND);
}
const idOf = (name: string) => world.person(name).accountId;
async function go(...times: readonly number[]): Promise<void> {
  for (const time of times) {
    await world.pass(time);
    await world.sweep();
  }
}
const refusesProperties = (status: number) =>
  world.platform.atlassian.faults.add({
    path: /\/properties\//,
    via: 'gateway',
    effect: { kind: 'answer', status },
  });

describe('a work item is found', () => {
  test('by whoever decides while they have to, and not after', async () => {
    expect(found(MAYA, MINE)).toEqual([]);
    const request = value(await ask(world, world.as(NOAH), { ...named, term: days(30) }));
    await shownBy();
    expect(found(MAYA, MINE)).toEqual(['WEB-1']);
    expect(found(NOAH, MINE)).toEqual([]);
    expect(found(NOAH, 'accessRequester = currentUser()')).toEqual(['WEB-1']);
    value(await approve(world.as(MAYA), 'WEB-1', request));
    await shownBy();
    expect(found(MAYA, MINE)).toEqual([]);
    expect(shown()).toEqual({
      state: ['active'],
      approver: [],
      requester: [idOf(NOAH)],
      ends: expect.stringMatching(/^2026-02-04T12:\d\d:\d\dZ$/),
    });
    expect(found(NOAH, 'accessState = active AND accessEnds <= 30d')).toEqual(['WEB-1']);
    expect(found(NOAH, 'accessEnds <= 29d')).toEqual([]);
  });

  test('by all that holds of several requests, each once', async () => {
    await askAndApprove(world, { ...named, term: days(3) });
    const declined = value(
      await ask(world, world.as('Grace Kim'), { ...named, add: ['engineering'] }),
    );
    value(await decline(world.as(MAYA), 'WEB-1', declined, 'Ask your lead first.'));
    value(await ask(world, world.as(NOAH), { ...named, add: ['engineering'] }));
    await shownBy();
    expect(shown()).toMatchObject({
      state: ['waiting', 'active', 'declined'],
      approver: [idOf(MAYA)],
      requester: [idOf(NOAH), idOf('Grace Kim')].toSorted(),
    });
    expect(found(NOAH, 'accessState in (active, declined) AND accessState != ended')).toEqual([
      'WEB-1',
    ]);
  });

  test('as ended once it has, and by no end any more', async () => {
    await askAndApprove(world, { ...named, term: days(3) });
    await go(MINUTE, 3 * DAY, 5 * MINUTE);
    expect(world.members('frontend')).not.toContain('Priya Raman');
    expect(shown()).toEqual({ state: ['ended'], approver: [], requester: [idOf(NOAH)] });
    expect(found(NOAH, 'accessEnds is EMPTY AND accessState = ended')).toEqual(['WEB-1']);
  });

  test('as overdue while it can’t be ended, and no longer once it is', async () => {
    await askAndApprove(world, { ...named, term: days(3) });
    const mend = world.platform.atlassian.faults.add({
      method: 'DELETE',
      path: /^\/group\/user/,
      effect: { kind: 'answer', status: 403 },
    });
    await go(3 * DAY, 5 * MINUTE, 10 * MINUTE, 5 * MINUTE);
    expect(shown()).toMatchObject({ state: ['overdue'] });
    expect(found(NOAH, 'accessOverdue is not EMPTY')).toEqual(['WEB-1']);
    expect(found(NOAH, 'accessOverdue < -1d')).toEqual([]);
    mend();
    await go(6 * HOUR, 5 * MINUTE);
    expect(shown()).toEqual({ state: ['ended'], approver: [], requester: [idOf(NOAH)] });
  });

  test('where it was moved to', async () => {
    const request = value(await ask(world, world.as(NOAH), named));
    await shownBy();
    const key = world.platform.atlassian.directory.moveIssue('WEB-1', 'MOB');
    expect(found(NOAH, 'accessState = waiting')).toEqual([key]);
    value(await world.as(NOAH).panel('request.withdraw', key, withdrawal(request)));
    await shownBy();
    expect(found(NOAH, 'accessState = withdrawn')).toEqual([key]);
  });

  test('only by who sees it', async () => {
    value(await ask(world, world.as('Ingrid Solberg'), { ...named, issue: 'FIN-1' }));
    await shownBy();
    expect(found('Ingrid Solberg', 'accessState = waiting')).toEqual(['FIN-1']);
    expect(found('Grace Kim', 'accessState = waiting')).toEqual([]);
  });
});

describe('what somebody else writes there', () => {
  test.each([
    ['another state', { state: ['active'], approver: [] }],
    ['something else', 'nonsense'],
    ['null', null],
  ])('(%s) decides nothing, and goes with the next change', async (_, tampered) => {
    const request = value(await ask(world, world.as(NOAH), named));
    await shownBy();
    world.platform.atlassian.directory.setProperty('WEB-1', PROPERTY, tampered);
    await world.sweep();
    expect(world.members('frontend')).not.toContain('Priya Raman');
    value(await approve(world.as(MAYA), 'WEB-1', request));
    await shownBy();
    expect(shown()).toMatchObject({ state: ['active'], requester: [idOf(NOAH)] });
  });
});

describe('where Jira', () => {
  test('does not answer, nothing else waits, and the newest state is shown later', async () => {
    const mend = refusesProperties(503);
    await askAndApprove(world, { ...named, term: days(30) });
    expect(world.members('frontend')).toContain('Priya Raman');
    expect(shown()).toBeUndefined();
    mend();
    await go(10 * MINUTE, 30 * MINUTE);
    expect(shown()).toMatchObject({ state: ['active'] });
  });

  test('never takes it, it is given up after a day, on record once, and tried again with the next change', async () => {
    const mend = refusesProperties(403);
    const request = value(await ask(world, world.as(NOAH), named));
    await shownBy();
    await go(...Array.from({ length: 10 }, () => 4 * HOUR));
    const told = (await auditOf(world)).filter((line) =>
      JSON.stringify(line).includes('state.notShown'),
    );
    expect(told).toHaveLength(1);
    const tries: string[] = [];
    world.platform.atlassian.onExchange(({ url }) => {
      if (url.includes('/properties/')) tries.push(url);
    });
    await go(DAY, DAY);
    expect(tries).toEqual([]);
    mend();
    value(await approve(world.as(MAYA), 'WEB-1', request));
    await shownBy();
    expect(shown()).toMatchObject({ state: ['active'] });
  });

  test('has no such work item any more, nothing is left to do', async () => {
    value(await ask(world, world.as(NOAH), named));
    world.platform.atlassian.directory.removeIssue('WEB-1');
    await shownBy();
    await go(2 * DAY);
    expect(JSON.stringify(await auditOf(world))).not.toContain('state.notShown');
  });
});

test('the same state is written once, however often it is looked at', async () => {
  const writes: string[] = [];
  world.platform.atlassian.onExchange(({ method, url }) => {
    if (url.includes('/properties/') && method !== 'GET') writes.push(method);
  });
  value(await ask(world, world.as(NOAH), named));
  await shownBy();
  expect(writes).toEqual(['PUT']);
  await world.sweep();
  await go(HOUR);
  expect(writes).toEqual(['PUT']);
});

function withdrawal({ id, revision }: { readonly id: string; readonly revision: number }) {
  return { requestId: id, revision } as never;
}
