import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { REQUEST_FORMAT } from '../../src/adapters/storage/formats';
import { requestRow } from '../../src/adapters/storage/rows';
import { readBody } from '../../src/adapters/storage/stored-body';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { keysOf, rowOf, writeRow } from '../support/poison';
import { addMembers, groupOf, seedHoldings } from '../support/seed-holdings';
import { storedText } from '../support/stored-text';

let world: World;
const reports: { readonly accountId: string; readonly updatedAt: string }[][] = [];
let stopListening = () => {};

beforeEach(async () => {
  world = await openWorld();
  reports.length = 0;
  stopListening = world.platform.atlassian.onExchange(({ url, requestBody }) => {
    if (url.endsWith('/app/report-accounts')) reports.push(JSON.parse(requestBody).accounts);
  });
  await world.connect();
  await world.allow(['frontend', 'engineering'], { fallbackApprovers: ['Viktor Petrov'] });
});
afterEach(async () => {
  stopListening();
  await world.close();
});

const days = (count: number) => ({ kind: 'days' as const, days: count });
const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'], term: days(30) };
const idOf = (name: string) => world.person(name).accountId;
/** Not the whole of what is stored in a message of a failing test. */
const isStored = (text: string) =>
  storedText(world.platform).toLowerCase().includes(text.toLowerCase());
const expectNoWordOf = (text: string) => expect([text, isStored(text)]).toEqual([text, false]);
const expectAWordOf = (text: string) => expect([text, isStored(text)]).toEqual([text, true]);
const close = (accountId: string) => world.platform.atlassian.directory.close(accountId);
const reported = () => reports.flat().map(({ accountId }) => accountId);

/** A round or two, an hour apart, as often as it takes. */
async function rounds(count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    await world.pass(HOUR);
    await world.sweep();
  }
}

/** A cycle is over, and everybody is reported once more. */
async function nextCycle(): Promise<void> {
  await world.pass(7 * DAY);
  await world.sweep();
  await rounds(6);
}

describe('whose data is stored', () => {
  test('is reported once in a cycle, and nobody else is', async () => {
    await askAndApprove(world, named);
    await world.sweep();
    const first = reported();
    expect(new Set(first)).toEqual(
      new Set(
        ['Olivia Hart', 'Viktor Petrov', 'Noah Okafor', 'Priya Raman', 'Maya Lindqvist'].map(idOf),
      ),
    );
    expect(first.length).toBe(new Set(first).size);
    await world.pass(3 * DAY);
    await world.sweep();
    expect(reported()).toEqual(first);
    await world.pass(5 * DAY);
    await world.sweep();
    expect(reported().toSorted()).toEqual([...first, ...first].toSorted());
  });

  test('is noted some at a time, so that a page of thousands leaves the others what the store takes', async () => {
    const { id } = value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    const { platform } = world;
    const request = readBody(REQUEST_FORMAT, rowOf(platform, `request:${id}`)?.body);
    for (let list = 0; list < 5; list += 1) {
      const subjects = Array.from({ length: 500 }, (_, place) => ({
        ...{ kind: 'person' as const, accountId: `many-${list}-${place}`, displayName: 'Many' },
      }));
      const row = requestRow({ ...request, id: `many-${list}`, ask: { ...request.ask, subjects } });
      writeRow(platform, 'request', `request:many-${list}`, { ...row });
    }
    const noted: number[] = [];
    for (let sweep = 0; sweep < 4; sweep += 1) {
      await world.pass(2 * MINUTE);
      await world.sweep();
      noted.push(keysOf(platform, 'person').length);
    }
    expect(noted).toEqual([1_000, 2_000, 2_505, 2_505]);
  });

  test.each([
    ['nothing', ''],
    ['what is too long for a key', 'x'.repeat(900)],
    ['what no key may have', 'a b\u0000 %'],
  ])('is reported where %s stands somewhere as an account id', async (_, accountId) => {
    const { id } = await askAndApprove(world, named);
    const row = rowOf(world.platform, `request:${id}`);
    const request = readBody(REQUEST_FORMAT, row?.body);
    const nobody = { accountId, displayName: 'Nobody' };
    const value = { ...request, requester: nobody };
    writeRow(world.platform, 'request', `request:${id}`, { ...row, ...requestRow(value) });
    await world.sweep();
    await rounds(2);
    expect(reported()).toContain(idOf('Maya Lindqvist'));
    expect(reported()).not.toContain(accountId);
  });

  test('is dated by the oldest of it, and anew once it was fetched anew', async () => {
    const request = await askAndApprove(world, named);
    await world.sweep();
    const priya = idOf('Priya Raman');
    const dateOf = (cycle: number) =>
      reports[cycle]?.find(({ accountId }) => accountId === priya)?.updatedAt ?? '';
    expect(Date.parse(dateOf(0))).toBe(request.createdAt);
    world.platform.atlassian.directory.rename(priya, 'Priya Sharma');
    await nextCycle();
    expectNoWordOf('Priya Raman');
    expectAWordOf('Priya Sharma');
    const shown = await get(world.as('Noah Okafor'), 'WEB-1', request.id);
    expect(JSON.stringify(shown)).toContain('Priya Sharma');
    await nextCycle();
    expect(Date.parse(dateOf(reports.length - 1))).toBeGreaterThan(request.createdAt + DAY);
  });
});

