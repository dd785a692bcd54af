import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { ask, askAndApprove, decline, get } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

/**
 * Attempts to keep access that was approved for three days for longer than anybody approved. Whatever is
 * done, the site does not show it after the third day.
 */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'on-call']);
});
afterEach(() => world.close());

const days = (count: number) => ({ kind: 'days' as const, days: count });
const wish = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'], term: days(3) };
const priya = () => world.person('Priya Raman').accountId;
const sql = (text: string, ...values: string[]) =>
  world.platform.database.prepare(text).run(...values);

interface Attempt {
  readonly attempt: string;
  /** During the three days. */
  readonly during: () => Promise<unknown> | unknown;
  /** Once they are over, and before anybody looks. */
  readonly after?: () => Promise<unknown> | unknown;
}

const ATTEMPTS: readonly Attempt[] = [
  {
    attempt: 'have the group called something else when it ends',
    during: () => sql("UPDATE site_group SET name = 'front-end-2' WHERE name = 'frontend'"),
    after: () => sql("UPDATE site_group SET name = 'frontend' WHERE name = 'front-end-2'"),
  },
  {
    attempt: 'have the group taken off the list of what can be asked for',
    during: () => world.allow(['on-call']),
  },
  {
    attempt: 'have no policy that allows a term any more',
    during: () => world.allow(['frontend'], { longestTermDays: 1 }),
  },
  {
    attempt: 'have the issue it was asked in deleted',
    during: () => world.platform.atlassian.directory.removeIssue('WEB-1'),
  },
  {
    attempt: 'have the issue moved to another project',
    during: () => world.platform.atlassian.directory.moveIssue('WEB-1', 'MOB'),
  },
  {
    attempt: 'be inactive when it ends, and come back after',
    during: () => world.platform.atlassian.directory.setActive(priya(), false),
  },
  {
    attempt: 'ask for more, and be declined',
    during: async () => {
      const more = value(await ask(world, world.as('Noah Okafor'), { ...wish, term: days(90) }));
      await world.settle();
      const seen = await get(world.as('Noah Okafor'), 'WEB-1', more.id);
      value(await decline(world.as('Maya Lindqvist'), 'WEB-1', seen, 'Not longer.'));
    },
  },
  {
    attempt: 'ask for more, and leave it undecided',
    during: async () =>
      value(await ask(world, world.as('Noah Okafor'), { ...wish, term: days(90) })),
  },
  {
    attempt: 'have the mark of the sweep’s round moved past it',
    during: () => sql("DELETE FROM kvs_record WHERE key = 'round:holdings'"),
  },
  {
    attempt: 'have the events of its end lost by the queue',
    during: () => {
      world.platform.forge.faults.loseNextPushes = 3;
    },
    after: () => {
      world.platform.forge.faults.loseNextPushes = 1;
    },
  },
  {
    attempt: 'have the queries of the store far behind',
    during: () => {
      world.platform.forge.faults.queryLag = 20 * MINUTE;
    },
  },
  {
    attempt: 'have the site refuse while it is due',
    during: () => {},
    after: () => {
      world.platform.atlassian.faults.add({
        via: 'token',
        method: 'DELETE',
        times: 3,
        effect: { kind: 'answer', status: 403, body: '{"errorMessages":["No."],"errors":{}}' },
      });
    },
  },
  {
    attempt: 'have the removal’s answer lost',
    during: () => {},
    after: () => {
      world.platform.atlassian.faults.add({
        via: 'token',
        method: 'DELETE',
        times: 1,
        effect: { kind: 'reset', when: 'before' },
      });
    },
  },
  {
    attempt: 'have the connection’s token replaced meanwhile',
    during: () => world.connect(),
  },
];

describe('access that was approved for three days is gone after them', () => {
  test.each(ATTEMPTS)('$attempt', async ({ during, after }) => {
    await askAndApprove(world, wish);
    await world.pass(2 * DAY);
    await during();
    await world.pass(DAY - HOUR);
    await after?.();
    // Three hours in good weather, whatever went wrong before.
    for (let looks = 0; looks < 18; looks += 1) await world.pass(10 * MINUTE);
    expect(world.platform.atlassian.directory.membersOf(world.groupId('frontend'))).not.toContain(
      priya(),
    );
  });
});
