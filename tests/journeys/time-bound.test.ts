import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import type { Term } from '../../src/domain/term/term';
import { approve, ask, askAndApprove, auditOf, get, steps } from '../support/ask-for';
import { killAfterChange } from '../support/kill-after';
import { openWorld, value, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering']);
});
afterEach(() => world.close());

const days = (count: number) => ({ kind: 'days' as const, days: count });
const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'], term: days(3) };
const isIn = () => world.members('frontend').includes('Priya Raman');

async function endings() {
  return (await auditOf(world)).flatMap(({ event }) =>
    event.kind === 'grant.ended' ? [event] : [],
  );
}

describe('time-bound access', () => {
  test('is taken back when its term ends, and the audit says so', async () => {
    const request = await askAndApprove(world, { ...named, add: ['frontend', 'WEB/Developers'] });
    expect(request.endsAt).toBeGreaterThan(world.platform.clock.now() + 2 * DAY);
    await world.pass(3 * DAY - HOUR);
    await world.sweep();
    expect(isIn()).toBe(true);
    await world.pass(HOUR);
    await world.sweep();
    expect(isIn()).toBe(false);
    expect(world.actors('WEB', 'Developers')).not.toContain('Priya Raman');
    expect(await endings()).toMatchObject([{ why: 'expired' }, { why: 'expired' }]);
    const rows = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    expect(rows.map(({ grant }) => grant?.state)).toEqual(['ended', 'ended']);
    const removals = (await auditOf(world)).filter(
      ({ event }) => event.kind === 'effect' && event.action === 'group.removeUser',
    );
    expect(removals).toMatchObject([
      { issueKey: 'WEB-1', event: { outcome: 'applied', actor: { kind: 'app' } } },
    ]);
  });

  test.each([
    ['for four hours', (_: number): Term => ({ kind: 'hours', hours: 4 })],
    ['until a time', (now: number): Term => ({ kind: 'until', at: now + 4 * HOUR })],
  ])('%s: is there before, and gone within a minute after', async (_, term) => {
    const request = await askAndApprove(world, {
      ...named,
      term: term(world.platform.clock.now()),
    });
    const endsAt = request.endsAt ?? 0;
    await world.pass(endsAt - world.platform.clock.now() - MINUTE);
    await world.sweep();
    expect(isIn()).toBe(true);
    await world.pass(2 * MINUTE);
    expect(isIn()).toBe(false);
    expect(await endings()).toMatchObject([{ why: 'expired' }]);
  });

  test('is not given any more once the time has come until which it was asked for', async () => {
    const at = world.platform.clock.now() + 2 * HOUR;
    const asked = value(
      await ask(world, world.as('Noah Okafor'), { ...named, term: { kind: 'until', at } }),
    );
    await world.settle();
    await world.platform.clock.advance(at - world.platform.clock.now());
    const seen = await get(world.as('Noah Okafor'), 'WEB-1', asked.id);
    const answer = await approve(world.as('Maya Lindqvist'), 'WEB-1', seen);
    expect(answer).toMatchObject({ ok: false });
    await world.pass(HOUR);
    await world.sweep();
    expect(isIn()).toBe(false);
    expect((await get(world.as('Noah Okafor'), 'WEB-1', asked.id)).state).toBe('timedOut');
  });

  test('approved in time, and the run comes too late: nothing is given, and the step says why', async () => {
    const at = world.platform.clock.now() + 2 * HOUR;
    const asked = value(
      await ask(world, world.as('Noah Okafor'), { ...named, term: { kind: 'until', at } }),
    );
    await world.settle();
    const undo = world.platform.atlassian.faults.add({
      via: 'token',
      effect: { kind: 'answer', status: 503 },
    });
    const seen = await get(world.as('Noah Okafor'), 'WEB-1', asked.id);
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', seen));
    await world.settle();
    await world.pass(3 * HOUR);
    undo();
    for (let times = 0; times < 3; times += 1) {
      await world.pass(HOUR);
      await world.sweep();
    }
    expect(isIn()).toBe(false);
    const rows = await steps(world.as('Noah Okafor'), 'WEB-1', asked.id);
    expect(rows.map(({ outcome }) => outcome)).toMatchObject([
      { state: 'failed', reason: 'termOver' },
    ]);
  });

  test('Invariant 3: who was a member before stays one', async () => {
    const [member] = world.members('frontend');
    if (member === undefined) throw new Error('frontend is empty');
    await askAndApprove(world, { ...named, people: [member, 'Priya Raman'] });
    await world.pass(4 * DAY);
    await world.sweep();
    expect(world.members('frontend')).toContain(member);
    expect(isIn()).toBe(false);
  });

  test('Invariant 8: what could not be ended in time is ended later, and the lateness is told', async () => {
    await askAndApprove(world, named);
    const undo = world.platform.atlassian.faults.add({
      via: 'token',
      effect: { kind: 'answer', status: 503 },
    });
    await world.pass(3 * DAY);
    await world.sweep();
    expect(isIn()).toBe(true);
    undo();
    await world.pass(2 * HOUR);
    await world.sweep();
    expect(isIn()).toBe(false);
    const [ended] = await endings();
    expect(ended?.lateBy).toBeGreaterThan(HOUR);
  });

  test('a longer term prolongs it: the earlier end passes, the later one counts', async () => {
    await askAndApprove(world, named);
    const longer = await askAndApprove(world, { ...named, term: days(10) });
    expect(longer).toMatchObject({ state: 'completed', progress: { unchanged: 1 } });
    await world.pass(4 * DAY);
    await world.sweep();
    expect(isIn()).toBe(true);
    expect(await endings()).toMatchObject([{ why: 'superseded' }]);
    await world.pass(7 * DAY);
    await world.sweep();
    expect(isIn()).toBe(false);
  });

  test('prolonged by a worker that died, for what the policy does not allow by then, it was prolonged', async () => {
    await askAndApprove(world, named);
    const longer = value(await ask(world, world.as('Noah Okafor'), { ...named, term: days(10) }));
    await world.settle();
    // Its record is written, and its step is not.
    const first = world.platform.image();
    for (let at = 0; ; at += 1) {
      await world.close();
      world = await openWorld({ from: first });
      value(await approve(world.as('Maya Lindqvist'), 'WEB-1', longer));
      const wasKilled = killAfterChange(world, at);
      await world.settle();
      const isLast = !wasKilled();
      await world.allow(['engineering']);
      await world.pass(5 * MINUTE);
      await world.sweep();
      const [row] = await steps(world.as('Noah Okafor'), 'WEB-1', longer.id);
      const isLonger = row?.outcome.state === 'unchanged';
      expect([at, row?.outcome]).toMatchObject([at, isLonger ? { prolonged: true } : {}]);
      await world.pass(4 * DAY);
      await world.sweep();
      expect([at, row?.outcome, isIn()]).toEqual([at, row?.outcome, isLonger]);
      await world.pass(7 * DAY);
      await world.sweep();
      expect([at, isIn()]).toEqual([at, false]);
      if (isLast) return expect(at).toBeGreaterThan(5);
    }
  }, 240_000);

  test('permanent access in place of it stays', async () => {
    await askAndApprove(world, named);
    await askAndApprove(world, { ...named, term: { kind: 'permanent' } });
    await world.pass(30 * DAY);
    await world.sweep();
    expect(isIn()).toBe(true);
  });

  test('taken away by request before, its end does not take it away again', async () => {
    await askAndApprove(world, named);
    const removed = await askAndApprove(world, {
      issue: 'WEB-1',
      people: ['Priya Raman'],
      remove: ['frontend'],
    });
    expect(removed.state).toBe('completed');
    expect(await endings()).toMatchObject([{ why: 'revoked' }]);
    // Given again by somebody else, outside the app.
    world.platform.atlassian.directory.addMember(
      world.groupId('frontend'),
      world.person('Priya Raman').accountId,
    );
    await world.pass(5 * DAY);
    await world.sweep();
    expect(isIn()).toBe(true);
  });

  test('the last admin stays, however due, and is tried again', async () => {
    await world.allow(['platform-crew'], { unlocked: ['platform-crew'] });
    await askAndApprove(world, { ...named, add: ['platform-crew'] });
    const { directory } = world.platform.atlassian;
    const group = world.groupId('platform-crew');
    const priya = world.person('Priya Raman').accountId;
    for (const other of directory.membersOf(group))
      if (other !== priya) directory.removeMember(group, other);
    await world.pass(3 * DAY);
    await world.sweep();
    expect(world.members('platform-crew')).toEqual(['Priya Raman']);
    directory.addMember(group, world.person('Olivia Hart').accountId);
    await world.pass(7 * HOUR);
    await world.sweep();
    expect(world.members('platform-crew')).toEqual(['Olivia Hart']);
  });

  test('of a role and of the group that is the other in it, one stays that ends at the same time', async () => {
    await world.allow(['release-managers'], { rolesOf: 'anyProject' });
    const asked = [
      { people: ['Priya Raman'], add: ['MOB/Administrator'], approver: 'Liam Chen' },
      { people: ['Grace Kim'], add: ['release-managers'] },
    ];
    for (const one of asked) await askAndApprove(world, { ...named, ...one });
    const { directory, faults } = world.platform.atlassian;
    const group = world.groupId('release-managers');
    for (const name of ['Ethan Brooks', 'Pedro Santos'])
      directory.removeMember(group, world.person(name).accountId);
    directory.removeActor('MOB', 'Administrator', {
      accountId: world.person('Liam Chen').accountId,
    });
    directory.addActor('MOB', 'Administrator', { groupId: group });
    faults.add({ method: 'DELETE', effect: { kind: 'delay', milliseconds: 300 } });
    await world.pass(3 * DAY);
    await world.sweep();
    const left = [...world.actors('MOB', 'Administrator'), ...world.members('release-managers')];
    expect(left).toHaveLength(1);
  });

  test('ends although the group can no longer be asked for', async () => {
    await askAndApprove(world, named);
    await world.allow(['engineering']);
    await world.pass(4 * DAY);
    await world.sweep();
    expect(isIn()).toBe(false);
  });

  test('cannot be longer than the policy allows', async () => {
    await world.allow(['frontend'], { longestTermDays: 5 });
    const noah = world.as('Noah Okafor');
    const { accountId } = world.person('Priya Raman');
    const subjects = [{ kind: 'person' as const, accountId }];
    const changes = [
      { kind: 'group' as const, verb: 'add' as const, groupId: world.groupId('frontend') },
    ];
    for (const term of [days(6), { kind: 'permanent' as const }]) {
      const plan = value(
        await noah.panel('request.preview', 'WEB-1', { ask: { subjects, changes }, term }),
      );
      expect(plan.refusal).toEqual({ code: 'termTooLong', longestDays: 5 });
    }
    expect((await get(noah, 'WEB-1', (await askAndApprove(world, named)).id)).state).toBe(
      'completed',
    );
  });
});
