import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InputOf } from '../../src/contract/api';
import type { AuditEntryView } from '../../src/contract/views';
import { DAY } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, decline } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, poison, rowOf, writeRow } from '../support/poison';

/** What an auditor finds: a line for each request, by whoever asked, decided, did or got, and in which days. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design']);
});
afterEach(() => world.close());

const PRIYA = 'Priya Raman';
const olivia = () => world.as('Olivia Hart');
const idOf = (name: string) => world.person(name).accountId;
const now = () => world.platform.clock.now();
const named = { issue: 'WEB-1', people: [PRIYA], add: ['frontend'] };

const page = async (asked: InputOf<'audit.entries'>) =>
  value(await olivia().admin('audit.entries', asked));

/** How often the store is asked for a page. */
async function readFor(asked: InputOf<'audit.entries'>): Promise<number> {
  let calls = 0;
  world.platform.forge.faults.onWireCall = ({ target }) => {
    calls += Number(target.startsWith('kvs '));
    return 'go';
  };
  await page(asked);
  world.platform.forge.faults.onWireCall = undefined;
  return calls;
}

/** All pages of it. */
async function entries(asked: InputOf<'audit.entries'>): Promise<readonly AuditEntryView[]> {
  const all: AuditEntryView[] = [];
  let cursor: string | undefined;
  do {
    const { items, cursor: next } = await page({ ...asked, cursor });
    all.push(...items);
    cursor = next;
  } while (cursor !== undefined);
  return all;
}

const requestsIn = (some: readonly AuditEntryView[]) =>
  some.flatMap((entry) => (entry.of === 'request' ? entry.requestId : []));
const kindsIn = (some: readonly AuditEntryView[]) =>
  some.flatMap((entry) => (entry.of === 'noRequest' ? entry.event.kind : []));
const of = async (name: string) => entries({ accountId: idOf(name) });

describe('who approved it', () => {
  test('a request is one line that says who asked, who approved, what, for whom, where; and unfolds', async () => {
    const { id } = await askAndApprove(world, { ...named, term: { kind: 'days', days: 3 } });
    await world.pass(3 * DAY);
    await world.sweep();
    const { items } = await page({});
    expect(requestsIn(items)).toEqual([id]);
    expect(items[0]).toMatchObject({
      of: 'request',
      requestId: id,
      issueKey: 'WEB-1',
      latest: { kind: 'grant.ended' },
      request: {
        state: 'completed',
        requester: { displayName: 'Noah Okafor' },
        decisions: [{ decision: 'approved', by: { displayName: 'Maya Lindqvist' } }],
        subjects: [{ displayName: PRIYA }],
        subjectCount: 1,
        changes: [{ verb: 'add', entitlement: { name: 'frontend' } }],
        term: { kind: 'days', days: 3 },
      },
    });
    expect(kindsIn(items).at(-1)).toBe('connection.connected');
    const all = value(await olivia().admin('audit.request', { requestId: id }));
    expect(all.items.map(({ event }) => event.kind)).toEqual([
      'effect',
      'grant.ended',
      'request.finished',
      'effect',
      'request.approved',
      'approver.notified',
      'request.submitted',
    ]);
    expect(all.requests).toMatchObject([{ requestId: id }]);
    expect(JSON.stringify([items[0], all])).not.toContain('@acme.example"');
  });

  test('by a person, all that they asked for, decided, got or lost, or did otherwise, and of nobody else', async () => {
    const given = await askAndApprove(world, named);
    const design = value(
      await ask(world, world.as(PRIYA), { ...named, people: ['Grace Kim'], add: ['design'] }),
    );
    await world.settle();
    value(await decline(world.as('Maya Lindqvist'), 'WEB-1', design, 'Not now.'));
    const taken = await askAndApprove(world, {
      ...named,
      people: ['Grace Kim'],
      remove: ['design'],
      add: ['engineering'],
    });
    await world.settle();
    expect(requestsIn(await of('Noah Okafor'))).toEqual([taken.id, given.id]);
    expect(requestsIn(await of('Maya Lindqvist'))).toEqual([taken.id, design.id, given.id]);
    expect(requestsIn(await of(PRIYA))).toEqual([design.id, given.id]);
    expect(requestsIn(await of('Grace Kim'))).toEqual([taken.id, design.id]);
    expect(await of('Yuki Tanaka')).toEqual([]);
    expect([requestsIn(await of('Olivia Hart')), kindsIn(await of('Olivia Hart'))]).toEqual([
      [],
      ['policy.changed', 'connection.connected'],
    ]);
  });

  test('whoever approved what nobody asks them any more is found by it all the same', async () => {
    await world.allow(['frontend', 'design'], { rolesOf: 'anyProject' });
    const two = { ...named, add: ['frontend', 'MOB/Member'] };
    const waits = value(await ask(world, world.as('Noah Okafor'), two));
    await world.settle();
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', waits));
    await world.settle();
    world.platform.atlassian.directory.setLead('WEB', idOf('Emma Fischer'));
    await world.pass(DAY);
    await world.sweep();
    expect(requestsIn(await of('Maya Lindqvist'))).toEqual([waits.id]);
  });

  test('an account that a request created finds it', async () => {
    await world.allow(['frontend'], { creation: { users: true, groups: false } });
    const { id } = await askAndApprove(world, {
      issue: 'WEB-1',
      invite: ['sam.new@acme.example'],
      add: ['frontend'],
    });
    const { directory } = world.platform.atlassian;
    const sam = directory.people().find(({ email }) => email === 'sam.new@acme.example');
    expect(requestsIn(await entries({ accountId: sam?.accountId ?? '' }))).toEqual([id]);
  });
});

