import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get, steps } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { keysOf, poison, rowOf } from '../support/poison';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design', 'qa']);
});
afterEach(() => world.close());

const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };
const olivia = () => world.as('Olivia Hart');
const noah = () => world.as('Noah Okafor');
const maya = () => world.as('Maya Lindqvist');
const asides = async () => value(await olivia().admin('aside.list', {})).items;
const poisoned = (entity: string, key: string) => poison(world.platform, entity, key);
const isUnreadable = (reply: { ok: boolean; error?: { code: string } }) =>
  !reply.ok && reply.error?.code === 'unreadable';

describe('a request that can’t be read', () => {
  test('keeps none of the others from being shown, decided, carried out and timed out', async () => {
    const bad = value(await ask(world, noah(), named));
    const good = value(await ask(world, noah(), { ...named, add: ['design'] }));
    const late = value(await ask(world, noah(), { ...named, add: ['qa'] }));
    await world.settle();
    poisoned('request', `request:${bad.id}`);

    const panel = value(await maya().panel('panel.load', 'WEB-1'));
    expect(panel.requests.map(({ id }) => id).sort()).toEqual([good.id, late.id].sort());
    expect(panel.unreadable).toBe(1);
    expect(isUnreadable(await maya().panel('request.get', 'WEB-1', { requestId: bad.id }))).toBe(
      true,
    );
    value(await approve(maya(), 'WEB-1', good));
    await world.settle();
    expect((await get(noah(), 'WEB-1', good.id)).state).toBe('completed');
    await world.pass(14 * DAY);
    await world.sweep();
    expect((await get(noah(), 'WEB-1', late.id)).state).toBe('timedOut');

    expect(await asides()).toMatchObject([
      { key: `request:${bad.id}`, kind: 'request', wayOut: 'remove' },
    ]);
  });

  test('is noted once, however often it is met, and never fills a page of what is due', async () => {
    const bad = value(await ask(world, noah(), named));
    await world.settle();
    poisoned('request', `request:${bad.id}`);
    await world.pass(14 * DAY);
    for (let sweep = 0; sweep < 3; sweep += 1) await world.sweep();
    const [noted] = await asides();
    expect(rowOf(world.platform, `request:${bad.id}`)).toMatchObject({ state: 'aside' });
    await world.sweep();
    expect(await asides()).toEqual([noted]);
  });

  test('is in use again by itself once it can be read', async () => {
    const bad = value(await ask(world, noah(), named));
    await world.settle();
    const mend = poisoned('request', `request:${bad.id}`);
    await maya().panel('panel.load', 'WEB-1');
    expect(await asides()).toHaveLength(1);
    mend();
    await world.pass(10 * MINUTE);
    await world.sweep();
    expect(await asides()).toEqual([]);
    expect(rowOf(world.platform, `request:${bad.id}`)).toMatchObject({ state: 'awaitingApproval' });
    expect(value(await approve(maya(), 'WEB-1', bad)).state).toBe('approved');
  });

  test.each(['the sweep', 'an admin'])(
    'goes on at once where it was approved and %s finds that it can be read',
    async (who) => {
      const bad = value(await ask(world, noah(), named));
      await world.settle();
      value(await approve(maya(), 'WEB-1', bad));
      const key = `request:${bad.id}`;
      const mend = poisoned('request', key);
      await world.settle();
      expect(await asides()).toHaveLength(1);
      mend();
      if (who === 'an admin')
        expect(value(await olivia().admin('aside.tryAgain', { key }))).toBe(true);
      else await world.pass(10 * MINUTE);
      await world.settle();
      expect((await get(noah(), 'WEB-1', bad.id)).state).toBe('completed');
    },
  );

  test('is shown, downloaded, tried again and removed by an admin, and the audit says so', async () => {
    const bad = value(await ask(world, noah(), named));
    await world.settle();
    const key = `request:${bad.id}`;
    poisoned('request', key);
    await maya().panel('panel.load', 'WEB-1');
    expect(value(await olivia().admin('aside.record', { key })).raw).toContain('poisoned');
    expect(value(await olivia().admin('aside.tryAgain', { key }))).toBe(false);
    value(await olivia().admin('aside.end', { key }));
    expect(await asides()).toEqual([]);
    expect(rowOf(world.platform, key)).toBeUndefined();
    expect(value(await maya().panel('panel.load', 'WEB-1'))).toMatchObject({
      requests: [],
      unreadable: 0,
    });
    expect((await auditOf(world))[0]?.event).toMatchObject({
      kind: 'record.removed',
      record: key,
      of: 'request',
      actor: { displayName: 'Olivia Hart' },
    });
    expect(error(await olivia().admin('aside.end', { key }))).toMatchObject({ code: 'notFound' });
  });

  test('is not lost where the note of it can’t be read either', async () => {
    const bad = value(await ask(world, noah(), named));
    await world.settle();
    const key = `request:${bad.id}`;
    const mend = poisoned('request', key);
    await maya().panel('panel.load', 'WEB-1');
    poisoned('aside', `aside:${key}`);
    expect(await asides()).toMatchObject([{ key, kind: 'request', wayOut: 'remove' }]);
    mend();
    await world.pass(10 * MINUTE);
    await world.sweep();
    expect(await asides()).toEqual([]);
    expect((await get(noah(), 'WEB-1', bad.id)).state).toBe('awaitingApproval');
  });

  test('that an admin confirms to remove and that can be read by now is not lost', async () => {
    const bad = value(await ask(world, noah(), named));
    await world.settle();
    const mend = poisoned('request', `request:${bad.id}`);
    await maya().panel('panel.load', 'WEB-1');
    mend();
    const reply = await olivia().admin('aside.end', { key: `request:${bad.id}` });
    expect(error(reply).code).toBe('changedMeanwhile');
    expect((await get(noah(), 'WEB-1', bad.id)).state).toBe('awaitingApproval');
  });
});

