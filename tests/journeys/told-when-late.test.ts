import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { poison } from '../support/poison';
import { answering } from '../support/site-answers';

/** Access that should have ended: who is told of it, when, and what becomes of it. */

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'design']);
});
afterEach(() => world.close());

const days = (count: number) => ({ kind: 'days' as const, days: count });
const now = () => world.platform.clock.now();
const noah = () => world.as('Noah Okafor');
const olivia = () => world.as('Olivia Hart');
const faults = () => world.platform.atlassian.faults;

/** Until then, as time goes by. */
const liveUntil = (instant: number) => live(instant - now());

async function live(milliseconds: number, step = 15 * SECOND) {
  for (let left = milliseconds; left > 0; left -= step) await world.pass(Math.min(step, left));
}

const eventsOf = async (kind: string) =>
  (await auditOf(world)).map(({ event }) => event).filter((event) => event.kind === kind);
const tellings = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .filter(({ text }) => text.includes('should have ended'));
const overdue = async () => value(await olivia().admin('admin.load', {})).overdue.items;

function fromIdentityProvider(group: string, flag: boolean) {
  world.platform.database
    .prepare('UPDATE site_group SET from_identity_provider = ? WHERE name = ?')
    .run(flag ? 1 : 0, group);
}

test.each([0, 130 * SECOND])(
  'told when it is time, wherever between two sweeps the end is (%d)',
  async (shift) => {
    await world.pass(shift);
    await askAndApprove(world, {
      issue: 'WEB-1',
      people: ['Priya Raman'],
      add: ['frontend'],
      term: days(1),
    });
    const [step] = await steps(noah(), 'WEB-1', (await latest()).id);
    const end = step?.grant !== undefined && 'at' in step.grant ? step.grant.at : 0;
    await world.pass(end - now() - MINUTE);
    fromIdentityProvider('frontend', true);
    await liveUntil(end + 10 * MINUTE + 30 * SECOND);
    expect(await eventsOf('grant.overdue')).toMatchObject([{ since: end }]);
    expect(tellings('Maya Lindqvist')).toEqual([]);
    await liveUntil(end + 15 * MINUTE - SECOND);
    expect(tellings('Maya Lindqvist')).toEqual([]);
    await liveUntil(end + 15 * MINUTE + 30 * SECOND);
    expect(tellings('Maya Lindqvist')).toHaveLength(1);
    await live(DAY - 16 * MINUTE, 12 * MINUTE);
    await liveUntil(end + DAY + 30 * SECOND);
    expect(tellings('Maya Lindqvist')).toHaveLength(2);
    expect(tellings('Noah Okafor')).toHaveLength(1);
    await live(2 * DAY, 12 * MINUTE);
    expect(tellings('Maya Lindqvist')).toHaveLength(2);
    const said = (await eventsOf('grant.overdue')).map(({ at }) => at - end).toReversed();
    expect(said).toHaveLength(3);
    said.forEach((late, day) => {
      expect(late - day * DAY).toBeGreaterThanOrEqual(10 * MINUTE);
      expect(late - day * DAY).toBeLessThan((11 + 12 * day) * MINUTE);
    });
    fromIdentityProvider('frontend', false);
    await live(HOUR + 5 * MINUTE, 5 * MINUTE);
    expect(await eventsOf('grant.ended')).toMatchObject([{ why: 'expired' }]);
    const [ended] = await eventsOf('grant.ended');
    const lateBy = ended?.kind === 'grant.ended' ? (ended.lateBy ?? 0) : 0;
    // It is put on record a moment after it is known.
    const later = (ended?.at ?? 0) - end - lateBy;
    expect(later).toBeGreaterThanOrEqual(0);
    expect(later).toBeLessThan(SECOND);
  },
  60_000,
);

const nextTries = (): number[] =>
  world.platform.database
    .prepare("SELECT value FROM kvs_record WHERE space = 'holding'")
    .all()
    .map(({ value: row }) => JSON.parse(String(row)).body.value.work.nextTryAt);

async function latest() {
  const [first] = value(await noah().panel('panel.load', 'WEB-1')).requests;
  if (first === undefined) throw new Error('There is no request');
  return first;
}

