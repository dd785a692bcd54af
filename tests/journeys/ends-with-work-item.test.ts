import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, poison } from '../support/poison';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering']);
});
afterEach(() => world.close());

const now = () => world.platform.clock.now();
const directory = () => world.platform.atlassian.directory;
/** What a page sends: the ids are of no account. */
const untilDone = (at: number) => ({
  kind: 'workItem' as const,
  issueId: 'any',
  issueKey: 'ANY-1',
  at,
});
const named = (at = now() + 30 * DAY) => ({
  issue: 'WEB-1',
  people: ['Priya Raman'],
  add: ['frontend'],
  term: untilDone(at),
});
const isIn = (group = 'frontend') => world.members(group).includes('Priya Raman');
const done = (key = 'WEB-1') => directory().transitionIssue(key, 'Done');
const reopened = (key = 'WEB-1') => directory().transitionIssue(key, 'In Progress');
const watched = () =>
  world.platform.forge.kvs.entries().filter(({ entity }) => entity === 'watched');

async function endings() {
  return (await auditOf(world)).flatMap(({ event }) =>
    event.kind === 'grant.ended' ? [event.why] : [],
  );
}

describe('access until the work item is done', () => {
  test('is there until then, says so, and is taken back as soon as Jira tells', async () => {
    const at = now() + 30 * DAY;
    const request = await askAndApprove(world, named(at));
    expect(request.term).toEqual({
      ...untilDone(at),
      issueId: directory().issue('WEB-1')?.id,
      issueKey: 'WEB-1',
    });
    expect(request.access).toEqual({ state: 'active', until: at, workItem: 'WEB-1' });
    const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    expect(step?.grant).toEqual({ state: 'active', at, workItem: 'WEB-1' });
    reopened();
    await world.pass(2 * DAY);
    expect(isIn()).toBe(true);
    done();
    await world.pass(MINUTE);
    expect(isIn()).toBe(false);
    expect(await endings()).toEqual(['workItemDone']);
    const [ended] = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    expect(ended?.grant).toMatchObject({ state: 'ended', why: 'workItemDone' });
  });

  test('ends at the time that was approved at the latest', async () => {
    await askAndApprove(world, named(now() + 3 * DAY));
    await world.pass(3 * DAY + MINUTE);
    expect(isIn()).toBe(false);
    expect(await endings()).toEqual(['expired']);
    await world.pass(2 * HOUR);
    await world.sweep();
    expect(watched()).toEqual([]);
  });

  test('ends within an hour or so where the event of Jira is lost', async () => {
    await askAndApprove(world, named());
    await world.pass(2 * DAY);
    world.platform.forge.faults.loseNextTold = 1;
    done();
    await world.pass(HOUR + 10 * MINUTE);
    expect(isIn()).toBe(false);
    expect(await endings()).toEqual(['workItemDone']);
  });

  test('stays over once it was, whoever opens the work item again', async () => {
    const request = await askAndApprove(world, named());
    done();
    await world.pass(MINUTE);
    reopened();
    await world.pass(2 * HOUR);
    expect(isIn()).toBe(false);
    expect((await get(world.as('Noah Okafor'), 'WEB-1', request.id)).access).toMatchObject({
      state: 'ended',
    });
  });

  test('is over for what is given before, and not for what is asked for once it is open again', async () => {
    await askAndApprove(world, named());
    done();
    await world.pass(MINUTE);
    reopened();
    await askAndApprove(world, named());
    await world.pass(2 * HOUR);
    expect(isIn()).toBe(true);
    done();
    await world.pass(MINUTE);
    expect(isIn()).toBe(false);
    expect(await endings()).toEqual(['workItemDone', 'workItemDone']);
  });

  test('follows the work item to another project, and gains nothing there', async () => {
    const at = now() + 5 * DAY;
    await askAndApprove(world, named(at));
    const moved = directory().moveIssue('WEB-1', 'MOB');
    await world.pass(DAY);
    expect(isIn()).toBe(true);
    done(moved);
    await world.pass(MINUTE);
    expect(isIn()).toBe(false);
  });

  test('ends at once where the work item is deleted', async () => {
    await askAndApprove(world, named());
    directory().removeIssue('WEB-1');
    await world.pass(MINUTE);
    expect(isIn()).toBe(false);
    expect(await endings()).toEqual(['workItemDeleted']);
  });

  test('ends at its latest where nobody told that it was deleted: it may only be hidden', async () => {
    await askAndApprove(world, named(now() + 2 * DAY));
    world.platform.forge.faults.loseNextTold = 1;
    directory().removeIssue('WEB-1');
    await world.pass(2 * DAY - HOUR);
    expect(isIn()).toBe(true);
    await world.pass(2 * HOUR);
    expect(isIn()).toBe(false);
    expect(await endings()).toEqual(['expired']);
  });

  test('ends nothing early while Jira does not answer, nor later than its latest', async () => {
    await askAndApprove(world, named(now() + 2 * DAY));
    const stop = world.platform.atlassian.faults.add({
      via: 'gateway',
      path: /^\/issue\//,
      effect: { kind: 'answer', status: 503 },
    });
    done();
    await world.pass(DAY);
    expect(isIn()).toBe(true);
    await world.pass(DAY + MINUTE);
    expect(isIn()).toBe(false);
    expect(await endings()).toEqual(['expired']);
    stop();
  });

  test('one that can’t be looked at keeps none of the others', async () => {
    await askAndApprove(world, named());
    await askAndApprove(world, { ...named(), issue: 'WEB-2', add: ['engineering'] });
    const id = directory().issue('WEB-1')?.id ?? '';
    world.platform.atlassian.faults.add({
      via: 'gateway',
      path: new RegExp(`^/issue/${id}$`),
      effect: { kind: 'answer', status: 500 },
    });
    world.platform.forge.faults.loseNextTold = 2;
    done('WEB-1');
    done('WEB-2');
    await world.pass(2 * HOUR);
    expect(isIn('engineering')).toBe(false);
    expect(isIn()).toBe(true);
  });

  test('ends once its record can be read again, where it could not as the work item was done', async () => {
    await askAndApprove(world, named());
    const [key = ''] = keysOf(world.platform, 'holding');
    const mend = poison(world.platform, 'holding', key);
    done();
    await world.pass(2 * HOUR);
    expect(isIn()).toBe(true);
    mend();
    await world.pass(2 * HOUR);
    expect(isIn()).toBe(false);
    expect(await endings()).toEqual(['workItemDone']);
  });

  test('one request of which a record can’t be read keeps no other in its work item', async () => {
    const { id } = await askAndApprove(world, named());
    await askAndApprove(world, { ...named(), add: ['engineering'] });
    const mend = poison(world.platform, 'steps', `steps:${id}:0`);
    done();
    await world.pass(MINUTE);
    expect([isIn(), isIn('engineering')]).toEqual([true, false]);
    mend();
    await world.pass(HOUR);
    expect(isIn()).toBe(false);
  });

  test('is shown to whoever does not see that work item, without saying which it is', async () => {
    const at = now() + 30 * DAY;
    const of = { ...named(at), issue: 'FIN-1', by: 'Ingrid Solberg' };
    await askAndApprove(world, { ...of, approver: 'Isabelle Moreau' });
    const { accountId } = world.person('Priya Raman');
    expect(directory().canSee(accountId, 'FIN-1')).toBe(false);
    const held = value(await world.as('Priya Raman').access('access.held', {}));
    const { standing, from } = held.items[0] ?? {};
    expect(standing).toEqual({ state: 'active', at, workItem: { key: undefined } });
    expect(from).toEqual({ known: 'hidden' });
    expect(JSON.stringify(held)).not.toContain('FIN-1');
  });

  test('takes nothing away that another request gives for longer', async () => {
    await askAndApprove(world, { ...named(), term: { kind: 'days', days: 10 } });
    await askAndApprove(world, { ...named(), issue: 'WEB-2' });
    await world.pass(2 * DAY);
    done('WEB-2');
    await world.pass(2 * HOUR);
    expect(isIn()).toBe(true);
    expect(await endings()).toEqual(['outlasted']);
    await world.pass(8 * DAY);
    expect(isIn()).toBe(false);
    expect(await endings()).toEqual(['expired', 'outlasted']);
  });

  test('keeps it for as long as a shorter fixed term that is asked for beside it', async () => {
    await askAndApprove(world, named());
    await askAndApprove(world, {
      ...named(),
      issue: 'WEB-2',
      term: { kind: 'days', days: 10 },
    });
    done('WEB-1');
    await world.pass(9 * DAY);
    expect(isIn()).toBe(true);
    await world.pass(DAY + HOUR);
    expect(isIn()).toBe(false);
  });

  test('can’t be asked for where the work item is done', async () => {
    done();
    const asked = await ask(world, world.as('Noah Okafor'), named());
    expect(asked).toMatchObject({ ok: false });
    const preview = value(
      await world.as('Noah Okafor').panel('request.preview', 'WEB-1', {
        ask: {
          subjects: [{ kind: 'person', accountId: world.person('Priya Raman').accountId }],
          changes: [
            { kind: 'group', verb: 'add', groupId: world.groupId('frontend'), subjects: [0] },
          ],
        },
        term: untilDone(now() + DAY),
      }),
    );
    expect(preview.lines[0]?.verdict).toEqual({ verdict: 'refused', reason: 'workItemDone' });
  });

  test('is not given where the work item was done before that', async () => {
    const asked = value(await ask(world, world.as('Noah Okafor'), named()));
    await world.settle();
    done();
    await world.settle();
    const seen = await get(world.as('Noah Okafor'), 'WEB-1', asked.id);
    expect(seen).toMatchObject({ state: 'withdrawn', closedFor: 'workItemDone' });
    expect((await approve(world.as('Maya Lindqvist'), 'WEB-1', seen)).ok).toBe(false);
    await world.settle();
    expect(isIn()).toBe(false);
  });

  test('obeys the longest term of the policy', async () => {
    await world.allow(['frontend'], { longestTermDays: 7 });
    const asked = await ask(world, world.as('Noah Okafor'), named(now() + 8 * DAY));
    expect(asked).toMatchObject({
      ok: false,
      error: { code: 'request', refusal: { code: 'termTooLong', longestDays: 7 } },
    });
    await askAndApprove(world, named(now() + 7 * DAY - MINUTE));
    await world.pass(7 * DAY);
    expect(isIn()).toBe(false);
  });
});
