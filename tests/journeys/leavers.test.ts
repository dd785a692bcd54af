import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { answering } from '../support/site-answers';

/** What becomes of what waits, and of what runs, as people, groups, projects and work items go. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design']);
});
afterEach(() => world.close());

const PRIYA = 'Priya Raman';
const YUKI = 'Yuki Tanaka';
const NOAH = 'Noah Okafor';
const MAYA = 'Maya Lindqvist';
const directory = () => world.platform.atlassian.directory;
const untilDone = () => ({
  kind: 'workItem' as const,
  issueId: 'any',
  issueKey: 'ANY-1',
  at: world.platform.clock.now() + 30 * DAY,
});
const named = { issue: 'WEB-1', people: [PRIYA], add: ['frontend'] };
async function waits(over: object = {}) {
  const request = value(await ask(world, world.as(NOAH), { ...named, ...over }));
  await world.settle();
  return request;
}
const now = (id: string) => get(world.as(NOAH), 'WEB-1', id);
const told = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .filter((one) => JSON.stringify(one).includes('was closed')).length;
const closings = async () =>
  (await auditOf(world)).flatMap(({ event }) =>
    event.kind === 'request.closed' ? [event.closedFor] : [],
  );
/** As many sweeps as it takes, each by itself. */
async function sweeps() {
  for (let one = 0; one < 3; one += 1) {
    await world.pass(5 * MINUTE);
    await world.sweep();
    await world.settle();
  }
}
const inactive = (name: string) => directory().setActive(world.person(name).accountId, false);

describe('a request that waits', () => {
  test('until its work item is done closes as that is, at once, and those whom it concerns are told', async () => {
    const { id } = await waits({ term: untilDone() });
    directory().transitionIssue('WEB-1', 'Done');
    await world.pass(MINUTE);
    expect(await now(id)).toMatchObject({ state: 'withdrawn', closedFor: 'workItemDone' });
    expect([NOAH, MAYA].map(told)).toEqual([1, 1]);
    expect(await closings()).toEqual(['workItemDone']);
  });

  test('closes by the sweep where Jira’s event is lost, and by whoever approves before', async () => {
    const first = await waits({ term: untilDone() });
    world.platform.forge.faults.loseNextTold = 1;
    directory().transitionIssue('WEB-1', 'Done');
    const refused = await approve(world.as(MAYA), 'WEB-1', first);
    expect(error(refused).code).toBe('changedMeanwhile');
    expect(await now(first.id)).toMatchObject({ closedFor: 'workItemDone' });
    directory().transitionIssue('WEB-1', 'In Progress');
    const second = await waits({ term: untilDone(), people: [YUKI] });
    world.platform.forge.faults.loseNextTold = 1;
    directory().transitionIssue('WEB-1', 'Done');
    await sweeps();
    expect(await now(second.id)).toMatchObject({ closedFor: 'workItemDone' });
  });

  test('with an ordinary term goes on as its work item is done', async () => {
    const request = await waits({ term: { kind: 'days', days: 3 } });
    directory().transitionIssue('WEB-1', 'Done');
    await world.pass(MINUTE);
    await sweeps();
    expect((await now(request.id)).state).toBe('awaitingApproval');
    value(await approve(world.as(MAYA), 'WEB-1', await now(request.id)));
    await world.settle();
    expect(world.members('frontend')).toContain(PRIYA);
  });

  test('closes as everybody whom it is about is deactivated, and not while one is left', async () => {
    const one = await waits();
    const both = await waits({ people: [PRIYA, YUKI], add: ['design'] });
    inactive(PRIYA);
    await sweeps();
    expect(await now(one.id)).toMatchObject({ state: 'withdrawn', closedFor: 'peopleGone' });
    expect((await now(both.id)).state).toBe('awaitingApproval');
    expect([NOAH, MAYA].map(told)).toEqual([1, 1]);
  });

  test('is closed, and not approved into failed steps, as somebody decides before a sweep', async () => {
    const request = await waits();
    inactive(PRIYA);
    expect(error(await approve(world.as(MAYA), 'WEB-1', request)).code).toBe('changedMeanwhile');
    expect(await now(request.id)).toMatchObject({ closedFor: 'peopleGone' });
  });

  test('is closed by nobody who may not decide it', async () => {
    const request = await waits();
    inactive(PRIYA);
    expect(error(await approve(world.as(YUKI), 'WEB-1', request)).code).toBe('request');
    expect((await now(request.id)).state).toBe('awaitingApproval');
  });

  test('stays where the site tells of nobody whom it is about: that is no proof that they are gone', async () => {
    const request = await waits();
    world.platform.atlassian.faults.add({
      via: 'token',
      path: /^\/user\/bulk/,
      effect: answering(200, { values: [], isLast: true, total: 0, startAt: 0, maxResults: 90 }),
    });
    await sweeps();
    expect((await now(request.id)).state).toBe('awaitingApproval');
  });

  test('that takes access from somebody inactive goes on', async () => {
    await askAndApprove(world, named);
    const request = await waits({ add: [], remove: ['frontend'] });
    inactive(PRIYA);
    await sweeps();
    value(await approve(world.as(MAYA), 'WEB-1', await now(request.id)));
    await world.settle();
    expect(world.members('frontend')).not.toContain(PRIYA);
  });

  test('closes as its group is deleted, and what is about others goes on', async () => {
    const group = await waits();
    const role = await waits({ add: ['WEB/Viewers'] });
    directory().removeGroup(world.groupId('frontend'));
    await sweeps();
    expect(await now(group.id)).toMatchObject({ closedFor: 'accessGone' });
    expect((await now(role.id)).state).toBe('awaitingApproval');
  });

  test('stays where the site only does not say that somebody or something is there', async () => {
    const request = await waits();
    const undo = world.platform.atlassian.faults.add({
      via: 'token',
      effect: answering(503, {}),
    });
    inactive(PRIYA);
    await sweeps();
    expect((await now(request.id)).state).toBe('awaitingApproval');
    undo();
    await world.pass(HOUR);
    await sweeps();
    expect((await now(request.id)).state).toBe('withdrawn');
  });

  test('closes as its work item is deleted, whatever its term', async () => {
    const { id } = await waits({ term: { kind: 'days', days: 3 } });
    directory().removeIssue('WEB-1');
    await world.pass(MINUTE);
    expect(await closings()).toEqual(['workItemDeleted']);
    expect(id).toBeDefined();
  });

  test.each([
    ['deleted', { kind: 'days' as const, days: 3 }, 'workItemDeleted'],
    ['done', undefined, 'workItemDone'],
  ])('for its start closes as its work item is %s before that', async (what, term, why) => {
    const startsAt = world.platform.clock.now() + 3 * DAY;
    const request = await waits({ term: term ?? untilDone(), startsAt });
    value(await approve(world.as(MAYA), 'WEB-1', request));
    await world.settle();
    if (what === 'deleted') directory().removeIssue('WEB-1');
    else directory().transitionIssue('WEB-1', 'Done');
    await world.pass(MINUTE);
    expect(await closings()).toEqual([why]);
    await world.pass(4 * DAY);
    await sweeps();
    expect(world.members('frontend')).not.toContain(PRIYA);
  });
});
