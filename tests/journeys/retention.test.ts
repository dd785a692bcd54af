import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../src/domain/lib/time';
import { ask, askAndApprove, auditOf, decline } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering']);
});
afterEach(() => world.close());

const days = (count: number) => ({ kind: 'days' as const, days: count });
const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };

async function keep(keepDays: number | null, before: number | null = null) {
  return world.as('Olivia Hart').admin('retention.save', { before, keepDays });
}

/** Rows of an entity, by key. */
const stored = (entity: string) =>
  world.platform.forge.kvs.entries().filter((one) => one.entity === entity);

/** A sweep for each hour of a day and a half: a round at least. */
async function aRound(): Promise<void> {
  await world.pass(DAY);
  await world.sweep();
  await world.pass(DAY / 2);
  await world.sweep();
}

/** Of what is deleted once it is over. */
const countStored = () =>
  ['request', 'steps', 'submission', 'telling'].flatMap((entity) => stored(entity)).length;

const shownIn = async (issue: string) =>
  value(await world.as('Noah Okafor').panel('panel.load', issue)).requests.map(({ id }) => id);

async function deletions() {
  return (await auditOf(world)).flatMap(({ event }) =>
    event.kind === 'records.deleted' ? [event] : [],
  );
}

describe('what is over', () => {
  test('is kept for good as long as no admin has said otherwise', async () => {
    const over = value(await ask(world, world.as('Noah Okafor'), named));
    value(await decline(world.as('Maya Lindqvist'), 'WEB-1', over, 'Not now.'));
    await world.pass(2_000 * DAY);
    await aRound();
    expect(await shownIn('WEB-1')).toContain(over.id);
    expect(await deletions()).toEqual([]);
  });

  test('is deleted with its steps and its audit once it is that old, and the audit says how much', async () => {
    const over = value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    value(await decline(world.as('Maya Lindqvist'), 'WEB-1', over, 'Not now.'));
    await world.settle();
    value(await keep(60));
    await world.pass(50 * DAY);
    await aRound();
    expect(await shownIn('WEB-1')).toContain(over.id);
    const found = () => world.platform.atlassian.directory.property('WEB-1', 'multiplier.access');
    expect(found()).toMatchObject({ state: ['declined'] });
    await world.pass(20 * DAY);
    await aRound();
    await aRound();
    expect(await shownIn('WEB-1')).not.toContain(over.id);
    for (const entity of ['request', 'steps', 'telling', 'submission'])
      expect([entity, JSON.stringify(stored(entity)).includes(over.id)]).toEqual([entity, false]);
    const audit = await auditOf(world);
    expect(audit.filter(({ event }) => event.kind === 'request.submitted')).toEqual([]);
    await aRound();
    expect(found()).toBeUndefined();
    // Of whom nothing is stored any more, nothing is reported.
    const reported: string[] = [];
    const stop = world.platform.atlassian.onExchange(({ url, requestBody }) => {
      if (url.endsWith('/app/report-accounts')) reported.push(requestBody);
    });
    await world.pass(8 * DAY);
    await world.sweep();
    stop();
    expect(reported.join(' ')).toContain(world.person('Olivia Hart').accountId);
    expect(reported.join(' ')).not.toContain(world.person('Priya Raman').accountId);
    // That it was said for how long is younger.
    const told = await deletions();
    expect(told.reduce((sum, { requests }) => sum + requests, 0)).toBe(1);
    expect(told.reduce((sum, { records }) => sum + records, 0)).toBeGreaterThan(2);
  });

  test('stays as long as something that it gave is in force, with its audit', async () => {
    const gave = await askAndApprove(world, { ...named, term: { kind: 'permanent' } });
    const ended = await askAndApprove(world, {
      ...named,
      people: ['Sofia Costa'],
      term: days(3),
    });
    await world.pass(4 * DAY);
    await world.sweep();
    value(await keep(30));
    await world.pass(100 * DAY);
    await aRound();
    await aRound();
    const shown = await shownIn('WEB-1');
    expect(shown).toContain(gave.id);
    expect(shown).not.toContain(ended.id);
    const audit = await auditOf(world);
    expect(audit.filter(({ event }) => event.kind === 'request.approved')).toHaveLength(1);
    expect(world.members('frontend')).toContain('Priya Raman');
    expect(stored('holding').map(({ key }) => key)).toHaveLength(1);
  });

  test('what waits for somebody is not over, however old it is', async () => {
    world.platform.atlassian.faults.add({
      via: 'token',
      method: 'POST',
      path: /^\/group\/user/,
      effect: { kind: 'answer', status: 403 },
    });
    const failed = await askAndApprove(world, named);
    expect(failed.state).toBe('needsAttention');
    value(await keep(30));
    await world.pass(100 * DAY);
    await aRound();
    await aRound();
    expect(await shownIn('WEB-1')).toEqual([failed.id]);
  });

  test('is not deleted any more by a sweep during which an admin has it kept', async () => {
    const over = value(await ask(world, world.as('Noah Okafor'), named));
    value(await decline(world.as('Maya Lindqvist'), 'WEB-1', over, 'Not now.'));
    await world.settle();
    value(await keep(60));
    await world.pass(58 * DAY);
    await world.platform.clock.advance(4 * DAY);
    const beginning = world.platform.image();
    const counts = new Set<number>();
    for (let at = 1, isReached = true; isReached; at += 4) {
      await world.close();
      world = await openWorld({ from: beginning });
      let calls = 0;
      let kept: Promise<number> | undefined;
      world.platform.forge.faults.onWireCall = ({ functionKey }) => {
        if (functionKey !== 'sweep') return 'go';
        calls += 1;
        if (calls !== at) return 'go';
        kept = keep(null, 60).then((saved) => {
          value(saved);
          return countStored();
        });
        return kept.then(() => 'go');
      };
      await world.sweep();
      world.platform.forge.faults.onWireCall = undefined;
      isReached = kept !== undefined;
      if (kept === undefined) continue;
      expect([at, countStored()]).toEqual([at, await kept]);
      counts.add(await kept);
    }
    // Where it was said late enough, some was deleted by then.
    expect(counts.size).toBeGreaterThan(1);
  });
});

describe('for how long it is kept', () => {
  test('is an admin’s to say, once, and is in the audit', async () => {
    expect(value(await keep(90)).keepDays).toBe(90);
    expect(error(await keep(30, null))).toMatchObject({ code: 'changedMeanwhile' });
    expect(value(await keep(null, 90)).keepDays).toBeUndefined();
    const said = (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'retention.changed' ? [[event.before, event.after]] : [],
    );
    expect(said).toEqual([
      [90, null],
      [null, 90],
    ]);
  });

  test.each([0, 29, 3_651, 1.5])('is not %s days', async (keepDays) => {
    expect(error(await keep(keepDays))).toMatchObject({ code: 'badInput' });
  });
});