test('a lost answer beside a rejected token: at the end of its term, what is not proved is told everywhere', async () => {
  const submitted = value(
    await ask(world, noah(), {
      issue: 'WEB-1',
      people: ['Priya Raman', 'Yuki Tanaka'],
      add: ['frontend'],
      term: days(7),
    }),
  );
  await world.settle();
  // The first call arrives and its answer is lost; from the second on, the token is rejected.
  const adding = { path: /\/group\/user/, method: 'POST' };
  faults().add({ ...adding, times: 1, effect: { kind: 'reset', when: 'after' } });
  let calls = 0;
  world.platform.forge.faults.onWireCall = ({ functionKey, target }) => {
    if (functionKey !== 'work-consumer' || !target.includes('/group/user?')) return 'go';
    calls += 1;
    if (calls === 2) faults().setPreset('token-rejected', true);
    return 'go';
  };
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', submitted));
  await world.settle();
  world.platform.forge.faults.onWireCall = undefined;
  const half = await get(noah(), 'WEB-1', submitted.id);
  expect([half.state, half.pause?.cause]).toEqual(['applying', 'connectionFailing']);
  await live(HOUR, MINUTE);
  faults().setPreset('token-rejected', false);
  await world.connect();
  await live(2 * MINUTE);
  const whole = await get(noah(), 'WEB-1', submitted.id);
  expect(whole).toMatchObject({ state: 'completed', progress: { applied: 2 } });
  const done = await steps(noah(), 'WEB-1', submitted.id);
  const unproved = done.filter(({ outcome }) => 'unproved' in outcome);
  expect(unproved).toHaveLength(1);
  const [name = ''] = unproved.map(({ subject }) => subject.displayName);

  await live(7 * DAY, HOUR);
  await live(30 * MINUTE, MINUTE);
  const still = ['Priya Raman', 'Yuki Tanaka'].filter((one) =>
    world.members('frontend').includes(one),
  );
  expect(still).toEqual([name]);
  // The audit, the approver on the work item, the request's card, the step, the first page, the person.
  const cause = 'unproved';
  expect(await eventsOf('grant.overdue')).toMatchObject([
    { subject: { displayName: name }, cause },
  ]);
  expect(tellings('Maya Lindqvist')).toHaveLength(1);
  expect(tellings('Maya Lindqvist')[0]?.text).not.toContain('tried again');
  expect((await get(noah(), 'WEB-1', submitted.id)).late).toMatchObject({
    about: 'overdue',
    cause,
  });
  const after = await steps(noah(), 'WEB-1', submitted.id);
  expect(after.find(({ subject }) => subject.displayName === name)?.grant).toMatchObject({
    state: 'overdue',
    cause,
  });
  expect(await overdue()).toMatchObject([{ subject: { displayName: name }, cause }]);
  const person = { accountId: world.person(name).accountId };
  const { groups } = value(await olivia().admin('admin.person', person));
  expect(groups.find((one) => one.name === 'frontend')?.grant).toMatchObject({ state: 'overdue' });
  await live(DAY, HOUR);
  expect(tellings('Noah Okafor')).toHaveLength(1);
  // The way out that the words name: its removal, asked for in an issue.
  const named = { issue: 'WEB-1', people: [name], remove: ['frontend'] };
  expect(await askAndApprove(world, named)).toMatchObject({ state: 'completed' });
  expect([world.members('frontend').includes(name), await overdue()]).toEqual([false, []]);
});

test('a note of who was told that can’t be read keeps nobody from being told that it is late', async () => {
  const { id } = await askAndApprove(world, {
    issue: 'WEB-1',
    people: ['Priya Raman'],
    add: ['frontend'],
    term: days(1),
  });
  poison(world.platform, 'telling', `telling:${id}`);
  fromIdentityProvider('frontend', true);
  await live(DAY + HOUR, 20 * MINUTE);
  expect(tellings('Maya Lindqvist')).toHaveLength(1);
  await live(2 * DAY, 6 * HOUR);
  expect(tellings('Maya Lindqvist')).toHaveLength(2);
  expect(tellings('Noah Okafor')).toHaveLength(1);
});

test('where no comment can be written, the approver is told of it by email, once', async () => {
  await askAndApprove(world, {
    issue: 'WEB-1',
    people: ['Priya Raman'],
    add: ['frontend'],
    term: days(1),
  });
  faults().add({ via: 'gateway', method: 'POST', path: /\/comment$/, effect: answering(403, {}) });
  fromIdentityProvider('frontend', true);
  await live(DAY + HOUR, 20 * MINUTE);
  await live(DAY, 6 * HOUR);
  const { accountId } = world.person('Maya Lindqvist');
  const mails = world.platform.atlassian.mailOf(accountId);
  expect(mails.filter(({ text }) => text.includes('should have ended')).length).toBeLessThan(3);
  expect(mails[0]?.text).toContain('should have ended');
});

test('what ended before anybody could be told that it is late is told to nobody', async () => {
  const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
  await askAndApprove(world, { ...named, term: { kind: 'hours', hours: 1 } });
  fromIdentityProvider('frontend', true);
  const path = /\/(comment|notify)$/;
  const undo = faults().add({ via: 'gateway', method: 'POST', path, effect: answering(503, {}) });
  await live(HOUR + 20 * MINUTE, 5 * MINUTE);
  expect(await overdue()).toHaveLength(1);
  fromIdentityProvider('frontend', false);
  await live(HOUR, 10 * MINUTE);
  expect([await overdue(), world.members('frontend').includes('Priya Raman')]).toEqual([[], false]);
  undo();
  await live(8 * HOUR, HOUR);
  const { accountId } = world.person('Olivia Hart');
  const mails = world.platform.atlassian.mailOf(accountId);
  const told = mails.filter(({ subject }) => subject.includes('should have ended'));
  expect([tellings('Maya Lindqvist'), told]).toEqual([[], []]);
});

