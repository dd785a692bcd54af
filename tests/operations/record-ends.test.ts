import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { holdingKey } from '../../src/adapters/storage/keys';
import type { Step } from '../../src/domain/effects/step-block';
import { type Holding, holdingId, workOf } from '../../src/domain/holding/holding';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import type { Applying } from '../../src/domain/request/access-request';
import type { Ports } from '../../src/entry/compose';
import { carryOverGrants } from '../../src/operations/holding/carry-over-grants';
import { findStandingOf } from '../../src/operations/holding/find-late-of';
import { listOverdue } from '../../src/operations/holding/list-overdue';
import {
  auditOfEnds,
  type RecordOf,
  recordHoldings,
} from '../../src/operations/holding/record-ends';
import type { EarlierGrantBlock } from '../../src/ports/earlier-grants';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { type Asked, approvedAsk, storeAsk } from '../support/carry-out';
import { type Operations, openOperations } from '../support/open-operations';
import { poison } from '../support/poison';
import { grant, holding } from '../support/samples';

let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const PRIYA = 'Priya Raman';
const GRACE = 'Grace Kim';
const heldBy = (name: string, over: Partial<Holding> = {}): Holding =>
  holding([grant()], {
    connectionId: bench.connection.id,
    entitlement: bench.group('frontend'),
    subject: bench.person(name),
    ...over,
  });
const seed = async (one: Holding) => {
  await bench.run(async ({ commit }) =>
    expect(await commit({ holdings: [one] })).toBe('committed'),
  );
  return one;
};
const read = (one: Holding) =>
  bench.run(async ({ holdings }) => (await holdings.getMany([one])).found.get(holdingId(one)));
const grantsOf = async (name: string) => (await read(heldBy(name)))?.grants;
const refusing = ({ commit }: Ports): Partial<Ports> => ({
  commit: async (writes) => {
    if (writes.holdings !== undefined) throw new PlatformFailure('NO', 'no', false);
    return commit(writes);
  },
});

