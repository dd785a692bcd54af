import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, decline } from '../support/ask-for';
import { ACCESS, error, openWorld, value, type World } from '../support/open-world';
import { poison } from '../support/poison';

/** The page of what is one's own: what waits for somebody, and what they have asked for. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering']);
});
afterEach(() => world.close());

const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
const asks = async (more: object = {}, by = 'Noah Okafor') => {
  const request = value(await ask(world, world.as(by), { ...named, ...more }));
  await world.settle();
  return request;
};
const toDecide = async (name: string) =>
  value(await world.as(name).access('access.load', {})).toDecide;
const asked = async (name: string, cursor?: string) =>
  value(await world.as(name).access('access.asked', cursor === undefined ? {} : { cursor }));
const ids = (items: readonly RequestView[]) => items.map(({ id }) => id);
const decide = (name: string, { id, revision }: RequestView) =>
  world.as(name).access('request.decide', { requestId: id, revision, decision: 'approve' });

describe('what waits for somebody', () => {
  test('is on their page alone, says what it is, and is decided there as in the work item', async () => {
    const request = await asks({ term: { kind: 'days', days: 30 } });
    const { items, cursor } = await toDecide('Maya Lindqvist');
    expect(ids(items)).toEqual([request.id]);
    expect(cursor).toBeUndefined();
    expect(items[0]).toMatchObject({
      issueKey: 'WEB-1',
      requester: { displayName: 'Noah Okafor' },
      subjects: [{ displayName: 'Priya Raman' }],
      justification: 'Needed for the launch.',
      term: { kind: 'days', days: 30 },
      timesOutAt: expect.any(Number),
      verbs: { approve: { allowed: true }, decline: { allowed: true } },
    });
    for (const name of ['Noah Okafor', 'Priya Raman', 'Olivia Hart', 'Liam Chen'])
      expect([name, ids((await toDecide(name)).items)]).toEqual([name, []]);
    value(await decide('Maya Lindqvist', items[0] as RequestView));
    await world.settle();
    expect(world.members('frontend')).toContain('Priya Raman');
    expect(ids((await toDecide('Maya Lindqvist')).items)).toEqual([]);
  });

  test('is what the panel would let them decide, whatever the lists still say', async () => {
    const request = await asks();
    world.platform.atlassian.directory.setLead('WEB', world.person('Liam Chen').accountId);
    expect(ids((await toDecide('Maya Lindqvist')).items)).toEqual([]);
    expect(error(await decide('Maya Lindqvist', request))).toMatchObject({
      refusal: { code: 'notYourTurn' },
    });
    await world.sweep();
    expect(ids((await toDecide('Liam Chen')).items)).toEqual([request.id]);
  });

  test('is not shown in a work item that they do not see any more, and that is said', async () => {
    const request = await asks();
    const { directory } = world.platform.atlassian;
    directory.removeIssue('WEB-1');
    const { items, hidden } = await toDecide('Maya Lindqvist');
    expect([items, hidden]).toEqual([[], 1]);
    expect(error(await decide('Maya Lindqvist', request)).code).toBe('notAllowed');
  });

  test('one that can’t be read keeps none of the others', async () => {
    const broken = await asks();
    const whole = await asks({ add: ['engineering'] });
    poison(world.platform, 'request', `request:${broken.id}`);
    const { items, unreadable } = await toDecide('Maya Lindqvist');
    expect([ids(items), unreadable]).toEqual([[whole.id], 1]);
  });

  test('is on pages of twenty, each once, the soonest to time out first', async () => {
    const made: string[] = [];
    for (let number = 0; number < 23; number += 1) {
      made.push((await asks()).id);
      await world.platform.clock.advance(1_000);
    }
    const first = await toDecide('Maya Lindqvist');
    expect(ids(first.items)).toEqual(made.slice(0, 20));
    const rest = value(
      await world
        .as('Maya Lindqvist')
        .access('access.toDecide', first.cursor === undefined ? {} : { cursor: first.cursor }),
    );
    expect(ids(rest.items)).toEqual(made.slice(20));
    expect(rest.cursor).toBeUndefined();
  });
});

describe('two who decide', () => {
  test('at the same time: one does, and the other is told of it and by whom', async () => {
    world.platform.atlassian.directory.setLead('WEB', undefined);
    await world.allow(['frontend', 'engineering'], {
      fallbackApprovers: ['Viktor Petrov', 'Liam Chen'],
    });
    const request = await asks();
    const [viktor] = (await toDecide('Viktor Petrov')).items;
    const [liam] = (await toDecide('Liam Chen')).items;
    expect([viktor?.id, liam?.id]).toEqual([request.id, request.id]);
    const answers = await Promise.all([
      decide('Viktor Petrov', viktor as RequestView),
      decide('Liam Chen', liam as RequestView),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const [winner, loser] =
      answers[0]?.ok === true ? ['Viktor Petrov', 'Liam Chen'] : ['Liam Chen', 'Viktor Petrov'];
    const now = value(await world.as(loser ?? '').access('request.get', { requestId: request.id }));
    const by = now.approvals.flatMap(({ decisions }) => decisions.map((one) => one.by.displayName));
    expect(by).toEqual([winner]);
    await world.settle();
    for (const name of ['Viktor Petrov', 'Liam Chen'])
      expect(ids((await toDecide(name)).items)).toEqual([]);
    const events = world.members('frontend').filter((name) => name === 'Priya Raman');
    expect(events).toHaveLength(1);
  });

  test('on a request that has changed since it was shown decide nothing', async () => {
    const request = await asks();
    const stale = { ...request, revision: request.revision - 1 };
    expect(error(await decide('Maya Lindqvist', stale)).code).toBe('changedMeanwhile');
  });
});

describe('what somebody has asked for', () => {
  test('is theirs alone: that which waits first, then what is over, each the newest first', async () => {
    const over = await asks();
    value(await decline(world.as('Maya Lindqvist'), 'WEB-1', over, 'Not now.'));
    await world.settle();
    await world.platform.clock.advance(1_000);
    const done = await askAndApprove(world, { ...named, people: ['Grace Kim'] });
    await world.platform.clock.advance(1_000);
    const waits = await asks({ add: ['engineering'] });
    const { items } = await asked('Noah Okafor');
    expect(ids(items)).toEqual([waits.id, done.id, over.id]);
    for (const name of ['Maya Lindqvist', 'Priya Raman', 'Grace Kim', 'Olivia Hart'])
      expect([name, ids((await asked(name)).items)]).toEqual([name, []]);
    const { id, revision } = items[0] as RequestView;
    value(await world.as('Noah Okafor').access('request.withdraw', { requestId: id, revision }));
    await world.settle();
    expect((await asked('Noah Okafor')).items.map(({ state }) => state)).toEqual([
      'withdrawn',
      'completed',
      'declined',
    ]);
  });

  test('goes on from page to page, from what waits to what is over, each once', async () => {
    const over: string[] = [];
    for (let number = 0; number < 4; number += 1) {
      const request = await asks();
      value(await decline(world.as('Maya Lindqvist'), 'WEB-1', request, 'Not now.'));
      over.unshift(request.id);
      await world.platform.clock.advance(1_000);
    }
    const open: string[] = [];
    for (let number = 0; number < 18; number += 1) {
      open.unshift((await asks()).id);
      await world.platform.clock.advance(1_000);
    }
    await world.settle();
    const first = await asked('Noah Okafor');
    expect(ids(first.items)).toEqual([...open, ...over.slice(0, 2)]);
    const second = await asked('Noah Okafor', first.cursor);
    expect([ids(second.items), second.cursor]).toEqual([over.slice(2), undefined]);
  });
});

test('whose it is, nobody says but the platform: what a payload claims is not looked at', async () => {
  await asks();
  const { accountId } = world.person('Maya Lindqvist');
  const claim = { accountId, viewer: { accountId }, context: { accountId } };
  const answer = await world.as('Priya Raman').raw(ACCESS, 'access.load', claim, { accountId });
  expect(answer).toMatchObject({ ok: true, value: { toDecide: { items: [], hidden: 0 } } });
  const mine = await world.as('Priya Raman').raw(ACCESS, 'access.asked', claim, { accountId });
  expect(mine).toMatchObject({ ok: true, value: { items: [] } });
});

test('what timed out waits for nobody, though the lists are behind', async () => {
  await asks();
  await world.platform.clock.advance(15 * DAY);
  expect(ids((await toDecide('Maya Lindqvist')).items)).toEqual([]);
});

test('an approval in the work item is one on the page, too', async () => {
  const request = await asks();
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  expect(ids((await toDecide('Maya Lindqvist')).items)).toEqual([]);
});
