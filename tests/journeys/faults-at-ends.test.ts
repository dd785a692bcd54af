import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvariantViolation } from '../../src/domain/lib/invariant';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { askAndApprove, auditOf } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { poison } from '../support/poison';
import { addMembers, connectionOf, groupOf, seedHoldings } from '../support/seed-holdings';
import { answering } from '../support/site-answers';

/** What is due to end meets a fault that is none of the site: the others end, and it is told. */

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'design']);
});
afterEach(() => world.close());

const term = { kind: 'hours' as const, hours: 1 };
const olivia = () => world.as('Olivia Hart');
const overdue = async () =>
  value(await olivia().admin('admin.load', {})).overdue.items.map(({ subject, cause }) => [
    subject.displayName,
    cause,
  ]);
const told = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .filter(({ text }) => text.includes('should have ended'));
const mails = () =>
  world.platform.atlassian
    .mailOf(world.person('Olivia Hart').accountId)
    .filter(({ subject }) => subject.includes('should have ended'));
const eventsOf = async (kind: string) =>
  (await auditOf(world)).map(({ event }) => event).filter((event) => event.kind === kind);

async function live(milliseconds: number, step = 5 * MINUTE) {
  for (let left = milliseconds; left > 0; left -= step) await world.pass(Math.min(step, left));
}

/** The store has its own answer for calls that are meant. */
function answerStore(meant: (route: string, text: string) => Response | undefined): () => void {
  const kvs = world.platform.forge.kvs as unknown as {
    answer(route: string, body: unknown): Response;
  };
  const answer = kvs.answer.bind(kvs);
  kvs.answer = (route, body) => meant(route, JSON.stringify(body)) ?? answer(route, body);
  return () => {
    kvs.answer = answer;
  };
}

const notTaken = () => Response.json({ code: 'NOT_TAKEN', message: 'Not taken' }, { status: 400 });

const people = ['Priya Raman', 'Yuki Tanaka', 'Rohan Desai'];
const give = (add: string) => askAndApprove(world, { issue: 'WEB-1', people, add: [add], term });
const left = (group: string) => people.filter((one) => world.members(group).includes(one));

describe('a group or role that fails by no fault of the site', () => {
  test.each([
    [
      'the store does not take its lock',
      () => {
        const lock = `lock:group:${world.groupId('frontend')}`;
        return answerStore((_, text) => (text.includes(lock) ? notTaken() : undefined));
      },
    ],
    [
      'a fault of the app’s own',
      () =>
        answerStore((route, text) => {
          if (!route.includes('transaction') || !text.includes(world.groupId('frontend')))
            return undefined;
          if (text.includes('settling')) throw new InvariantViolation('It can’t be');
          return undefined;
        }),
    ],
  ])('%s: it is told, tried ever more rarely, and the others end', async (_, trouble) => {
    await give('frontend');
    await give('design');
    const undo = trouble();
    await live(HOUR + 9 * MINUTE);
    expect([left('design'), left('frontend').length]).toEqual([[], 3]);
    await live(10 * MINUTE);
    expect((await overdue()).map(([, cause]) => cause)).toEqual(Array(3).fill('appFault'));
    expect([mails().length, told('Maya Lindqvist').length]).toEqual([1, 1]);
    expect(mails()[0]?.text).toContain('fault of its own');
    expect(await eventsOf('grant.overdue')).toHaveLength(3);
    await live(2 * DAY, 20 * MINUTE);
    expect([told('Maya Lindqvist').length, told('Noah Okafor').length]).toEqual([2, 1]);
    undo();
    await live(HOUR + 5 * MINUTE);
    expect([left('frontend'), await overdue()]).toEqual([[], []]);
  });

  test('the connection can’t be read', async () => {
    await give('frontend');
    const mend = poison(world.platform, 'connection', 'connection:current');
    await live(HOUR + 20 * MINUTE);
    expect(told('Maya Lindqvist')).toHaveLength(1);
    expect(mails()).toHaveLength(1);
    expect(mails()[0]?.text).toContain('Needs a look');
    mend();
    await live(20 * MINUTE);
    expect(left('frontend')).toEqual([]);
  });
});

test('one of many has a fault of the app’s own: the others end at once', async () => {
  await give('frontend');
  const yuki = world.person('Yuki Tanaka').accountId;
  const undo = answerStore((route, text) => {
    const isMeant = route.includes('transaction') && text.includes(yuki);
    if (isMeant && text.includes('settling')) throw new InvariantViolation('It can’t be');
    return undefined;
  });
  await live(HOUR + 2 * MINUTE, MINUTE);
  expect(left('frontend')).toEqual(['Yuki Tanaka']);
  await live(20 * MINUTE);
  expect(await overdue()).toEqual([['Yuki Tanaka', 'appFault']]);
  expect([mails().length, told('Maya Lindqvist').length]).toEqual([1, 1]);
  undo();
  await live(HOUR);
  expect(left('frontend')).toEqual([]);
});