describe('the holdings say what steps gave or took', () => {
  const asked = (verb: 'add' | 'remove'): Asked => ({
    subjects: [bench.person(PRIYA), bench.person(GRACE)],
    changes: [{ verb, entitlement: bench.group('frontend') }],
  });
  const step = (outcome: Step['outcome'], subject = 0): Step => ({
    subject,
    planned: { verdict: 'change' },
    outcome,
  });
  const record = (
    steps: readonly Step[],
    {
      verb = 'add' as 'add' | 'remove',
      term = { kind: 'days', days: 3 } as Applying['term'],
      over = (() => ({})) as (own: Ports) => Partial<Ports>,
      of = asked(verb),
      stored = steps,
      claims = undefined as RecordOf['claims'],
    } = {},
  ) =>
    bench.run((own) => {
      const request = approvedAsk(bench, of, { term }) as never as Applying;
      const block = { requestId: 'r1', block: 2, revision: 1, change: 0, steps: stored };
      const judged = claims === undefined ? {} : { claims };
      const what = { request, ask: request.ask, lookedAt: bench.now(), ...judged };
      return recordHoldings({ ...own, ...over(own) }, what, block, steps);
    });
  const applied = (over: object = {}) =>
    ({ state: 'applied', before: 'notHeld', at: bench.now(), ...over }) as const;
  const begun = () => ({ before: 'notHeld', at: bench.now() }) as const;
  const DONE = { notEnded: new Set(), refused: new Set(), given: new Map() };

  test('what was given, until when, by which block, when it was approved, and until when that holds', async () => {
    const outcome = applied();
    expect(await record([step(outcome), step(applied({ unproved: true }), 1)])).toEqual(DONE);
    const [given] = (await grantsOf(PRIYA)) ?? [];
    expect(given).toMatchObject({
      requestId: 'r1',
      block: 2,
      issueKey: 'WEB-1',
      size: 2,
      grantedAt: outcome.at,
      endsAt: outcome.at + 3 * DAY,
    });
    expect(given?.approvedAt).toBeLessThanOrEqual(outcome.at + 1_000);
    expect(given?.approvalValidUntil).toBeGreaterThanOrEqual(outcome.at);
    expect(given).not.toHaveProperty('unproved');
    expect(given).not.toHaveProperty('unconfirmed');
    expect(await grantsOf(GRACE)).toMatchObject([{ unproved: true }]);
    expect(bench.pushed).toEqual([]);
  });

  describe('what another was approved for, and has seen there', () => {
    const sentAt = (at: number) => ({ state: 'begun', before: 'notHeld', at }) as const;
    const failed = { state: 'failed', reason: 'siteUnavailable', retryable: true, at: 1 } as const;

    test.each<[string, (seen: number) => Step['outcome'], boolean, boolean | undefined]>([
      ['since its call was begun counts', (seen) => sentAt(seen), true, true],
      [
        'since that of a try before was begun counts',
        (seen) => ({ ...failed, begun: { before: 'notHeld', at: seen } }),
        true,
        true,
      ],
      ['before it was begun does not', (seen) => sentAt(seen + 1), false, true],
      ['where nothing says when it was begun does not', () => ({ state: 'pending' }), false, true],
      ['that may not be given any more does not', (seen) => sentAt(seen), false, false],
      ['where that is not known does not', (seen) => sentAt(seen), false, undefined],
    ])('%s', async (_, before, counts, mayCount) => {
      const seen = bench.now() - MINUTE;
      const claim = grant({ requestId: 'r2', grantedAt: seen, endsAt: bench.now() + 9 * DAY });
      await seed(heldBy(PRIYA, { grants: [], work: { state: 'over' }, claims: [claim] }));
      const others = step(sentAt(seen + 2), 1);
      await record([step(applied())], {
        stored: [others, step(before(seen))],
        claims: mayCount === undefined ? undefined : { mayCount: async () => mayCount },
      });
      expect((await grantsOf(PRIYA))?.map(({ requestId }) => requestId)).toEqual([
        counts ? 'r2' : 'r1',
      ]);
    });
  });

  test('an event for what ends before the sweep looks ahead', async () => {
    await record([step(applied())], { term: { kind: 'until', at: bench.now() + 2 * MINUTE } });
    expect(bench.pushed.map(({ item }) => item)).toEqual([{ kind: 'endDue' }]);
  });

  test('what may have been given, where it has an end', async () => {
    const failed = { state: 'failed', reason: 'unconfirmed', retryable: true, at: 1 } as const;
    const steps = [step({ ...failed, begun: begun() }), step({ state: 'begun', ...begun() }, 1)];
    expect(await record(steps)).toEqual(DONE);
    expect(await grantsOf(PRIYA)).toMatchObject([{ unconfirmed: true, unproved: true }]);
    expect(await grantsOf(GRACE)).toMatchObject([{ unconfirmed: true }]);
  });

  test('and not for good: it would outlast what is given for a time', async () => {
    await record([step({ state: 'begun', ...begun() })], { term: { kind: 'permanent' } });
    expect(await grantsOf(PRIYA)).toBeUndefined();
    await record([step(applied())], { term: { kind: 'permanent' } });
    const [given] = (await grantsOf(PRIYA)) ?? [];
    expect([given?.requestId, given?.endsAt]).toEqual(['r1', undefined]);
  });

  test('what failed for certain gave nothing, and its own entry goes', async () => {
    const others = grant({ requestId: 'r2' });
    const perhaps = grant({ block: 2, unconfirmed: true });
    await seed(heldBy(PRIYA, { grants: [perhaps, others] }));
    await seed(heldBy(GRACE, { grants: [perhaps] }));
    const failed = { state: 'failed', reason: 'siteRefused', retryable: true, at: 1 } as const;
    await record([step(failed), step({ ...failed, begun: begun() }, 1)]);
    expect(await grantsOf(PRIYA)).toEqual([others]);
    // Of Grace it may have been given: it stays.
    expect(await grantsOf(GRACE)).toHaveLength(1);
  });

  test('but what is on record as given stays, and is answered', async () => {
    const given = grant({ block: 2 });
    await seed(heldBy(PRIYA, { grants: [given] }));
    await seed(heldBy(GRACE, { grants: [grant({ requestId: 'r2', block: 2 })] }));
    const failed = { state: 'failed', reason: 'siteRefused', retryable: true, at: 1 } as const;
    const [one, other] = [step(failed), step(failed, 1)];
    expect(await record([one, other])).toEqual({ ...DONE, given: new Map([[one, given]]) });
    expect(await grantsOf(PRIYA)).toEqual([given]);
  });

  test('what was to be prolonged and is over has not ended; what failed has, whatever is on record', async () => {
    const prolonging = step({ state: 'unchanged', at: bench.now(), prolonged: true });
    expect(await record([prolonging])).toEqual({ ...DONE, notEnded: new Set([prolonging]) });
    await seed(heldBy(PRIYA));
    expect(await record([prolonging])).toEqual(DONE);
    await seed(heldBy(GRACE));
    poison(bench.platform, 'holding', holdingKey(holdingId(heldBy(GRACE))));
    const lost = step(
      { state: 'failed', reason: 'unconfirmed', retryable: true, at: 1, begun: begun() },
      1,
    );
    const given = step(applied(), 1);
    expect(await record([lost])).toEqual(DONE);
    expect(await record([given])).toEqual({ ...DONE, notEnded: new Set([given]) });
  });

  test('what the store does not take is told', async () => {
    const one = step(applied());
    expect(await record([one], { over: refusing })).toEqual({ ...DONE, refused: new Set([one]) });
  });

  test('where somebody made a pass since it was looked at, the site is looked at again; and once more, as a query may be behind', async () => {
    await seed(heldBy(PRIYA, { turnedAt: bench.now() + HOUR }));
    await record([step(applied())]);
    const endDue = { kind: 'endDue' };
    expect(bench.pushed.map(({ item }) => item)).toEqual([endDue, endDue]);
  });

  test.each([
    ['applied', { before: 'held' }],
    ['unchanged', {}],
    ['manual', { by: { accountId: 'a', displayName: 'A' } }],
  ])('what was taken is over, whoever took it: %s', async (state, more) => {
    const granted = grant({ approvedAt: bench.now() - DAY, endsAt: bench.now() + DAY });
    await seed(heldBy(PRIYA, { grants: [granted], work: workOf([granted]) }));
    const outcome = { state, at: bench.now(), ...more } as never;
    expect(await record([step(outcome)], { verb: 'remove' })).toEqual(DONE);
    expect(await read(heldBy(PRIYA))).toMatchObject({ grants: [], ended: [{ why: 'revoked' }] });
    expect((await read(heldBy(PRIYA)))?.revokedAt).toBeLessThanOrEqual(bench.now());
  });

  test('and what could not be taken is not', async () => {
    await seed(heldBy(PRIYA));
    const failed = { state: 'failed', reason: 'siteRefused', retryable: true, at: 1 } as const;
    await record([step(failed)], { verb: 'remove' });
    expect(await grantsOf(PRIYA)).toHaveLength(1);
  });

  test('nothing of what is created, of nothing, and of a change that is not there', async () => {
    const failing = ({ holdings }: Ports): Partial<Ports> => ({
      holdings: { ...holdings, getMany: () => Promise.reject(new TypeError('Not so.')) },
    });
    expect(await record([], { over: failing })).toEqual(DONE);
    const of: Asked = {
      subjects: [{ kind: 'newGroup', name: 'crew', displayName: 'crew' }],
      changes: [{ verb: 'create', entitlement: { kind: 'newGroup', name: 'crew' } }],
    };
    expect(await record([step(applied())], { of, over: failing })).toEqual(DONE);
    expect(await record([step(applied())], { of: { ...asked('add'), changes: [] } })).toEqual(DONE);
  });

  test('the audit has one record for those that have ended', () => {
    const request = approvedAsk(bench, asked('add'));
    const ports = { ids: { next: () => 'id' }, clock: { now: () => 5, sleep: async () => {} } };
    const block = { requestId: 'r1', block: 0, revision: 1, change: 0, steps: [] };
    const all = { request, ask: request.ask };
    const { audit } = auditOfEnds(ports, all, block, [step(applied()), step(applied(), 1)]);
    expect(audit).toMatchObject([
      {
        at: 5,
        issueKey: 'WEB-1',
        requestId: 'r1',
        events: [
          {
            kind: 'effect',
            outcome: 'applied',
            actor: { kind: 'app' },
            subject: bench.person(PRIYA),
          },
          { kind: 'effect', outcome: 'applied', subject: bench.person(GRACE) },
        ],
      },
    ]);
    expect(auditOfEnds(ports, all, block, [])).toEqual({});
  });
});

