import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, get, type NamedAsk, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

/**
 * Attempts to have access for longer by way of the work item with which it ends: who asks for it closes, opens, moves or deletes that,
 * names another one, keeps Jira from telling, or has the shorter term of somebody else's decision turned into this one.
 */
const [PRIYA, NOAH, MAYA] = ['Priya Raman', 'Noah Okafor', 'Maya Lindqvist'];

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const now = () => world.platform.clock.now();
const directory = () => world.platform.atlassian.directory;
const isIn = () => world.members('frontend').includes(PRIYA);
const LATEST = 4 * DAY;
const asked = (at = now() + LATEST, of = 'WEB-1'): NamedAsk => ({
  issue: 'WEB-1',
  people: [PRIYA],
  add: ['frontend'],
  term: { kind: 'workItem', issueId: directory().issue(of)?.id ?? '', issueKey: of, at },
});
const move = (status: 'Done' | 'In Progress', key = 'WEB-1') =>
  directory().transitionIssue(key, status);

describe('nobody has it past its latest time', () => {
  test.each<[string, () => void]>([
    ['by keeping the work item open', () => move('In Progress')],
    ['by moving it', () => void directory().moveIssue('WEB-1', 'MOB')],
    [
      'by moving it where the app does not see it',
      () => {
        world.platform.forge.faults.loseNextTold = 9;
        directory().removeIssue('WEB-1');
      },
    ],
    [
      'by keeping Jira from telling how it stands',
      () => {
        const effect = { kind: 'answer', status: 403 } as const;
        world.platform.atlassian.faults.add({ via: 'gateway', path: /^\/issue\//, effect });
      },
    ],
    [
      'by closing it and opening it again and again',
      () => {
        for (let time = 0; time < 6; time += 1) move(time % 2 === 0 ? 'Done' : 'In Progress');
      },
    ],
  ])('%s', async (_, trick) => {
    await askAndApprove(world, asked());
    trick();
    await world.pass(LATEST + MINUTE);
    expect(isIn()).toBe(false);
  });
});

describe('nothing comes back', () => {
  test('to whoever opens the work item again, retried or swept over as often as one likes', async () => {
    const request = await askAndApprove(world, asked());
    move('Done');
    await world.pass(MINUTE);
    move('In Progress');
    const seen = await get(world.as(NOAH), 'WEB-1', request.id);
    const { revision } = seen;
    const input = { requestId: request.id, revision, step: 0 };
    const retried = await world.as(NOAH).panel('request.retry', 'WEB-1', input as never);
    expect(retried.ok).toBe(false);
    for (let hour = 0; hour < 4; hour += 1) await world.pass(HOUR);
    expect(isIn()).toBe(false);
  });

  test('of what was not given as the work item was done: a retry gives nothing once it is open again', async () => {
    const asking = value(await ask(world, world.as(NOAH), asked()));
    await world.settle();
    world.platform.atlassian.faults.add({
      via: 'token',
      method: 'POST',
      path: /^\/group\/user/,
      times: 1,
      effect: { kind: 'answer', status: 400, body: '{"errorMessages":["No."]}' },
    });
    value(await approve(world.as(MAYA), 'WEB-1', await get(world.as(NOAH), 'WEB-1', asking.id)));
    await world.settle();
    move('Done');
    await world.pass(MINUTE);
    move('In Progress');
    await world.settle();
    const [step] = await steps(world.as(NOAH), 'WEB-1', asking.id);
    expect(step?.outcome.state).toBe('failed');
    await world.as(NOAH).panel('request.retry', 'WEB-1', { requestId: asking.id } as never);
    await world.pass(10 * MINUTE);
    expect(isIn()).toBe(false);
  });
});

test('the work item is the one in which it is asked, whichever a page names', async () => {
  const request = await askAndApprove(world, asked(now() + LATEST, 'MOB-1'));
  expect(request.term).toMatchObject({ issueKey: 'WEB-1' });
  move('Done');
  await world.pass(MINUTE);
  expect(isIn()).toBe(false);
});

test('whoever approves less can’t make it a work item of their own, nor any term that may outlast it', async () => {
  const request = value(await ask(world, world.as(NOAH), asked()));
  await world.settle();
  const at = now() + DAY;
  const elsewhere = { issueId: directory().issue('MOB-1')?.id ?? '', issueKey: 'MOB-1' };
  const decide = async (term: unknown) => {
    const { revision } = await get(world.as(MAYA), 'WEB-1', request.id);
    return world.as(MAYA).panel('request.decide', 'WEB-1', {
      requestId: request.id,
      revision,
      decision: 'approve',
      comment: 'Less will do.',
      less: { leftOut: [], term },
    } as never);
  };
  for (const term of [{ kind: 'until', at }, { kind: 'days', days: 1 }, { kind: 'permanent' }]) {
    expect(await decide(term)).toMatchObject({
      ok: false,
      error: { refusal: { code: 'termNotShorter' } },
    });
  }
  const decided = value(await decide({ kind: 'workItem', ...elsewhere, at }));
  expect(decided).toMatchObject({ term: { kind: 'workItem', issueKey: 'WEB-1', at } });
});

test('whoever decides gains by a fixed term, whatever they have until a work item is done', async () => {
  const LIAM = 'Liam Chen';
  await world.allow(['frontend', 'design'], { fallbackApprovers: [LIAM] });
  const own = { ...asked(), people: [MAYA], add: ['design'] };
  await askAndApprove(world, { ...own, approver: LIAM });
  expect(world.members('design')).toContain(MAYA);
  // It would end no later than what they have, which may end tomorrow.
  const theirs = { ...own, term: { kind: 'days', days: 2 } } as const;
  const request = value(await ask(world, world.as(NOAH), theirs));
  await world.settle();
  expect((await approve(world.as(MAYA), 'WEB-1', request)).ok).toBe(false);
  expect((await approve(world.as(LIAM), 'WEB-1', request)).ok).toBe(true);
});
