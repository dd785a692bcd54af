import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../src/domain/lib/time';
import { askAndApprove, auditOf, get } from '../support/ask-for';
import { openWorld, type World } from '../support/open-world';

/** To look who is left takes longer, beside a site that takes three seconds for each answer, than a look may be old. */

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['platform-crew'], { unlocked: ['platform-crew'], rolesOf: 'anyProject' });
});
afterEach(() => world.close());

const PRIYA = 'Priya Raman';
const ROWS = [
  ['platform-crew', 'Maya Lindqvist', () => world.members('platform-crew')],
  ['MOB/Administrator', 'Liam Chen', () => world.actors('MOB', 'Administrator')],
] as const;
const isSlow = (flag: boolean) => world.platform.atlassian.faults.setPreset('slow', flag);
const days = (count: number) => ({ kind: 'days' as const, days: count });

async function live(milliseconds: number, step: number) {
  for (let left = milliseconds; left > 0; left -= step) await world.pass(Math.min(step, left));
}

describe('beside a slow site an administrator is taken out', () => {
  test.each(ROWS)('of %s as their term ends, within a minute', async (thing, approver, holders) => {
    const named = { issue: 'WEB-1', people: [PRIYA], add: [thing], approver };
    await askAndApprove(world, { ...named, term: days(1) });
    await live(DAY - MINUTE, 5 * MINUTE);
    isSlow(true);
    await live(3 * MINUTE, 5 * SECOND);
    expect(holders()).not.toContain(PRIYA);
    const ends = (await auditOf(world)).filter(({ event }) => event.kind === 'grant.ended');
    expect(ends).toHaveLength(1);
    expect(ends[0]?.event).not.toHaveProperty('lateBy');
  });

  test.each(ROWS)('of %s by an approved request', async (thing, approver, holders) => {
    const named = { issue: 'WEB-1', people: [PRIYA], approver };
    await askAndApprove(world, { ...named, add: [thing] });
    isSlow(true);
    const { id } = await askAndApprove(world, { ...named, remove: [thing] });
    expect((await get(world.as('Noah Okafor'), 'WEB-1', id)).state).toBe('completed');
    expect(holders()).not.toContain(PRIYA);
  });
});