describe('once the site answers again, nothing waits for its pause', () => {
  test('what waited for the site ends as soon as the first of it does', async () => {
    const { directory } = world.platform.atlassian;
    const names = ['frontend', 'design'];
    for (const add of names) {
      const named = { issue: 'WEB-1', people: ['Priya Raman'], add: [add], term: days(1) };
      await askAndApprove(world, named);
      await live(4 * MINUTE, MINUTE);
    }
    // The one ends four minutes before the other, and each has pauses of its own.
    await live(DAY - 10 * MINUTE, 30 * MINUTE);
    const stop = faults().add({
      via: 'token',
      effect: { kind: 'answer', status: 503, body: '' },
    });
    await live(50 * MINUTE, 20 * SECOND);
    stop();
    const [first = 0, last = 0] = nextTries().toSorted();
    expect(last - first).toBeGreaterThan(2 * MINUTE);
    await liveUntil(first + 50 * SECOND);
    const { accountId } = world.person('Priya Raman');
    for (const group of names)
      expect([group, directory.membersOf(world.groupId(group)).includes(accountId)]).toEqual([
        group,
        false,
      ]);
  });
});

describe('once a request that waited for the site goes on', () => {
  test.each([503, 429])('what is due to end does not wait for its pause (%d)', async (status) => {
    const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'], term: days(1) };
    await askAndApprove(world, named);
    const submitted = value(await ask(world, noah(), { ...named, people: ['Yuki Tanaka'] }));
    await world.settle();
    await live(DAY - 10 * MINUTE, 30 * MINUTE);
    const stop = faults().add({ via: 'token', effect: { kind: 'answer', status, body: '' } });
    await live(90 * MINUTE, MINUTE);
    // Its next try is minutes away; that of a request that is new is not.
    await liveUntil(Math.min(...nextTries().filter((at) => at > now())) + 45 * SECOND);
    const seen = await get(noah(), 'WEB-1', submitted.id);
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', seen));
    await live(MINUTE);
    expect((await get(noah(), 'WEB-1', submitted.id)).state).toBe('applying');
    stop();
    const nextTry = Math.min(...nextTries());
    for (let n = 0; n < 40 && !world.members('frontend').includes('Yuki Tanaka'); n += 1) {
      await live(10 * SECOND);
    }
    await live(30 * SECOND);
    expect(nextTry - now()).toBeGreaterThan(MINUTE);
    expect(world.members('frontend')).not.toContain('Priya Raman');
  });
});

describe('what the store refuses', () => {
  /** The store says no to whatever writes this person's holding. */
  function refuseHoldingOf(accountId: string): () => void {
    const kvs = world.platform.forge.kvs as unknown as {
      answer(route: string, body: unknown): Response;
    };
    const answer = kvs.answer.bind(kvs);
    kvs.answer = (route, body) => {
      const text = JSON.stringify(body);
      const isMeant =
        route.includes('transaction') && text.includes('"holding:') && text.includes(accountId);
      if (!isMeant) return answer(route, body);
      return Response.json({ code: 'NOT_TAKEN', message: 'Not taken' }, { status: 400 });
    };
    return () => {
      kvs.answer = answer;
    };
  }

  test('of three people, one whose record it does not take fails by its own cause, and can be tried again', async () => {
    const people = ['Priya Raman', 'Yuki Tanaka', 'Rohan Desai'];
    const named = { issue: 'WEB-1', people, add: ['frontend'], term: days(1) };
    const undo = refuseHoldingOf(world.person('Yuki Tanaka').accountId);
    const request = await askAndApprove(world, named);
    expect(request).toMatchObject({
      state: 'needsAttention',
      progress: { applied: 2, failed: 1, retryable: 1 },
    });
    const failed = (await steps(noah(), 'WEB-1', request.id)).filter(
      ({ outcome }) => outcome.state === 'failed',
    );
    expect(failed).toMatchObject([
      { subject: { displayName: 'Yuki Tanaka' }, outcome: { reason: 'recordRefused', begun: {} } },
    ]);
    const { items } = value(await olivia().admin('aside.list', {}));
    expect(items).toMatchObject([{ kind: 'holding', trouble: { trouble: 'failing' } }]);
    await live(HOUR, 5 * MINUTE);
    expect(value(await olivia().admin('aside.list', {})).items).toHaveLength(1);
    undo();
    const { id, revision } = await get(noah(), 'WEB-1', request.id);
    const retry = { requestId: id, revision } as never;
    value(await noah().panel('request.retry', 'WEB-1', retry));
    await world.settle();
    expect(await get(noah(), 'WEB-1', id)).toMatchObject({ state: 'completed' });
    await live(DAY + HOUR, 5 * MINUTE);
    // Whoever was tried again late can't be proved to be the app's: it is told, and not taken away.
    expect(people.filter((one) => world.members('frontend').includes(one))).toEqual([
      'Yuki Tanaka',
    ]);
    expect(await overdue()).toMatchObject([
      { subject: { displayName: 'Yuki Tanaka' }, cause: 'unproved' },
    ]);
  });
});