test('where Jira answers a list that was cut off, who is renamed waits, and is not taken for nobody', async () => {
  await askAndApprove(world, named);
  await world.sweep();
  const { atlassian } = world.platform;
  atlassian.directory.rename(idOf('Priya Raman'), 'Priya Sharma');
  const undo = atlassian.faults.add({
    path: /^\/user\/bulk/,
    via: 'gateway',
    effect: {
      kind: 'answer',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ values: [], isLast: false, total: 1 }),
    },
  });
  await nextCycle();
  expectAWordOf('Priya Raman');
  undo();
  await rounds(6);
  expectNoWordOf('Priya Raman');
  expectAWordOf('Priya Sharma');
});

describe('somebody closes their account', () => {
  test('nothing that is stored names them any more, and the same former person asked and was given', async () => {
    const priya = idOf('Priya Raman');
    const { email } = world.person('Priya Raman');
    await askAndApprove(world, named);
    await world.sweep();
    close(priya);
    await nextCycle();
    expectNoWordOf(priya);
    expectNoWordOf('Priya Raman');
    expectNoWordOf(email);
    const audit = await auditOf(world);
    const erased = audit.flatMap(({ event }) =>
      event.kind === 'person.erased' ? [event.former] : [],
    );
    expect(erased).toHaveLength(1);
    const [former = ''] = erased;
    const about = value(await world.as('Olivia Hart').admin('audit.list', { accountId: former }));
    expect(about.items.map(({ event }) => event.kind).toSorted()).toEqual([
      'effect',
      'grant.ended',
      'person.erased',
      'request.submitted',
    ]);
    expect(
      about.items.flatMap(({ event }) => (event.kind === 'grant.ended' ? event.why : [])),
    ).toEqual(['goneByHand']);
    // Not reported again, and the others are.
    reports.length = 0;
    await world.pass(8 * DAY);
    await world.sweep();
    expect(reported()).not.toContain(priya);
    expect(reported()).toContain(idOf('Noah Okafor'));
  });

  test('access that they keep on the site all the same is taken away before anything is forgotten', async () => {
    const priya = idOf('Priya Raman');
    const given = await askAndApprove(world, { ...named, term: { kind: 'permanent' } });
    await world.sweep();
    close(priya);
    const { directory } = world.platform.atlassian;
    directory.addMember(world.groupId('frontend'), priya);
    const isIn = () => directory.membersOf(world.groupId('frontend')).includes(priya);
    const undo = world.platform.atlassian.faults.add({
      via: 'token',
      method: 'DELETE',
      effect: { kind: 'answer', status: 503 },
    });
    await nextCycle();
    expect(isIn()).toBe(true);
    // As long as it can't be ended, whose it is stays known.
    expectAWordOf(priya);
    const { subjects } = await get(world.as('Noah Okafor'), 'WEB-1', given.id);
    expect(subjects).toMatchObject([{ accountId: priya }]);
    undo();
    await rounds(6);
    expect(isIn()).toBe(false);
    const ends = (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'grant.ended' ? [event.why] : [],
    );
    expect(ends).toEqual(['leaver']);
    expectNoWordOf(priya);
  });

  test('their request that waits is closed and its approver told; one that they are about stays, ids and all', async () => {
    const noah = idOf('Noah Okafor');
    const own = value(await ask(world, world.as('Noah Okafor'), named));
    const about = value(
      await ask(world, world.as('Sofia Costa'), {
        ...named,
        people: ['Noah Okafor', 'Emma Fischer'],
      }),
    );
    await world.settle();
    await world.pass(MINUTE);
    await world.sweep();
    // What Jira's search finds the work item by is stored there.
    const shown = () =>
      world.platform.atlassian.directory.property('WEB-1', 'multiplier.access') as {
        readonly requester: readonly string[];
      };
    const sofia = idOf('Sofia Costa');
    expect(shown().requester.toSorted()).toEqual([noah, sofia].toSorted());
    close(noah);
    await nextCycle();
    const maya = world.as('Maya Lindqvist');
    expect((await get(maya, 'WEB-1', own.id)).state).toBe('withdrawn');
    const events = (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'request.withdrawn' ? [event] : [],
    );
    expect(events).toMatchObject([{ accountClosed: true, actor: { kind: 'app' } }]);
    // What waits may still be decided: who gains by it is asked by id until then.
    expectAWordOf(noah);
    const waiting = await get(maya, 'WEB-1', about.id);
    expect(waiting.state).toBe('awaitingApproval');
    value(await approve(maya, 'WEB-1', waiting));
    await world.settle();
    await world.pass(8 * DAY);
    await rounds(4);
    expectNoWordOf(noah);
    expect(shown().requester).toEqual([sofia]);
  });

  test('their request that is approved and waits for its start is closed, too, and gives nothing', async () => {
    const startsAt = world.platform.clock.now() + 20 * DAY;
    const ahead = await askAndApprove(world, { ...named, startsAt });
    expect(ahead.state).toBe('scheduled');
    const noah = idOf('Noah Okafor');
    close(noah);
    await nextCycle();
    const maya = world.as('Maya Lindqvist');
    expect((await get(maya, 'WEB-1', ahead.id)).state).toBe('withdrawn');
    const events = (await auditOf(world)).filter(({ event }) => event.kind === 'request.withdrawn');
    expect(events).toMatchObject([{ event: { accountClosed: true, actor: { kind: 'app' } } }]);
    await rounds(4);
    expectNoWordOf(noah);
    await world.pass(14 * DAY);
    await world.sweep();
    await world.settle();
    expect(world.members('frontend')).not.toContain('Priya Raman');
  });

  test('who decided counts as who decided until nothing is sent on it any more', async () => {
    const submitted = value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    const maya = idOf('Maya Lindqvist');
    const undo = world.platform.atlassian.faults.add({
      via: 'token',
      method: 'POST',
      effect: { kind: 'answer', status: 503 },
    });
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', submitted));
    await world.settle();
    await world.sweep();
    close(maya);
    await world.pass(6 * DAY);
    await rounds(2);
    expectAWordOf(maya);
    undo();
    await nextCycle();
    await nextCycle();
    expectNoWordOf(maya);
  });

  test('nobody is away or stands in any more, and all others still do', async () => {
    const until = world.platform.clock.now() + 50 * DAY;
    const away = async (name: string, deputy: string) => {
      const times = { from: world.platform.clock.now(), until };
      value(await world.as(name).access('access.setAway', { deputyId: idOf(deputy), ...times }));
    };
    await away('Maya Lindqvist', 'Liam Chen');
    await away('Liam Chen', 'Viktor Petrov');
    await away('Noah Okafor', 'Emma Fischer');
    const liam = idOf('Liam Chen');
    close(liam);
    await nextCycle();
    await nextCycle();
    expectNoWordOf(liam);
    const left = value(await world.as('Olivia Hart').admin('admin.away', {}));
    expect(left.items.map(({ person }) => person.displayName)).toEqual(['Noah Okafor']);
    const ended = (await auditOf(world)).filter(({ event }) => event.kind === 'standIn.ended');
    expect(ended).toHaveLength(2);
  });

  test('however many there are of whom something has to stay, they keep nobody else', async () => {
    value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    const many = addMembers(world, 'engineering', 60);
    const entitlement = groupOf(world, 'engineering');
    seedHoldings(
      world,
      // As long as that site is not connected, nothing of it can end.
      many.map((who) => ({ who, entitlement, connectionId: 'elsewhere' })),
    );
    await world.sweep();
    for (const { accountId } of many) close(accountId);
    await nextCycle();
    const viktor = idOf('Viktor Petrov');
    close(viktor);
    await nextCycle();
    await nextCycle();
    for (const { accountId } of many) expectAWordOf(accountId);
    expectNoWordOf(viktor);
  });

  test('they are erased though Jira does not say what others are called, who are renamed once it does', async () => {
    await askAndApprove(world, named);
    await world.sweep();
    const undo = world.platform.atlassian.faults.add({
      via: 'gateway',
      path: /^\/user/,
      effect: { kind: 'answer', status: 503 },
    });
    const viktor = idOf('Viktor Petrov');
    world.platform.atlassian.directory.rename(idOf('Priya Raman'), 'Priya Sharma');
    close(viktor);
    await nextCycle();
    expectNoWordOf(viktor);
    expectAWordOf('Priya Raman');
    undo();
    await rounds(3);
    expectNoWordOf('Priya Raman');
    expectAWordOf('Priya Sharma');
  });

  test('an approver is taken out of the policy, and admins are told', async () => {
    const viktor = idOf('Viktor Petrov');
    value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    await world.sweep();
    close(viktor);
    await nextCycle();
    const { policy } = value(await world.as('Olivia Hart').admin('admin.load', {}));
    expect(policy?.fallbackApprovers).toEqual([]);
    expectNoWordOf(viktor);
    const told = (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'admins.notified' ? [event.about] : [],
    );
    expect(told).toContain('approverLeft');
  });

  test('an account that the app created goes with the address that was typed for it', async () => {
    const email = 'wilma.new@acme.example';
    await askAndApprove(world, {
      issue: 'WEB-1',
      invite: [email],
      products: ['jira-software'],
      add: ['frontend'],
    });
    const wilma = world.platform.atlassian.directory.personWithEmail(email);
    if (wilma === undefined) throw new Error('There is no account');
    await world.sweep();
    expect(reported()).toContain(wilma.accountId);
    close(wilma.accountId);
    await nextCycle();
    expectNoWordOf(email);
    expectNoWordOf(wilma.accountId);
  });
});