describe('the connection that can’t be read', () => {
  test('leaves the page, the panel and a way out in the app', async () => {
    await askAndApprove(world, named);
    poisoned('connection', 'connection:current');
    expect(value(await noah().panel('panel.load', 'WEB-1')).connection).toEqual({
      ready: false,
      why: 'unreadable',
    });
    const page = value(await olivia().admin('admin.load', {}));
    expect(page).toMatchObject({ unreadable: ['connection'] });
    expect(isUnreadable(await ask(world, noah(), { ...named, add: ['design'] }))).toBe(true);
    value(await olivia().admin('aside.end', { key: 'connection:current' }));
    await world.connect();
    const done = await askAndApprove(world, { ...named, add: ['design'] });
    expect(done.state).toBe('completed');
  });
});

describe('the policy that can’t be read', () => {
  test.each(['policy:current', 'policy:version:2'])(
    'lets nothing be asked, and an admin restores a version: %s',
    async (key) => {
      const waits = value(await ask(world, noah(), named));
      await world.settle();
      poisoned('policy', key);
      expect(isUnreadable(await ask(world, noah(), { ...named, add: ['design'] }))).toBe(true);
      await approve(maya(), 'WEB-1', waits);
      await world.settle();
      await world.sweep();
      expect(world.members('frontend')).not.toContain('Priya Raman');
      const page = value(await olivia().admin('admin.load', {}));
      expect(page).toMatchObject({ unreadable: ['policy'] });
      const current = (await asides()).find((one) => one.key === 'policy:current');
      expect(current?.wayOut).toBe('restore');
      value(await olivia().admin('aside.end', { key: 'policy:current' }));
      const { policy } = value(await olivia().admin('admin.load', {}));
      expect(policy?.version).toBe(3);
      expect((await auditOf(world)).map(({ event }) => event.kind)).toContain('policy.restored');
      // The only readable one may be the first, which lists no groups.
      if (key === 'policy:current') {
        expect(value(await ask(world, noah(), { ...named, add: ['design'] })).state).toBe(
          'awaitingApproval',
        );
      } else expect(policy?.requestableGroups).toEqual([]);
    },
  );
});

describe('a block of steps that can’t be read', () => {
  test('is given up by an admin, and its request ends where people see it', async () => {
    const request = value(await ask(world, noah(), { ...named, add: ['frontend', 'design'] }));
    await world.settle();
    poisoned('steps', `steps:${request.id}:0`);
    value(await approve(maya(), 'WEB-1', request));
    await world.settle();
    expect(world.members('frontend')).not.toContain('Priya Raman');
    expect(await asides()).toMatchObject([{ kind: 'steps', wayOut: 'giveUp' }]);
    value(await olivia().admin('aside.end', { key: `steps:${request.id}:0` }));
    for (let tries = 0; tries < 8; tries += 1) {
      await world.pass(HOUR);
      await world.sweep();
    }
    const ended = await get(noah(), 'WEB-1', request.id);
    expect(ended.state).toBe('needsAttention');
    const rows = await steps(noah(), 'WEB-1', request.id);
    expect(rows.map(({ outcome }) => outcome)).toMatchObject([
      { state: 'failed', reason: 'recordLost', retryable: false },
      { state: 'applied' },
    ]);
  });
});