test('what a clock that was ahead has put off, and the store does not take: the others end in time', async () => {
  await give('frontend');
  const who = addMembers(world, 'design', 1).map((one) => ({
    who: one,
    entitlement: groupOf(world, 'design'),
    connectionId: connectionOf(world),
    endsAt: world.platform.clock.now(),
  }));
  const nextTryAt = world.platform.clock.now() + 9 * DAY;
  seedHoldings(world, who, { work: { state: 'stuck', cause: 'siteRefused', tries: 1, nextTryAt } });
  const busy = { code: 'INTERNAL_SERVER_ERROR', message: 'Try again.' };
  answerStore((route, text) => {
    const isMeant = route.includes('transaction') && text.includes(who[0]?.who.accountId ?? '-');
    return isMeant ? Response.json(busy, { status: 500 }) : undefined;
  });
  await live(HOUR + 2 * MINUTE, MINUTE);
  expect(left('frontend')).toEqual([]);
});

describe('workers die whenever they come to', () => {
  /** At the first call that names it, and at each after. */
  function killAt(id: string, calls: RegExp) {
    world.platform.forge.faults.onWireCall = ({ functionKey, target }) =>
      functionKey === 'work-consumer' && calls.test(target) && target.includes(id) ? 'kill' : 'go';
  }

  test('one group: seven others that are due at the same time end all the same', async () => {
    const { directory } = world.platform.atlassian;
    const endsAt = world.platform.clock.now() + 3 * MINUTE;
    const names = Array.from({ length: 8 }, (_, place) => `crew-${place}`);
    for (const name of names) directory.addGroup(name);
    const seeded = names.flatMap((name) =>
      addMembers(world, name, 1).map((who) => {
        return {
          who,
          entitlement: groupOf(world, name),
          connectionId: connectionOf(world),
          endsAt,
        };
      }),
    );
    seedHoldings(world, seeded);
    await world.sweep();
    killAt(world.groupId('crew-3'), /egress/);
    await live(5 * MINUTE, MINUTE / 2);
    expect(names.filter((name) => world.members(name).length > 0)).toEqual(['crew-3']);
  });

  test('one of three people in a group: the others end all the same', async () => {
    await give('frontend');
    killAt(encodeURIComponent(world.person('Yuki Tanaka').accountId), /DELETE/);
    await live(HOUR + 20 * MINUTE, 5 * MINUTE);
    expect((await overdue()).map(([name]) => name)).toEqual(['Yuki Tanaka']);
    world.platform.forge.faults.onWireCall = undefined;
    await live(10 * MINUTE);
    expect([left('frontend'), await overdue()]).toEqual([[], []]);
  });
});

describe('somebody about whom the site does not answer', () => {
  const unanswered = (status: number) => {
    const query = new RegExp(encodeURIComponent(world.person('Priya Raman').accountId));
    const effect = answering(status, { errorMessages: ['Something is broken.'] });
    world.platform.atlassian.faults.add({ via: 'token', path: /^\/user\/groups/, query, effect });
  };

  test.each([
    ['left a small group', 500, 0],
    ['left a small group', 403, 0],
    ['is in a group that is too large to be read', 500, 300],
  ])('%s, %d: the others end in time, and they are told of', async (_, status, others) => {
    addMembers(world, 'frontend', others);
    await give('frontend');
    const { accountId } = world.person('Priya Raman');
    if (others === 0) {
      world.platform.atlassian.directory.removeMember(world.groupId('frontend'), accountId);
    }
    unanswered(status);
    await live(HOUR + 2 * MINUTE, MINUTE);
    expect(left('frontend')).toEqual([]);
    const ended = (await eventsOf('grant.ended')).filter((event) => !('lateBy' in event));
    expect(ended.length).toBeGreaterThanOrEqual(2);
    await live(20 * MINUTE);
    expect(await overdue()).toEqual(others > 0 ? [] : [['Priya Raman', 'siteUnavailable']]);
    expect(told('Maya Lindqvist')).toHaveLength(others > 0 ? 0 : 1);
  });

  test.each([0, 300])('keeps nobody else from being found gone, beside %d', async (others) => {
    addMembers(world, 'frontend', others);
    const connectionId = connectionOf(world);
    const [entitlement, endsAt] = [
      groupOf(world, 'frontend'),
      world.platform.clock.now() + 9 * DAY,
    ];
    const whom = people.map((name) => world.person(name));
    seedHoldings(
      world,
      whom.map((who) => ({ who, entitlement, connectionId, endsAt })),
    );
    unanswered(500);
    await world.sweep();
    const gone = (await eventsOf('grant.ended')).flatMap((event) =>
      event.kind === 'grant.ended' && event.why === 'goneByHand' ? event.subject.displayName : [],
    );
    expect(gone.toSorted()).toEqual(['Rohan Desai', 'Yuki Tanaka']);
  });
});