describe('narrowed', () => {
  test('to days, what happened in them counts, whenever it was asked for', async () => {
    const first = await askAndApprove(world, { ...named, term: { kind: 'days', days: 3 } });
    await world.pass(2 * DAY);
    const second = await askAndApprove(world, { ...named, add: ['design'] });
    const between = now() + 1;
    await world.pass(DAY);
    await world.sweep();
    const after = { since: between };
    const before = { until: between };
    expect(requestsIn(await entries(after))).toEqual([first.id]);
    expect(requestsIn(await entries(before))).toEqual([second.id, first.id]);
    const priya = { accountId: idOf(PRIYA) };
    expect(requestsIn(await entries({ ...priya, ...after }))).toEqual([first.id]);
    expect(requestsIn(await entries({ ...priya, ...before }))).toEqual([second.id, first.id]);
    expect(await entries({ ...priya, since: now() + DAY })).toEqual([]);
    expect(kindsIn(await entries({ accountId: idOf('Olivia Hart'), ...after }))).toEqual([]);
  });

  test('to a kind, alone and of a person', async () => {
    const given = await askAndApprove(world, named);
    const waits = value(await ask(world, world.as('Noah Okafor'), { ...named, add: ['design'] }));
    await world.settle();
    const kind = 'request.approved';
    expect(requestsIn(await entries({ kind }))).toEqual([given.id]);
    expect(requestsIn(await entries({ kind, accountId: idOf('Noah Okafor') }))).toEqual([given.id]);
    expect(requestsIn(await entries({ kind: 'request.submitted' }))).toEqual([waits.id, given.id]);
    expect(kindsIn(await entries({ kind: 'policy.changed' }))).toEqual(['policy.changed']);
  });

  test('to a work item, with a person and without; and to one request', async () => {
    const here = await askAndApprove(world, named);
    const there = value(
      await ask(world, world.as('Noah Okafor'), {
        ...named,
        issue: 'WEB-2',
        people: ['Grace Kim'],
      }),
    );
    await world.settle();
    expect(requestsIn(await entries({ issueKey: ' web-1 ' }))).toEqual([here.id]);
    const grace = { accountId: idOf('Grace Kim') };
    expect(requestsIn(await entries({ issueKey: 'WEB-2', ...grace }))).toEqual([there.id]);
    expect(await entries({ issueKey: 'WEB-1', ...grace })).toEqual([]);
    expect(requestsIn(await entries({ requestId: there.id }))).toEqual([there.id]);
    expect(await entries({ requestId: 'none-such' })).toEqual([]);
  });
});

describe('what an earlier version wrote', () => {
  test('says not which request it is of, and is found all the same, by the work item', async () => {
    const { id } = await askAndApprove(world, named);
    await askAndApprove(world, { ...named, add: ['design'] });
    const all = value(await olivia().admin('audit.request', { requestId: id }));
    for (const key of keysOf(world.platform, 'audit')) {
      const { requestId: _new, ...row } = rowOf(world.platform, key) as Record<string, unknown>;
      writeRow(world.platform, 'audit', key, row);
    }
    const found = value(await olivia().admin('audit.request', { requestId: id }));
    expect(found.items).toEqual(all.items);
    expect(kindsIn(await of('Olivia Hart'))).toEqual(['policy.changed', 'connection.connected']);
  });
});

test('a request that can’t be read has its line, with what its events say', async () => {
  const { id } = await askAndApprove(world, named);
  poison(world.platform, 'request', `request:${id}`);
  const [entry] = await entries({});
  expect(entry).toMatchObject({ of: 'request', requestId: id });
  expect(entry).not.toHaveProperty('request');
  expect(requestsIn(await of(PRIYA))).toEqual([id]);
});

test('of many requests and of other events beside them, each is on one page, none is missing, and what others ask for costs nobody anything', async () => {
  const ofPolicy = await readFor({ kind: 'policy.changed' });
  const ofYuki = await readFor({ accountId: idOf('Yuki Tanaka') });
  const made: string[] = [];
  // What takes minutes here is over in two seconds, in which Jira takes twenty writes to a work item.
  world.platform.atlassian.limits.set({ perIssue: [] });
  for (let number = 0; number < 23; number += 1) {
    const asks = ask(world, world.as('Noah Okafor'), { ...named, people: [PRIYA, 'Grace Kim'] });
    const { id, revision } = value(await asks);
    made.unshift(id);
    await world.settle();
    const withdraw = { requestId: id, revision } as never;
    value(await world.as('Noah Okafor').panel('request.withdraw', 'WEB-1', withdraw));
    await world.pass(60_000);
  }
  expect(await readFor({ kind: 'policy.changed' })).toBe(ofPolicy);
  expect(await readFor({ accountId: idOf('Yuki Tanaka') })).toBe(ofYuki);
  expect((await page({ accountId: idOf(PRIYA) })).cursor).toBeDefined();
  expect(requestsIn(await of(PRIYA))).toEqual(made);
  expect([...new Set(requestsIn(await entries({})))]).toEqual(made);
});
