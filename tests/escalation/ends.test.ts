import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { holdingKey } from '../../src/adapters/storage/keys';
import { holdingRow } from '../../src/adapters/storage/rows';
import { holdingId } from '../../src/domain/holding/holding';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import {
  approve,
  ask,
  askAndApprove,
  auditOf,
  decline,
  get,
  type NamedAsk,
  steps,
} from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { writeRow } from '../support/poison';
import { groupOf, seedHoldings } from '../support/seed-holdings';
import { answering } from '../support/site-answers';

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
const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'], term: days(3) };
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
      const more = value(await ask(world, world.as('Noah Okafor'), { ...named, term: days(90) }));
      await world.settle();
      const seen = await get(world.as('Noah Okafor'), 'WEB-1', more.id);
      value(await decline(world.as('Maya Lindqvist'), 'WEB-1', seen, 'Not longer.'));
    },
  },
  {
    attempt: 'ask for more, and leave it undecided',
    during: async () =>
      value(await ask(world, world.as('Noah Okafor'), { ...named, term: days(90) })),
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
    await askAndApprove(world, named);
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

describe('an answer that shows nothing is no proof that access is gone', () => {
  const page = { startAt: 0, maxResults: 50, total: 0, isLast: true, values: [] };
  const viewers = { id: 0, name: 'Viewers' };
  const role = { ...named, add: ['WEB/Viewers'] };
  const two = { ...named, people: ['Priya Raman', 'Grace Kim'] };
  const WHEN = [
    // The round that looks for what was taken by hand, and the end itself.
    ['long before', DAY, 3 * DAY],
    ['when it is due', 3 * DAY - HOUR, 3 * HOUR],
  ] as const;
  const ANSWERS = [
    ['the person is in no group', named, /^\/user\/groups/, []],
    ['the site knows no such person', named, /^\/user\/groups/, undefined],
    ['the group is not there', named, /^\/group\/bulk/, page],
    ['nobody is in the group', two, /^\/group\/member/, page],
    ['nobody is there', named, /^\/user\/bulk/, page],
    ['a role without its actors', role, /^\/project\/\d+\/role\//, viewers],
    ['a role with nobody in it', role, /^\/project\/\d+\/role\//, { ...viewers, actors: [] }],
    [
      'a role with actors that are null',
      role,
      /^\/project\/\d+\/role\//,
      { ...viewers, actors: null },
    ],
  ] as const;
  const rows = WHEN.flatMap(([when, from, lasts]) =>
    ANSWERS.map(([what, asked, path, body]) => ({ when, from, lasts, what, asked, path, body })),
  );
  test.each(rows)('$what, $when', async ({ from, lasts, asked, path, body }) => {
    await askAndApprove(world, { ...asked, people: [...asked.people], add: [...asked.add] });
    await world.pass(from);
    const answer =
      body !== undefined && 'name' in body
        ? { ...body, id: Number(world.roleId('WEB', 'Viewers')) }
        : body;
    const stop = world.platform.atlassian.faults.add({
      via: 'token',
      method: 'GET',
      path,
      effect: answering(body === undefined ? 404 : 200, answer ?? {}),
    });
    await world.sweep();
    for (let looks = 0; looks < 6; looks += 1) await world.pass(lasts / 6);
    stop();
    for (let looks = 0; looks < 18; looks += 1) await world.pass(10 * MINUTE);
    expect(world.members('frontend')).not.toContain('Priya Raman');
    expect(world.actors('WEB', 'Viewers')).not.toContain('Priya Raman');
  });
});

describe('a role that is answered with nobody in it', () => {
  const ROLE = /^\/project\/\d+\/role\/\d+$/;
  const byPerson = { ...named, add: ['WEB/Viewers'] };
  const byGroup = { ...byPerson, people: [], groups: ['security'] };
  const empty = () =>
    world.platform.atlassian.faults.add({
      via: 'token',
      method: 'GET',
      path: ROLE,
      effect: answering(200, {
        id: Number(world.roleId('WEB', 'Viewers')),
        name: 'Viewers',
        actors: [],
      }),
    });
  const silent = () =>
    world.platform.atlassian.faults.add({
      via: 'token',
      path: /^\/expression\//,
      effect: answering(403, {}),
    });
  const held = () => {
    const { accountIds, groupIds } = world.platform.atlassian.directory.actorsOf('WEB', 'Viewers');
    return [...accountIds, ...groupIds].length;
  };
  const ended = async () =>
    (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'grant.ended' ? [event.why] : [],
    );

  test.each<[string, Partial<NamedAsk>, () => unknown]>([
    ['a person', byPerson, () => {}],
    ['a person, of whom the site does not say which roles they have', byPerson, silent],
    ['a group', byGroup, () => {}],
  ])('ends nothing of %s, and its end takes it away', async (_, asked, also) => {
    const before = held();
    await askAndApprove(world, { ...byPerson, ...asked });
    expect(held()).toBe(before + 1);
    also();
    const stop = empty();
    await world.pass(DAY);
    await world.sweep();
    stop();
    expect(await ended()).toEqual([]);
    empty();
    await world.pass(2 * DAY);
    for (let looks = 0; looks < 6; looks += 1) await world.pass(10 * MINUTE);
    expect(held()).toBe(before);
    expect(await ended()).toEqual(['expired']);
  });

  test('and whose last one was taken out by hand: that is noticed', async () => {
    await askAndApprove(world, byPerson);
    const { directory } = world.platform.atlassian;
    directory.removeActor('WEB', 'Viewers', { accountId: priya() });
    empty();
    await world.pass(DAY);
    await world.sweep();
    expect(await ended()).toEqual(['goneByHand']);
  });

  test('does not show that a removal whose answer was lost has arrived', async () => {
    await askAndApprove(world, byPerson);
    empty();
    world.platform.atlassian.faults.add({
      via: 'token',
      method: 'DELETE',
      times: 1,
      effect: { kind: 'reset', when: 'before' },
    });
    await world.pass(3 * DAY);
    for (let looks = 0; looks < 6; looks += 1) await world.pass(10 * MINUTE);
    expect(world.actors('WEB', 'Viewers')).not.toContain('Priya Raman');
  });
});

test('what a call of ours may have given has its end, though somebody says that they gave it', async () => {
  const { faults, onExchange } = world.platform.atlassian;
  const noah = world.as('Noah Okafor');
  const request = value(await ask(world, noah, named));
  await world.settle();
  faults.add({ method: 'POST', path: /^\/group\/user/, effect: { kind: 'reset', when: 'after' } });
  const stop = onExchange(({ via, method, url }) => {
    if (via !== 'token' || method !== 'POST' || !url.includes('/group/user')) return;
    stop();
    faults.add({ path: /^\/(user\/groups|group\/member)/, effect: answering(403, {}) });
  });
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  await world.settle();
  await world.pass(HOUR);
  expect((await get(noah, 'WEB-1', request.id)).state).toBe('needsAttention');
  faults.clear();
  expect(world.members('frontend')).toContain('Priya Raman');
  value(await noah.panel('request.markManual', 'WEB-1', { requestId: request.id, steps: [0] }));
  // Whose it is can't be known by now: it is not taken away, and whoever can act is told.
  await world.pass(3 * DAY);
  for (let looks = 0; looks < 6; looks += 1) await world.pass(10 * MINUTE);
  const said = (await auditOf(world)).map((line) => 'event' in line && line.event.kind);
  expect(said).toContain('grant.overdue');
});

describe('what a call of ours may have given has its end, though nobody retries the step', () => {
  const delist = () => world.allow(['on-call']);
  const protect = () =>
    world.platform.atlassian.directory.grant(world.groupId('frontend'), 'ADMINISTER');
  const disconnect = async () =>
    void value(await world.as('Olivia Hart').admin('connection.disconnect', {}));
  const role = { ...named, add: ['WEB/Viewers'] };
  /** Why the step fails, and what happens for that before the run that takes over. */
  const WHYS: readonly [string, typeof named, () => unknown][] = [
    ['groupNotRequestable', named, delist],
    ['groupProtected', named, protect],
    ['approvalLapsed', named, disconnect],
    ['approvalLapsed', role, disconnect],
  ];
  const rows = WHYS.flatMap(([reason, asked, then]) =>
    (['killAfter', 'kill'] as const).flatMap((how) =>
      (['soon', 'late'] as const).map(
        (look) => [reason, asked.add[0], how, look, asked, then] as const,
      ),
    ),
  );
  test.each(rows)('%s of %s: %s at its call, looked at %s', async (...row) => {
    const [reason, thing, how, look, asked, then] = row;
    const request = value(await ask(world, world.as('Noah Okafor'), asked));
    await world.settle();
    let killed = false;
    world.platform.forge.faults.onWireCall = ({ functionKey, target }) => {
      if (killed || functionKey !== 'work-consumer') return 'go';
      if (!/egress POST .*\/(group\/user|role\/\d+)/.test(target)) return 'go';
      killed = true;
      return how;
    };
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    expect(killed).toBe(true);
    await then();
    if (look === 'soon') {
      await world.pass(5 * MINUTE);
      await world.sweep();
    }
    for (let looks = 0; looks < 16; looks += 1) {
      await world.pass(DAY / 2);
      await world.sweep();
    }
    if (reason === 'approvalLapsed') await world.connect();
    // Told once a day: until now, that no site was connected.
    for (let looks = 0; looks < 6; looks += 1) await world.pass(6 * HOUR);
    const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    const holders =
      thing === 'frontend' ? world.members('frontend') : world.actors('WEB', 'Viewers');
    const isThere = holders.includes('Priya Raman');
    const events = (await auditOf(world)).map(({ event }) => event);
    const told = events.filter((one) => one.kind === 'grant.overdue' && one.cause === 'unproved');
    const ends = events.flatMap((one) => (one.kind === 'grant.ended' ? [one.why] : []));
    // The site is looked at though nothing may be given by then; where no site is connected, it can't be.
    const isSeen = how === 'killAfter' && reason !== 'approvalLapsed';
    if (isSeen && look === 'soon') {
      expect(step?.outcome).toEqual({
        state: 'applied',
        before: 'notHeld',
        at: expect.any(Number),
      });
      expect([isThere, told.length, ends]).toEqual([false, 0, ['expired']]);
      return;
    }
    expect(step?.outcome).toMatchObject(
      isSeen ? { state: 'applied', unproved: true } : { state: 'failed', reason },
    );
    // That it is ours is not proved: it is told, and not taken away by itself.
    expect([isThere, told.length > 0]).toEqual([how === 'killAfter', how === 'killAfter']);
    expect(ends).toEqual([]);
  });
});

describe('what a later approved removal took away, no earlier approval gives back', () => {
  const forGood = { issue: 'WEB-1', people: ['Priya Raman'] };
  const by = async (verb: 'request.retry', requestId: string) =>
    value(await world.as('Noah Okafor').panel(verb, 'WEB-1', { requestId }));

  const refuse = (method: 'POST' | 'DELETE') =>
    world.platform.atlassian.faults.add({
      via: 'token',
      method,
      effect: { kind: 'answer', status: 403, body: '{"errorMessages":["No."],"errors":{}}' },
    });

  /** Approved, and refused by the site. */
  async function failedToGive(asked: NamedAsk) {
    const stop = refuse('POST');
    const request = await askAndApprove(world, asked);
    stop();
    expect(request.state).toBe('needsAttention');
    return request;
  }

  const ROWS = [
    ['a group', 'frontend', 'held by hand'],
    ['a group', 'frontend', 'held by another request'],
    ['a group', 'frontend', 'taken by hand meanwhile'],
    ['a group', 'frontend', 'taken by hand, as the site refused, and marked so'],
    ['a role', 'WEB/Viewers', 'held by another request'],
  ] as const;
  test.each(ROWS)('%s, %s, %s when it was taken away', async (_, thing, how) => {
    const seen = () =>
      thing === 'frontend' ? world.members('frontend') : world.actors('WEB', 'Viewers');
    const first = await failedToGive({ ...forGood, add: [thing] });
    await world.pass(MINUTE);
    if (how !== 'held by another request') {
      world.platform.atlassian.directory.addMember(world.groupId('frontend'), priya());
    }
    if (how === 'held by another request') {
      await askAndApprove(world, { ...forGood, add: [thing] });
      expect(seen()).toContain('Priya Raman');
    }
    await world.pass(HOUR);
    const noah = world.as('Noah Okafor');
    const removal = value(await ask(world, noah, { ...forGood, remove: [thing] }));
    await world.settle();
    if (how === 'taken by hand meanwhile') {
      world.platform.atlassian.directory.removeMember(world.groupId('frontend'), priya());
    }
    const isRefused = how === 'taken by hand, as the site refused, and marked so';
    const stop = isRefused ? refuse('DELETE') : () => {};
    const maya = world.as('Maya Lindqvist');
    value(await approve(maya, 'WEB-1', removal));
    await world.settle();
    stop();
    if (isRefused) {
      world.platform.atlassian.directory.removeMember(world.groupId('frontend'), priya());
      const marked = { requestId: removal.id, steps: [0] };
      value(await maya.panel('request.markManual', 'WEB-1', marked));
    }
    expect((await get(noah, 'WEB-1', removal.id)).state).toBe('completed');
    expect(seen()).not.toContain('Priya Raman');
    await world.pass(HOUR);

    await by('request.retry', first.id);
    await world.settle();
    await world.pass(HOUR);
    expect(seen()).not.toContain('Priya Raman');
    const [step] = await steps(noah, 'WEB-1', first.id);
    expect(step?.outcome).toMatchObject({
      state: 'failed',
      reason: 'takenAwaySince',
      retryable: false,
    });

    // A decision of its own gives it again.
    const anew = await askAndApprove(world, { ...forGood, add: [thing] });
    expect(anew.state).toBe('completed');
    expect(seen()).toContain('Priya Raman');
  });

  test.each([
    ['a group', 'frontend', 'taken by hand, and given'],
    ['a group', 'frontend', 'given for longer'],
    ['a role', 'WEB/Viewers', 'taken by hand, and given'],
  ])(
    'nor does an earlier removal, tried again, take what was approved later: %s, %s, %s',
    async (_, thing, how) => {
      const { directory } = world.platform.atlassian;
      const seen = () =>
        thing === 'frontend' ? world.members('frontend') : world.actors('WEB', 'Viewers');
      await askAndApprove(world, { ...forGood, add: [thing], term: days(2) });
      await world.pass(MINUTE);
      const stop = refuse('DELETE');
      const removal = await askAndApprove(world, { ...forGood, remove: [thing] });
      stop();
      await world.pass(MINUTE);
      if (how !== 'given for longer') {
        if (thing === 'frontend') directory.removeMember(world.groupId('frontend'), priya());
        else directory.removeActor('WEB', 'Viewers', { accountId: priya() });
      }
      await askAndApprove(world, { ...forGood, add: [thing] });
      expect(seen()).toContain('Priya Raman');
      await world.pass(MINUTE);
      await by('request.retry', removal.id);
      for (let looks = 0; looks < 3; looks += 1) await world.pass(10 * MINUTE);
      expect(seen()).toContain('Priya Raman');
      const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', removal.id);
      expect(step?.outcome).toMatchObject({
        state: 'failed',
        reason: 'givenSince',
        retryable: false,
      });

      // A decision of its own takes it away.
      await askAndApprove(world, { ...forGood, remove: [thing] });
      expect(seen()).not.toContain('Priya Raman');
    },
  );

  describe('nor does an earlier removal, tried again, take what was approved later and gave nothing', () => {
    const seen = () => world.members('frontend');
    const byHand = (verb: 'addMember' | 'removeMember') =>
      world.platform.atlassian.directory[verb](world.groupId('frontend'), priya());
    const adds = { ...forGood, add: ['frontend'] };

    /** Approved while she is in the group by somebody’s hand, and refused by the site. */
    async function failedToTake() {
      byHand('addMember');
      const stop = refuse('DELETE');
      const removal = await askAndApprove(world, { ...forGood, remove: ['frontend'] });
      stop();
      expect(removal.state).toBe('needsAttention');
      await world.pass(MINUTE);
      return removal;
    }

    async function tryAgain(id: string) {
      await world.pass(MINUTE);
      await by('request.retry', id);
      await world.settle();
      const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', id);
      return step?.outcome;
    }
    const SINCE = { state: 'failed', reason: 'givenSince', retryable: false };
    /** What was approved for a time holds it off for no longer. */
    const FOR_A_TIME = { ...SINCE, retryable: true };

    test('as its plan showed it there', async () => {
      const removal = await failedToTake();
      await askAndApprove(world, { ...adds, add: ['frontend', 'WEB/Viewers'] });
      expect(await tryAgain(removal.id)).toMatchObject(SINCE);
      expect(seen()).toContain('Priya Raman');
    });

    test('as it found it there, for as long as it was approved', async () => {
      const removal = await failedToTake();
      byHand('removeMember');
      const request = value(await ask(world, world.as('Noah Okafor'), { ...adds, term: days(1) }));
      await world.settle();
      byHand('addMember');
      value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
      await world.settle();
      expect(await tryAgain(removal.id)).toMatchObject(FOR_A_TIME);
      expect(seen()).toContain('Priya Raman');
      const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
      expect(step?.outcome).toEqual({ state: 'unchanged', at: expect.any(Number) });
      await world.pass(DAY);
      expect(await tryAgain(removal.id)).toMatchObject({ state: 'applied' });
      expect(seen()).not.toContain('Priya Raman');
    });

    test('as it is superseded by what was approved before, and lasts longer', async () => {
      const first = await failedToGive(adds);
      const removal = await failedToTake();
      byHand('removeMember');
      await askAndApprove(world, { ...adds, term: days(1) });
      await tryAgain(first.id);
      expect(await tryAgain(removal.id)).toMatchObject(FOR_A_TIME);
      expect(seen()).toContain('Priya Raman');
    });

    test('but what somebody approves for themselves, who is there already, holds nothing off', async () => {
      byHand('removeMember');
      const maya = { issue: 'WEB-1', people: ['Maya Lindqvist'] };
      const { accountId } = world.person('Maya Lindqvist');
      world.platform.atlassian.directory.addMember(world.groupId('frontend'), accountId);
      const stop = refuse('DELETE');
      const removal = await askAndApprove(world, { ...maya, remove: ['frontend'] });
      stop();
      await world.pass(MINUTE);
      const both = { ...adds, people: ['Maya Lindqvist', 'Priya Raman'] };
      await askAndApprove(world, both);
      expect(await tryAgain(removal.id)).toMatchObject({ state: 'applied' });
      expect(seen()).not.toContain('Maya Lindqvist');
    });
  });

  test('nor does it make what was given anew for a day last for good', async () => {
    const first = await failedToGive({ ...forGood, add: ['frontend'] });
    await world.pass(MINUTE);
    world.platform.atlassian.directory.addMember(world.groupId('frontend'), priya());
    await askAndApprove(world, { ...forGood, remove: ['frontend'] });
    await world.pass(MINUTE);
    await askAndApprove(world, { ...forGood, add: ['frontend'], term: days(1) });
    expect(world.members('frontend')).toContain('Priya Raman');
    await by('request.retry', first.id);
    await world.settle();
    await world.pass(DAY + HOUR);
    for (let looks = 0; looks < 3; looks += 1) await world.pass(10 * MINUTE);
    expect(world.members('frontend')).not.toContain('Priya Raman');
    const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', first.id);
    expect(step?.outcome).toMatchObject({ state: 'failed', reason: 'takenAwaySince' });
  });

  test('nor does the run that takes over from one that was killed', async () => {
    const { atlassian, forge } = world.platform;
    const first = await failedToGive({ ...forGood, add: ['frontend'] });
    let isSent = false;
    const stop = atlassian.onExchange(({ method, url, status }) => {
      isSent ||= method === 'POST' && url.includes('/group/user') && status === 201;
    });
    forge.faults.onWireCall = ({ functionKey }) =>
      functionKey === 'work-consumer' && isSent ? 'kill' : 'go';
    await by('request.retry', first.id);
    await world.settle();
    forge.faults.onWireCall = undefined;
    stop();
    expect(world.members('frontend')).toContain('Priya Raman');
    await askAndApprove(world, { ...forGood, remove: ['frontend'] });
    expect(world.members('frontend')).not.toContain('Priya Raman');
    for (let looks = 0; looks < 6; looks += 1) await world.pass(10 * MINUTE);
    expect(world.members('frontend')).not.toContain('Priya Raman');
    const [step] = await steps(world.as('Noah Okafor'), 'WEB-1', first.id);
    expect(step?.outcome).toMatchObject({ state: 'failed', reason: 'takenAwaySince' });
  });
});

test.each([
  ['null', answering(200, null)],
  ['a product that is none', answering(200, [null])],
  ['a refusal', answering(403, {})],
])('a site that answers %s for its products keeps nobody in a group', async (_, effect) => {
  await askAndApprove(world, named);
  world.platform.atlassian.faults.add({ via: 'token', path: /^\/applicationrole/, effect });
  await world.pass(3 * DAY + 10 * MINUTE);
  expect(world.members('frontend')).not.toContain('Priya Raman');
});

describe('access that a pass took away, and has not given back yet', () => {
  /** As a pass leaves it that removed, found that it had been prolonged meanwhile, and had no answer then. */
  function leftStuck(): void {
    const { atlassian, clock } = world.platform;
    const entitlement = groupOf(world, 'frontend');
    const connectionId = atlassian.cloudId;
    const grantedAt = clock.now();
    const grant = { grantedAt, approvedAt: grantedAt, endsAt: grantedAt + 40 * DAY };
    const who = world.person('Priya Raman');
    const [holding] = seedHoldings(world, [{ who, entitlement, connectionId, ...grant }]);
    if (holding === undefined) throw new Error('Nothing was seeded');
    const nextTryAt = clock.now() + 5 * MINUTE;
    const work = { state: 'stuck', cause: 'siteUnavailable', tries: 3, nextTryAt } as const;
    const row = JSON.parse(JSON.stringify(holdingRow({ ...holding, work })));
    writeRow(world.platform, 'holding', holdingKey(holdingId(holding)), row);
  }
  const down = answering(503, {});

  test.each<[string, boolean, () => Promise<unknown> | unknown]>([
    ['nothing has changed', true, () => undefined],
    [
      'its group administers by now',
      false,
      () => world.platform.atlassian.directory.grant(world.groupId('frontend'), 'ADMINISTER'),
    ],
    ['its group is not listed by now', false, () => world.allow([])],
    [
      'its term is too long by now',
      false,
      () => world.allow(['frontend'], { longestTermDays: 30 }),
    ],
    [
      'its approval has lapsed by now',
      false,
      async () => {
        const mend = world.platform.atlassian.faults.add({ via: 'token', effect: down });
        await world.pass(8 * DAY);
        mend();
      },
    ],
  ])('%s: given back %s', async (_, isGivenBack, change) => {
    leftStuck();
    await change();
    for (let looks = 0; looks < 3; looks += 1) {
      await world.pass(10 * MINUTE);
      await world.sweep();
    }
    expect(world.members('frontend').includes('Priya Raman')).toBe(isGivenBack);
    const ends = (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'grant.ended' ? event.why : [],
    );
    expect(ends).toEqual(isGivenBack ? [] : ['notGivenBack']);
  });
});
