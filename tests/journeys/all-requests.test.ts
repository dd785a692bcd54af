import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InputOf } from '../../src/contract/api';
import type { ListedRequestView } from '../../src/contract/views';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, decline } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, poison } from '../support/poison';

/** What an admin sees of the requests of all work items. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design']);
});
afterEach(() => world.close());

const olivia = () => world.as('Olivia Hart');
const list = async (asked: InputOf<'admin.requests'>) =>
  value(await olivia().admin('admin.requests', asked));
const asks = async (person: string, add = 'frontend', issue = 'WEB-1') =>
  value(await ask(world, world.as('Noah Okafor'), { issue, people: [person], add: [add] }));
const idsOf = (items: readonly ListedRequestView[]) => items.map(({ requestId }) => requestId);

test('a request is among those of its state, says whose turn it is, and moves with it', async () => {
  const first = await asks('Priya Raman');
  await world.pass(10 * MINUTE);
  const second = await asks('Grace Kim', 'design', 'WEB-2');
  const open = await list({ which: 'open' });
  expect(idsOf(open.items)).toEqual([second.id, first.id]);
  const { accountId } = world.person('Maya Lindqvist');
  expect(open.items[0]).toMatchObject({
    issueKey: 'WEB-2',
    state: 'awaitingApproval',
    waitsFor: [{ accountId, displayName: 'Maya Lindqvist' }],
    timesOutAt: expect.any(Number),
  });
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', first));
  value(await decline(world.as('Maya Lindqvist'), 'WEB-2', second, 'Not now.'));
  await world.settle();
  expect(idsOf((await list({ which: 'open' })).items)).toEqual([]);
  expect(idsOf((await list({ which: 'over' })).items)).toEqual([second.id, first.id]);
  expect(idsOf((await list({ which: 'declined' })).items)).toEqual([second.id]);
  const [done] = (await list({ which: 'completed' })).items;
  expect(done).toMatchObject({ requestId: first.id, waitsFor: [] });
});

test('each is on one page, and one that can’t be read hides no other', async () => {
  const made: string[] = [];
  for (let nth = 0; nth < 27; nth += 1) made.unshift((await asks('Priya Raman')).id);
  const first = await list({ which: 'awaitingApproval' });
  const rest = await list({ which: 'awaitingApproval', cursor: first.cursor });
  expect(first.items).toHaveLength(25);
  expect(rest.cursor).toBeUndefined();
  expect(idsOf([...first.items, ...rest.items]).toSorted()).toEqual(made.toSorted());
  const [key = ''] = keysOf(world.platform, 'request');
  poison(world.platform, 'request', key);
  const without = await list({ which: 'awaitingApproval' });
  const more = await list({ which: 'awaitingApproval', cursor: without.cursor });
  const unreadable = without.unreadable + more.unreadable;
  expect([...without.items, ...more.items]).toHaveLength(26);
  expect(unreadable).toBe(1);
  const figures = value(await olivia().admin('admin.figures', {}));
  expect([figures.requests, figures.unreadable, figures.more]).toEqual([26, 1, false]);
  const lately = value(await olivia().admin('admin.askedLately', {}));
  expect(lately).toMatchObject({ requests: 26, unreadable: 1 });
  expect(lately.onlySince).toBeUndefined();
  expect(lately.counts.map(({ requests }) => requests)).toEqual([26]);
});

test('what was asked for is counted for ninety days, whatever became of it, and by no more requests than one call reads', async () => {
  const early = await asks('Priya Raman');
  await world.pass(60 * DAY);
  expect((await asks('Grace Kim')).id).not.toBe(early.id);
  const counts = async () => value(await olivia().admin('admin.askedLately', {}));
  expect((await counts()).counts).toMatchObject([{ requests: 2 }]);
  await world.pass(31 * DAY);
  expect((await counts()).counts).toMatchObject([{ requests: 1 }]);
});

test('a cursor that nobody handed out begins anew', async () => {
  const { id } = await asks('Priya Raman');
  expect(idsOf((await list({ which: 'open', cursor: 'nonsense' })).items)).toEqual([id]);
});

test('a bar opens what it counts, as it is by now', async () => {
  const { id } = await askAndApprove(world, {
    issue: 'WEB-1',
    people: ['Priya Raman', 'Grace Kim'],
    add: ['frontend'],
    term: { kind: 'days', days: 10 },
  });
  const waiting = await asks('Grace Kim', 'design');
  const figures = value(await olivia().admin('admin.figures', {}));
  expect(figures.weeks.at(-1)).toMatchObject({ count: 2 });
  expect(figures.deciders).toMatchObject([
    { of: { displayName: 'Maya Lindqvist' }, count: 1, requestIds: [id] },
  ]);
  expect(figures.items.map(({ count }) => count)).toEqual([1, 1]);
  expect(figures.ends.map(({ ends }) => ends)).toEqual([0, 2, 0, 0, 0, 0, 0, 0]);
  expect(figures.ends[1]?.requestIds).toEqual([id]);
  expect(figures.toDecide).toBeUndefined();
  value(await decline(world.as('Maya Lindqvist'), 'WEB-1', waiting, 'Not now.'));
  const requestIds = [...(figures.weeks.at(-1)?.requestIds ?? []), 'gone'];
  const { items } = value(await olivia().admin('admin.requestsNamed', { requestIds }));
  expect(items.map(({ state }) => state).toSorted()).toEqual(['completed', 'declined']);
});