/** No run of ends finds anything. */
function failEnds() {
  let isWorker = false;
  world.platform.forge.faults.onWireCall = ({ functionKey }) => {
    isWorker = functionKey === 'work-consumer';
    return 'go';
  };
  const undo = answerStore((_, text) =>
    isWorker && text.includes('by-status-due') && text.includes('runs') ? notTaken() : undefined,
  );
  return () => {
    undo();
    world.platform.forge.faults.onWireCall = undefined;
  };
}

describe('nobody comes to what is due', () => {
  test.each([
    [
      'the store does not take its record',
      () => {
        const yuki = world.person('Yuki Tanaka').accountId;
        return answerStore((route, text) =>
          route.includes('transaction') && text.includes('"holding:') && text.includes(yuki)
            ? notTaken()
            : undefined,
        );
      },
    ],
    [
      'the store takes the beginning of a pass, and never its end',
      () =>
        answerStore((route, text) =>
          route.includes('transaction') && text.includes('grant.ended') ? notTaken() : undefined,
        ),
    ],
    ['every event of ends fails', failEnds],
  ])('%s: it is told all the same', async (_, trouble) => {
    await give('frontend');
    const undo = trouble();
    await live(HOUR + 25 * MINUTE);
    expect(await overdue()).not.toEqual([]);
    expect([mails().length, told('Maya Lindqvist').length]).toEqual([1, 1]);
    expect(mails()[0]?.text).toContain('has not come to it');
    await live(2 * DAY, HOUR);
    expect([told('Maya Lindqvist').length, told('Noah Okafor').length]).toEqual([2, 1]);
    undo();
    await live(2 * HOUR);
    expect([left('frontend'), await overdue()]).toEqual([[], []]);
  });

  test.each([400, 500])(
    'the store does not take the notice of one request, %d: of the others it is told, and of that one once it does',
    async (status) => {
      const { id } = await give('frontend');
      await give('design');
      const key = `outbox:overdue.${id}.`;
      const undo = answerStore((route, text) =>
        route.includes('transaction') && text.includes(key)
          ? Response.json({ code: 'NOT_TAKEN', message: 'No' }, { status })
          : undefined,
      );
      failEnds();
      await live(HOUR + 25 * MINUTE);
      expect([mails().length, told('Maya Lindqvist').length]).toEqual([1, 1]);
      undo();
      await live(10 * MINUTE);
      expect([mails().length, told('Maya Lindqvist').length]).toEqual([1, 2]);
    },
  );

  test('behind thousands of which it was told already, one more is told', async () => {
    const at = world.platform.clock.now();
    const connectionId = connectionOf(world);
    const entitlement = groupOf(world, 'design');
    const { id } = await askAndApprove(world, { issue: 'WEB-1', people, add: ['frontend'] });
    const seeded = Array.from({ length: 2_100 }, (_, place) => {
      const who = { accountId: `gone-${place}`, displayName: `Gone ${place}` };
      return { who, entitlement, connectionId, endsAt: at - DAY + place };
    });
    const told = { audit: at + HOUR, approver: at, workItem: at };
    seedHoldings(world, seeded, { told });
    const who = world.person('Grace Kim');
    seedHoldings(world, [{ who, entitlement, connectionId, endsAt: at - HOUR, requestId: id }]);
    failEnds();
    await live(10 * MINUTE);
    const said = await eventsOf('grant.overdue');
    expect(said).toMatchObject([{ subject: { displayName: 'Grace Kim' } }]);
  });

  test('the last sweep is said to be years ahead: it is told all the same', async () => {
    await give('frontend');
    await world.sweep();
    world.platform.database
      .prepare("UPDATE kvs_record SET value = ? WHERE key = 'rotation:tellOfLate'")
      .run(JSON.stringify({ cursor: String(Date.UTC(2190, 0, 1)) }));
    failEnds();
    await live(HOUR + 40 * MINUTE, 20 * MINUTE);
    expect(told('Maya Lindqvist')).toHaveLength(1);
  });
});