describe('grants of earlier versions', () => {
  const granted = (name: string, over: object = {}): EarlierGrantBlock['grants'][number] => ({
    subject: bench.person(name),
    grantedAt: bench.now() - HOUR,
    endsAt: bench.now() + DAY,
    status: { state: 'active' },
    ...over,
  });
  const blockOf = (
    id: string,
    grants: readonly EarlierGrantBlock['grants'][number][],
  ): EarlierGrantBlock => ({
    id,
    revision: 1,
    requestId: id.split(':')[0] ?? '',
    connectionId: bench.connection.id,
    entitlement: bench.group('frontend'),
    grants,
  });
  async function carry(
    blocks: readonly EarlierGrantBlock[],
    over: (own: Ports) => Partial<Ports> = () => ({}),
    mayGoOn?: () => boolean,
  ) {
    const left = new Map(blocks.map((one) => [one.id, one]));
    const limits: number[] = [];
    const carried = await bench.run((own) =>
      carryOverGrants(
        {
          ...own,
          earlierGrants: {
            open: async (limit) => {
              limits.push(limit);
              return [...left.values()].slice(0, limit);
            },
            forget: async ({ id }) => void left.delete(id),
          },
          ...over(own),
        },
        mayGoOn,
      ),
    );
    return { carried, left: [...left.keys()], limits };
  }

  test('are carried over as they were, with their request', async () => {
    await storeAsk(
      bench,
      approvedAsk(bench, {
        subjects: [bench.person(PRIYA), bench.person(GRACE)],
        changes: [{ verb: 'add', entitlement: bench.group('frontend') }],
      }),
    );
    const one = granted(PRIYA, { unproved: true });
    const over = { state: 'ended', why: 'expired', at: 1 } as const;
    const done = await carry([blockOf('r1:7', [one, granted(GRACE, { status: over })])]);
    expect(done).toMatchObject({ carried: 1, left: [] });
    expect(await grantsOf(PRIYA)).toEqual([
      {
        requestId: 'r1',
        block: 7,
        issueKey: 'WEB-1',
        size: 2,
        grantedAt: one.grantedAt,
        endsAt: one.endsAt,
        unproved: true,
      },
    ]);
    expect(await grantsOf(GRACE)).toBeUndefined();
  });

  test('also of a request that is gone, or can’t be read', async () => {
    await carry([blockOf('gone:0', [granted(PRIYA)])]);
    expect(await grantsOf(PRIYA)).toMatchObject([{ requestId: 'gone', issueKey: '', size: 1 }]);
    expect((await grantsOf(PRIYA))?.[0]).not.toHaveProperty('unproved');
  });

  test('not what was carried over beside this sweep, and is over since', async () => {
    const ended = { ...grant({ requestId: 'r1', block: 0 }), why: 'expired', endedAt: 5 } as const;
    await seed(heldBy(PRIYA, { grants: [], ended: [ended], work: { state: 'over' } }));
    expect(await carry([blockOf('r1:0', [granted(PRIYA)])])).toMatchObject({ left: [] });
    expect(await grantsOf(PRIYA)).toEqual([]);
  });

  test('what can’t be written, or read, stays until an admin has seen to it, and keeps no other', async () => {
    const mine = blockOf('r1:0', [granted(PRIYA)]);
    const others = blockOf('r2:0', [granted(GRACE)]);
    const refusingPriya = ({ commit }: Ports): Partial<Ports> => ({
      commit: async (writes) => {
        if (writes.holdings?.some(({ subject }) => subject.displayName === PRIYA)) {
          throw new PlatformFailure('NO', 'no', false);
        }
        return commit(writes);
      },
    });
    expect(await carry([mine, others], refusingPriya)).toMatchObject({
      carried: 1,
      left: ['r1:0'],
    });
    await seed(heldBy('Rin Takahashi'));
    poison(bench.platform, 'holding', holdingKey(holdingId(heldBy('Rin Takahashi'))));
    const unreadable = blockOf('r3:0', [granted('Rin Takahashi')]);
    expect(await carry([unreadable])).toMatchObject({ carried: 0, left: ['r3:0'] });
  });

  test('twenty in a sweep, behind those that stay', async () => {
    const many = Array.from({ length: 45 }, (_, place) => blockOf(`r${place}:0`, []));
    const { carried, left, limits } = await carry(many);
    expect([carried, left.length, limits]).toEqual([20, 25, [20, 40]]);
    const failing = ({ holdings }: Ports): Partial<Ports> => {
      let calls = 0;
      return {
        holdings: {
          ...holdings,
          getMany: async (of) => {
            calls += 1;
            if (calls <= 20) throw new TypeError('Not so.');
            return holdings.getMany(of);
          },
        },
      };
    };
    const behind = await carry(many, failing);
    expect([behind.carried, behind.limits]).toEqual([20, [20, 40, 60]]);
  });

  test.each<[string, object, number]>([
    ['that end before the next sweeps can see to it', { endsAt: 0 }, 30],
    ['that end later', {}, 20],
    ['that have no end', { endsAt: undefined }, 20],
    ['that have ended', { endsAt: 0, status: { state: 'ended', why: 'expired', at: 1 } }, 20],
  ])('and all %s', async (_, over, expected) => {
    const many = Array.from({ length: 30 }, (__, place) =>
      blockOf(`r${place}:0`, [granted(PRIYA, over)]),
    );
    expect((await carry(many)).carried).toBe(expected);
  });

  test('as long as there is time', async () => {
    const { carried, limits } = await carry([blockOf('r1:0', [])], undefined, () => false);
    expect([carried, limits]).toEqual([0, []]);
  });
});