describe('an audit record that can’t be read', () => {
  test('is counted, never removed, and keeps none of the others', async () => {
    await askAndApprove(world, named);
    const before = await auditOf(world);
    const [key = ''] = keysOf(world.platform, 'audit');
    poisoned('audit', key);
    const page = value(await olivia().admin('audit.list', {}));
    expect(page.unreadable).toBe(1);
    expect(page.items.length).toBeGreaterThan(before.length / 2);
    expect(await asides()).toMatchObject([{ key, wayOut: 'none' }]);
    expect(error(await olivia().admin('aside.end', { key })).code).toBe('changedMeanwhile');
    expect(rowOf(world.platform, key)).toBeDefined();
  });
});

describe('whatever can’t be read', () => {
  /** What the good request and the good term need; anything else may be damaged. */
  test('every duty still does everything else', async () => {
    const bad = value(
      await ask(world, noah(), { ...named, add: ['qa'], term: { kind: 'days', days: 1 } }),
    );
    await world.settle();
    value(await approve(maya(), 'WEB-1', bad));
    await world.settle();
    const open = value(await ask(world, noah(), { ...named, add: ['design'] }));
    await world.settle();
    const entities = ['request', 'steps', 'holding', 'outbox', 'telling', 'audit'];
    const victims = entities.flatMap((entity) =>
      keysOf(world.platform, entity).map((key) => ({ entity, key })),
    );
    const bodies = [
      { v: 1, value: null },
      { v: 99, value: {} },
      { v: 1, deflated: '!' },
      'nothing',
      { v: 1, value: { id: 7 } },
    ];
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(victims, { minLength: 1 }),
        fc.constantFrom(...bodies),
        async (some, body) => {
          round += 1;
          const mends = some.map(({ entity, key }) => {
            const there = rowOf(world.platform, key) !== undefined;
            return there ? poison(world.platform, entity, key, body) : () => undefined;
          });
          // A new request, asked, told, approved and done beside all of these.
          const issue = `WEB-${2 + (round % 3)}`;
          const people = ['Grace Kim'];
          const change = world.members('engineering').includes('Grace Kim')
            ? { remove: ['engineering'] }
            : { add: ['engineering'] };
          const request = value(await ask(world, noah(), { issue, people, ...change }));
          await world.sweep();
          value(await approve(maya(), issue, request));
          await world.settle();
          await world.sweep();
          expect((await get(noah(), issue, request.id)).state).toBe('completed');
          expect(value(await olivia().admin('audit.list', {})).items.length).toBeGreaterThan(0);
          for (const mend of mends) mend();
          for (const one of await asides()) {
            await olivia().admin('aside.tryAgain', { key: one.key });
          }
          expect(await asides()).toEqual([]);
        },
      ),
      { numRuns: 6 },
    );
    // Mended, all goes on as if nothing had been.
    await world.pass(2 * DAY);
    await world.sweep();
    await world.sweep();
    expect(world.members('qa')).not.toContain('Priya Raman');
    expect(value(await approve(maya(), 'WEB-1', open)).state).toBe('approved');
  });
});

describe('work whose runs die without a word', () => {
  test('is shown to admins after the sixth, and no more once it is done', async () => {
    value(await ask(world, noah(), named));
    // Whoever takes it dies at its first call after that.
    let calls = 0;
    world.platform.forge.faults.onWireCall = ({ functionKey }) => {
      if (functionKey !== 'work-consumer') return 'go';
      calls += 1;
      return calls % 3 === 0 ? 'kill' : 'go';
    };
    await world.settle();
    const isTold = async () => (await asides()).filter(({ kind }) => kind === 'outbox');
    for (let minutes = 0; minutes < 40; minutes += 5) await world.pass(5 * MINUTE);
    expect(await isTold()).toEqual([]);
    for (let minutes = 0; minutes < 180; minutes += 5) await world.pass(5 * MINUTE);
    const told = await isTold();
    expect(told.map(({ key }) => key).toSorted()).toEqual(
      keysOf(world.platform, 'outbox').toSorted(),
    );
    expect(told.map(({ wayOut }) => wayOut)).toEqual(told.map(() => 'none'));
    expect(told.length).toBeGreaterThan(0);
    world.platform.forge.faults.onWireCall = undefined;
    // It is looked at by then whether it still fails.
    for (let half = 0; half < 16; half += 1) await world.pass(HOUR / 2);
    expect(await isTold()).toEqual([]);
    expect(keysOf(world.platform, 'outbox')).toEqual([]);
  });
});