describe('where Atlassian can’t be told', () => {
  test('it is tried again after ever longer pauses, and admins are told after a day', async () => {
    value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    const undo = world.platform.atlassian.faults.add({
      path: /report-accounts/,
      effect: { kind: 'answer', status: 503 },
    });
    for (let hour = 0; hour < 30; hour += 1) await world.pass(HOUR);
    const tries = reports.length;
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(15);
    const told = (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'admins.notified' ? [event.about] : [],
    );
    expect(told).toEqual(['reportFailing']);
    undo();
    await world.pass(2 * DAY);
    reports.length = 0;
    await world.pass(8 * DAY);
    expect(reports.length).toBeGreaterThan(0);
  });

  test('one account that it does not take keeps none of the others', async () => {
    value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    const noah = idOf('Noah Okafor');
    const taken = new Set<string>();
    const stop = world.platform.atlassian.onExchange(({ url, requestBody, status }) => {
      if (!url.endsWith('/app/report-accounts') || status !== 204) return;
      for (const { accountId } of JSON.parse(requestBody).accounts) taken.add(accountId);
    });
    world.platform.atlassian.faults.add({
      path: /report-accounts/,
      times: 1,
      effect: {
        kind: 'answer',
        status: 400,
        body: '{"errorType":"string","errorMessage":"string"}',
      },
    });
    await world.sweep();
    stop();
    // The first call was refused as a whole, and each half was sent by itself.
    expect(taken).toContain(noah);
    expect(taken.size).toBeGreaterThan(3);
    expect(reports.length).toBe(3);
  });

  test('a refusal of everybody is one of the report: nobody counts as reported, and admins are told', async () => {
    value(await ask(world, world.as('Noah Okafor'), named));
    await world.settle();
    const undo = world.platform.atlassian.faults.add({
      path: /report-accounts/,
      effect: {
        kind: 'answer',
        status: 400,
        body: '{"errorType":"string","errorMessage":"string"}',
      },
    });
    for (let hour = 0; hour < 30; hour += 1) await world.pass(HOUR);
    const told = (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'admins.notified' ? [event.about] : [],
    );
    expect(told).toEqual(['reportFailing']);
    const { reporting } = value(await world.as('Olivia Hart').admin('personal.load', {}));
    expect(reporting).toMatchObject({ failing: { problem: 'refused' } });
    expect(reporting).not.toHaveProperty('last');
    undo();
    reports.length = 0;
    await world.pass(2 * DAY);
    // Nobody was put off for it.
    expect(new Set(reported()).size).toBeGreaterThan(3);
  });
});

test('nobody decides in the place of a former person, whose id no account has', async () => {
  const submitted = value(await ask(world, world.as('Noah Okafor'), named));
  await world.settle();
  await world.sweep();
  close(idOf('Maya Lindqvist'));
  await nextCycle();
  const refused = await approve(world.as('Sofia Costa'), 'WEB-1', submitted);
  expect(error(refused)).toBeDefined();
});