describe('overdue access', () => {
  const late = (by: number, over: Partial<Holding> = {}): Partial<Holding> => {
    const endsAt = bench.now() - by;
    return { grants: [grant({ endsAt })], work: { state: 'runs', dueAt: endsAt }, ...over };
  };
  const list = (over: (own: Ports) => Partial<Ports> = () => ({})) =>
    bench.run(async (own) => (await listOverdue({ ...own, ...over(own) })).overdue);

  test('is listed, the longest overdue first, whoever is at it', async () => {
    await seed(heldBy(PRIYA, late(HOUR)));
    await seed(
      heldBy(GRACE, {
        ...late(2 * HOUR),
        work: { state: 'stuck', cause: 'siteRefused', tries: 1, nextTryAt: bench.now() + DAY },
      }),
    );
    await seed(
      heldBy('Rin Takahashi', {
        ...late(3 * HOUR),
        work: { state: 'settling', until: bench.now() + HOUR, sent: true, tries: 0 },
      }),
    );
    await seed(heldBy('Mei Lin', late(9 * MINUTE)));
    await seed(heldBy('Omar Farouk', late(-HOUR)));
    const { items, more } = await list();
    expect(items.map(({ subject }) => subject.displayName)).toEqual([
      'Rin Takahashi',
      GRACE,
      PRIYA,
    ]);
    expect(more).toBe(false);
  });

  test.each([
    [100, false],
    [101, true],
  ])('as much as is shown, and that there is more: of %s', async (count, more) => {
    const one = heldBy(PRIYA, late(HOUR));
    const many = ({ holdings }: Ports): Partial<Ports> => ({
      holdings: {
        ...holdings,
        due: async (state) => (state === 'stuck' ? Array<Holding>(count).fill(one) : []),
      },
    });
    const listed = await list(many);
    expect([listed.items.length, listed.more]).toEqual([100, more]);
  });

  const asked = (): Asked => ({
    subjects: [bench.person(PRIYA), bench.person(GRACE)],
    changes: [{ verb: 'add', entitlement: bench.group('frontend') }],
  });
  const find = (over: object = {}, own: (ports: Ports) => Partial<Ports> = () => ({})) =>
    bench.run(async (ports) => {
      const approvedAt = bench.now() - 2 * DAY;
      const term = { kind: 'days', days: 1 } as const;
      const request = {
        ...approvedAsk(bench, asked(), { approvedAt, term }),
        state: 'completed',
        progress: {},
        ...over,
      };
      return (await findStandingOf({ ...ports, ...own(ports) }, request as never)).late;
    });
  const none = ({ holdings }: Ports): Partial<Ports> => ({
    holdings: { ...holdings, getMany: () => Promise.reject(new TypeError('Not so.')) },
  });

  test('of a request, the longest', async () => {
    await seed(heldBy(PRIYA, late(HOUR)));
    await seed(heldBy(GRACE, late(DAY)));
    expect((await find())?.holding.subject.displayName).toBe(GRACE);
  });

  test('not of another one, and not what is in time', async () => {
    await seed(heldBy(PRIYA, { ...late(HOUR), grants: [grant({ requestId: 'r2', endsAt: 1 })] }));
    await seed(heldBy(GRACE, late(9 * MINUTE)));
    expect(await find()).toBeUndefined();
  });

  test('also what is missing, of what stays', async () => {
    const since = bench.now() - HOUR;
    const work = { state: 'stuck', cause: 'siteRefused', tries: 1, nextTryAt: since } as const;
    const grants = [grant({ endsAt: undefined })];
    await seed(heldBy(PRIYA, { grants, work, missingSince: since }));
    expect(await find({ term: { kind: 'permanent' } })).toMatchObject({ about: 'missing', since });
  });

  test('costs nothing before it was carried out', async () => {
    const approvedAt = bench.now() - 2 * DAY;
    const request = approvedAsk(bench, asked(), { approvedAt, term: { kind: 'days', days: 1 } });
    const found = bench.run((ports) => findStandingOf({ ...ports, ...none(ports) }, request));
    expect(await found).toEqual({ late: undefined, access: undefined });
  });

  test('looks at a few of each group or role that it gave', async () => {
    const names = bench.platform.atlassian.directory
      .people()
      .slice(0, 40)
      .map(({ accountId, displayName }) => ({ kind: 'person' as const, accountId, displayName }));
    const all = names.map((_, place) => place);
    const change = (verb: 'add' | 'remove', name: string) => ({
      verb,
      entitlement: bench.group(name),
      subjects: all,
    });
    const counts: number[] = [];
    const counting = ({ holdings }: Ports): Partial<Ports> => ({
      holdings: {
        ...holdings,
        getMany: (of) => {
          counts.push(of.length);
          return holdings.getMany(of);
        },
      },
    });
    const of = (...changes: object[]) => find({ ask: { subjects: names, changes } }, counting);
    await of(change('add', 'frontend'));
    await of(change('add', 'frontend'), change('add', 'qa'));
    await of(change('add', 'frontend'), change('remove', 'qa'));
    await of(change('remove', 'qa'));
    expect(counts).toEqual([25, 24, 25]);
  });
});
