import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Holding, holdingId } from '../../src/domain/holding/holding';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import type { Ports } from '../../src/entry/compose';
import { allowanceOf } from '../../src/operations/effects/allowance';
import { lookForGone } from '../../src/operations/ends/look-for-gone';
import { scheduleEnds } from '../../src/operations/ends/schedule-ends';
import { tellOfLate } from '../../src/operations/ends/tell-of-late';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { SiteFailure } from '../../src/ports/site-failure';
import { type Operations, openOperations } from '../support/open-operations';
import { grant, holding } from '../support/samples';

let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const PRIYA = 'Priya Raman';
const GRACE = 'Grace Kim';
const RIN = 'Rin Takahashi';
const site = () => bench.platform.atlassian.directory;

type Over = Partial<Holding> & { readonly endsAt?: number; readonly grantedAt?: number };

/** In `frontend` since three hours, for a day more; on the site or not. */
async function seed(name: string, isThere: boolean, over: Over = {}): Promise<Holding> {
  const { endsAt = bench.now() + DAY, grantedAt = bench.now() - 3 * HOUR, ...more } = over;
  const held = holding([grant({ grantedAt, endsAt })], {
    connectionId: bench.connection.id,
    entitlement: bench.group('frontend'),
    subject: bench.person(name),
    ...more,
  });
  const { entitlement, subject } = held;
  if (isThere && entitlement.kind === 'group' && subject.kind === 'person') {
    site().addMember(entitlement.groupId, subject.accountId);
  }
  await bench.run(async ({ commit }) =>
    expect(await commit({ holdings: [held] })).toBe('committed'),
  );
  return held;
}
const read = (one: Holding) =>
  bench.run(async ({ holdings }) => (await holdings.getMany([one])).found.get(holdingId(one)));
const isOver = async (one: Holding) => (await read(one))?.work.state === 'over';
type Site = ReturnType<Ports['siteOf']>;
const withDirectory =
  (over: (own: Site['directory']) => Partial<Site['directory']>) =>
  ({ siteOf }: Ports): Partial<Ports> => ({
    siteOf: (id) => {
      const own = siteOf(id);
      return { ...own, directory: { ...own.directory, ...over(own.directory) } };
    },
  });

describe('what somebody else has taken away', () => {
  const look = (
    over: (own: Ports) => Partial<Ports> = () => ({}),
    allowance?: (own: Ports) => Parameters<typeof lookForGone>[1],
  ) =>
    bench.run((own) =>
      lookForGone(
        { ...own, ...over(own) },
        allowance?.(own) ?? allowanceOf(bench.now() + 4 * MINUTE, 5, own.callsMade),
      ),
    );
  const round = () => bench.run(({ goneSearch }) => goneSearch.current());

  test('is over, and what is there goes on', async () => {
    const [gone, there] = [await seed(PRIYA, false), await seed(GRACE, true)];
    const before = bench.now();
    expect(await look()).toBe(1);
    expect(await read(gone)).toMatchObject({
      grants: [],
      ended: [{ requestId: 'r1', why: 'goneByHand' }],
    });
    expect(await isOver(there)).toBe(false);
    expect(await round()).toMatchObject({ isOver: true });
    expect((await round())?.beganAt).toBeGreaterThanOrEqual(before);
    expect(bench.sent).toEqual([]);
  });

  test.each<[string, () => Over]>([
    ['that was given a moment ago', () => ({ grantedAt: bench.now() - HOUR + 10_000 })],
    ['that ends soon', () => ({ endsAt: bench.now() + 20 * MINUTE })],
  ])('%s is not looked at', async (_, over) => {
    const one = await seed(PRIYA, false, over());
    expect(await look()).toBe(0);
    expect(await isOver(one)).toBe(false);
  });

  test('to the moment: twenty minutes before its end it is left, and an hour after it was given not', async () => {
    const at = bench.now() + MINUTE;
    const still = ({ clock }: Ports): Partial<Ports> => ({ clock: { ...clock, now: () => at } });
    const soon = await seed(PRIYA, false, { endsAt: at + 20 * MINUTE });
    const later = await seed(GRACE, false, { endsAt: at + 20 * MINUTE + 1 });
    const young = await seed(RIN, false, { grantedAt: at - HOUR + 1 });
    const old = await seed('Mei Lin', false, { grantedAt: at - HOUR });
    expect(await look(still)).toBe(2);
    const over = [await isOver(soon), await isOver(later), await isOver(young), await isOver(old)];
    expect(over).toEqual([false, true, false, true]);
  });

  test('that was given once more a moment ago is not looked at', async () => {
    const [old, young] = [bench.now() - 3 * HOUR, bench.now() - MINUTE];
    const grants = [old, young].map((grantedAt, place) =>
      grant({ requestId: `r${place}`, grantedAt, endsAt: bench.now() + DAY }),
    );
    const one = await seed(PRIYA, false, { grants });
    expect(await look()).toBe(0);
    expect(await isOver(one)).toBe(false);
  });

  test.each<[string, () => Over]>([
    ['that was given an hour ago', () => ({ grantedAt: bench.now() - HOUR })],
    ['that ends after the next looks', () => ({ endsAt: bench.now() + 21 * MINUTE })],
  ])('%s is', async (_, over) => {
    await seed(PRIYA, false, over());
    expect(await look()).toBe(1);
  });

  test('from somebody who is not there at all, or of what is not, is left to its end', async () => {
    const one = await seed(PRIYA, false, {
      subject: { kind: 'person', accountId: 'nobody', displayName: 'Nobody' },
    });
    const other = await seed(PRIYA, false, {
      entitlement: { kind: 'group', groupId: 'no-such-group', name: 'gone' },
    });
    expect(await look()).toBe(0);
    expect([await isOver(one), await isOver(other)]).toEqual([false, false]);
  });

  test('of a role, by a group too', async () => {
    const viewers = bench.role('WEB', 'Viewers');
    const gone = await seed(PRIYA, false, { entitlement: viewers, subject: bench.team('qa') });
    const there = await seed(PRIYA, false, {
      entitlement: viewers,
      subject: bench.team('marketing'),
    });
    const noGroup = await seed(PRIYA, false, {
      entitlement: viewers,
      subject: { kind: 'group', groupId: 'gone', displayName: 'gone' },
    });
    expect(await look()).toBe(1);
    expect([await isOver(gone), await isOver(there), await isOver(noGroup)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('is asked about once more by itself: one list that leaves somebody out ends nothing', async () => {
    const one = await seed(PRIYA, true);
    const nobody = withDirectory(() => ({
      holders: async (entitlements) =>
        new Map(
          entitlements.map((of) => [
            of.kind === 'group' ? `group:${of.groupId}` : '',
            new Set<string>(),
          ]),
        ),
    }));
    expect(await look(nobody)).toBe(0);
    expect(await isOver(one)).toBe(false);
  });

  test('is looked for twice a day', async () => {
    await look();
    const first = (await round())?.beganAt ?? 0;
    await seed(PRIYA, false);
    expect(await look()).toBe(0);
    await bench.platform.clock.advance(first + 12 * HOUR - bench.now() - 1_000);
    expect(await look()).toBe(0);
    await bench.platform.clock.advance(2_000);
    expect(await look()).toBe(1);
  });

  test('a round that is still to begin, as time was set back, is none', async () => {
    const beganAt = bench.now() + DAY;
    await bench.run(({ goneSearch }) => goneSearch.keep({ beganAt, isOver: true }));
    await seed(PRIYA, false);
    expect(await look()).toBe(1);
  });

  test('without a connection nothing is looked at, nor a round begun', async () => {
    await bench.run(({ commit }) => commit({ connection: { removed: bench.connection } }));
    await seed(PRIYA, false);
    expect(await look()).toBe(0);
    expect(await round()).toBeUndefined();
  });

  test('what is of another site is not asked of this one', async () => {
    const other = await seed(PRIYA, false, { connectionId: 'another' });
    expect(await look()).toBe(0);
    expect(await isOver(other)).toBe(false);
  });

  test('where one group can’t be looked at, the others are, each by itself', async () => {
    const faulty = bench.group('qa');
    const one = await seed(PRIYA, false, { entitlement: faulty });
    const other = await seed(PRIYA, false);
    const failing = withDirectory((own) => ({
      holders: (entitlements, ...more) => {
        const isFaulty = entitlements.some(
          (of) => of.kind === 'group' && of.groupId === faulty.groupId,
        );
        if (isFaulty) return Promise.reject(new SiteFailure('forbidden', 'no', false));
        return own.holders(entitlements, ...more);
      },
    }));
    expect(await look(failing)).toBe(1);
    expect([await isOver(one), await isOver(other)]).toEqual([false, true]);
    expect(await round()).toMatchObject({ isOver: true });
  });

  test('while the site is down, the round goes on where it was', async () => {
    const one = await seed(PRIYA, false);
    const end = bench.answer(/./, 503);
    expect(await look()).toBe(0);
    expect(await round()).toMatchObject({ isOver: false });
    end();
    expect(await look()).toBe(1);
    expect(await isOver(one)).toBe(true);
  });

  test('a fault of the app is none of the site', async () => {
    await seed(PRIYA, false);
    const faulty = withDirectory(() => ({
      holders: () => Promise.reject(new TypeError('Not so.')),
    }));
    await expect(look(faulty)).rejects.toThrow('Not so.');
    // Written first: it goes on behind what it died of.
    expect(await round()).toMatchObject({ isOver: true });
  });

  test('with no calls left, nothing is looked at', async () => {
    await seed(PRIYA, false);
    expect(await look(undefined, () => ({ deadline: 0, calls: 9, pauseUntil: 0 }))).toBe(0);
    expect(await round()).toBeUndefined();
  });

  describe('page by page', () => {
    const pages =
      (cursors: readonly (string | undefined)[], asked: (string | undefined)[] = []) =>
      ({ holdings }: Ports): Partial<Ports> => ({
        holdings: {
          ...holdings,
          running: async (cursor) => {
            asked.push(cursor);
            return { ...(await holdings.running(undefined)), cursor: cursors[asked.length - 1] };
          },
        },
      });

    test('to the end', async () => {
      const asked: (string | undefined)[] = [];
      await look(pages(['a', 'b', undefined], asked));
      expect(asked).toEqual([undefined, 'a', 'b']);
      expect(await round()).toMatchObject({ isOver: true });
    });

    test('but no more than twenty in a sweep; the next goes on from there', async () => {
      const asked: (string | undefined)[] = [];
      await look(pages(Array(30).fill('more'), asked));
      expect(asked).toHaveLength(20);
      expect(await round()).toMatchObject({ isOver: false, cursor: 'more' });
      const then: (string | undefined)[] = [];
      await look(pages([undefined], then));
      expect(then).toEqual(['more']);
    });

    test('and no more than sixty calls in a sweep', async () => {
      const asked: (string | undefined)[] = [];
      let calls = 500;
      const counted = ({ holdings }: Ports): Partial<Ports> => ({
        holdings: {
          ...holdings,
          running: async (cursor) => {
            asked.push(cursor);
            calls -= 30;
            return { holdings: [], cursor: 'more' };
          },
        },
      });
      await look(counted, () => ({
        deadline: bench.now() + HOUR,
        get calls() {
          return calls;
        },
        pauseUntil: 0,
      }));
      expect(asked).toHaveLength(2);
    });

    test.each([
      ['that the store no longer takes begins the round anew', false, 1],
      ['that the store does not take for now is tried later', true, undefined],
    ])('a cursor %s', async (_, retryable, expected) => {
      await seed(PRIYA, false);
      const kept = { beganAt: bench.now() - HOUR, isOver: false, cursor: 'old' };
      await bench.run(({ goneSearch }) => goneSearch.keep(kept));
      const refusing = ({ holdings }: Ports): Partial<Ports> => ({
        holdings: {
          ...holdings,
          running: async (cursor) => {
            if (cursor !== undefined) throw new PlatformFailure('NO', 'Not this', retryable);
            return holdings.running(cursor);
          },
        },
      });
      if (expected === undefined) await expect(look(refusing)).rejects.toThrow('Not this');
      else expect(await look(refusing)).toBe(expected);
    });

    test('without one, that the store fails is told', async () => {
      const running = () => Promise.reject(new PlatformFailure('NO', 'Not now', false));
      await expect(
        look(({ holdings }) => ({ holdings: { ...holdings, running } })),
      ).rejects.toThrow('Not now');
    });
  });
});

describe('what is overdue, and nobody has come to', () => {
  const tell = (over: (own: Ports) => Partial<Ports> = () => ({})) =>
    bench.run((own) => tellOfLate({ ...own, ...over(own) }));
  const late = (by = HOUR): Over => ({
    endsAt: bench.now() - by,
    grantedAt: bench.now() - by - HOUR,
  });
  /** The sweep before this one. */
  const sweptBefore = async (ago = 5 * MINUTE) =>
    bench.run(({ sweepCursors }) => sweepCursors.write('tellOfLate', String(bench.now() - ago)));
  const told = () => bench.pushed.map(({ item }) => ('whom' in item ? item.whom : item.kind));

  test('is told once, to the approver and to admins', async () => {
    const one = await seed(PRIYA, true, late());
    await sweptBefore();
    expect(await tell()).toBe(1);
    expect(told()).toEqual(['approver', 'notifyAdmins']);
    const after = await read(one);
    expect(after?.told?.approver).toBeGreaterThan(0);
    expect(after?.work).toEqual(one.work);
    await sweptBefore();
    expect(await tell()).toBe(0);
    expect(told()).toHaveLength(2);
  });

  test.each<[string, () => Partial<Holding>, number]>([
    [
      'also what is stuck',
      () => ({
        work: { state: 'stuck', cause: 'siteRefused', tries: 1, nextTryAt: bench.now() - HOUR },
      }),
      1,
    ],
    [
      'not what is tried again later',
      () => ({
        work: { state: 'stuck', cause: 'siteRefused', tries: 1, nextTryAt: bench.now() + 1e5 },
      }),
      0,
    ],
    [
      'and what is in a pass that is made again and again',
      () => ({
        work: { state: 'settling', until: bench.now() + 2 * MINUTE, sent: true, tries: 0 },
      }),
      1,
    ],
    [
      'not what somebody has longer than any pass',
      () => ({ work: { state: 'settling', until: bench.now() + HOUR, sent: true, tries: 0 } }),
      0,
    ],
  ])('%s', async (_, over, expected) => {
    await seed(PRIYA, true, { ...late(), ...over() });
    await sweptBefore();
    expect(await tell()).toBe(expected);
  });

  test('2,300 at once, of every kind, told in a dozen sweeps, and of every kind in each that has any left', async () => {
    const group = bench.group('frontend');
    const kinds: readonly [string, number, () => Partial<Holding>][] = [
      ['runs', 2_000, () => ({})],
      [
        'stuck',
        200,
        () => ({
          work: { state: 'stuck', cause: 'siteRefused', tries: 1, nextTryAt: bench.now() - HOUR },
        }),
      ],
      [
        'settling',
        100,
        () => ({
          work: { state: 'settling', until: bench.now() + 2 * MINUTE, sent: true, tries: 0 },
        }),
      ],
    ];
    const all = kinds.flatMap(([kind, count, over]) =>
      Array.from({ length: count }, (_, place) => {
        const end = bench.now() - HOUR - place;
        return holding([grant({ grantedAt: end - HOUR, endsAt: end })], {
          connectionId: bench.connection.id,
          entitlement: group,
          subject: { kind: 'person', accountId: `${kind}-${place}`, displayName: kind },
          ...over(),
        });
      }),
    );
    await bench.run(async ({ commit }) => {
      for (let from = 0; from < all.length; from += 25) {
        await commit({ holdings: all.slice(from, from + 25) });
      }
    });
    const untold = () =>
      bench.run(async ({ holdings }) => {
        const { found } = await holdings.getMany(all);
        return [...found.values()].filter((one) => one.told === undefined);
      });
    const countsOf = (some: readonly Holding[]) =>
      kinds.map(([kind]) => some.filter(({ subject }) => subject.displayName === kind).length);
    let before = countsOf(await untold());
    await sweptBefore(0);
    for (let sweep = 1; sweep <= 12; sweep += 1) {
      await bench.platform.clock.advance(5 * MINUTE);
      await tell();
      await bench.platform.clock.advance(MINUTE);
      const left = countsOf(await untold());
      expect([
        sweep,
        left.map((count, kind) => before[kind] === 0 || count < (before[kind] ?? 0)),
      ]).toEqual([sweep, kinds.map(() => true)]);
      before = left;
    }
    expect(before).toEqual([0, 0, 0]);
    // Admins are told once, however much it is.
    expect(told().filter((whom) => whom === 'notifyAdmins').length).toBeLessThanOrEqual(2);
  }, 120_000);

  test('not what is in a pass that is in time', async () => {
    await seed(PRIYA, true, {
      ...late(2 * MINUTE),
      work: { state: 'settling', until: bench.now() + MINUTE, sent: true, tries: 0 },
    });
    await sweptBefore();
    expect(await tell()).toBe(0);
  });

  test('by a sweep that comes four minutes after another, to the moment, and by none before', async () => {
    const kept = () => bench.run(({ sweepCursors }) => sweepCursors.read('tellOfLate'));
    const first = bench.now();
    await sweptBefore(0);
    const at = (now: number) =>
      tell(({ clock }) => ({ clock: { ...clock, now: () => now } })).then(kept);
    expect(await at(first + 4 * MINUTE - 1)).toBe(String(first));
    expect(await at(first + 4 * MINUTE)).toBe(String(first + 4 * MINUTE));
  });

  test('not before the sweep that comes after the one that could end it', async () => {
    await seed(PRIYA, true, late());
    expect(await tell()).toBe(0);
    await bench.platform.clock.advance(3 * MINUTE);
    // Of two sweeps at once, the second is no later one.
    expect(await tell()).toBe(0);
    await bench.platform.clock.advance(2 * MINUTE);
    expect(await tell()).toBe(1);
  });

  test.each([
    ['that makes no sense', 'nonsense'],
    ['that is still to come, as time was set back', String(4e12)],
  ])('a sweep before %s is none', async (_, kept) => {
    await seed(PRIYA, true, late());
    await bench.run(({ sweepCursors }) => sweepCursors.write('tellOfLate', kept));
    expect(await tell()).toBe(0);
    await bench.platform.clock.advance(5 * MINUTE);
    expect(await tell()).toBe(1);
  });

  test('but for what others have written meanwhile, or the store does not take', async () => {
    await seed(PRIYA, true, late());
    await seed(GRACE, true, late());
    await seed(RIN, true, late());
    await sweptBefore();
    const racing = ({ commit }: Ports): Partial<Ports> => ({
      commit: async (writes) => {
        const names = writes.holdings?.map(({ subject }) => subject.displayName) ?? [];
        if (names.includes(PRIYA)) return 'conflict';
        if (names.includes(GRACE)) throw new PlatformFailure('NO', 'no', false);
        return commit(writes);
      },
    });
    expect(await tell(racing)).toBe(1);
    const { asides } = await bench.run((own) => own.asides.list(undefined));
    expect(asides).toHaveLength(1);
  });

  test('what was told already keeps nothing behind it from its turn', async () => {
    const one = await seed(PRIYA, true, late());
    await sweptBefore();
    const limits: number[] = [];
    const full = ({ holdings }: Ports): Partial<Ports> => ({
      holdings: {
        ...holdings,
        due: async (state, _until, limit) => {
          if (state !== 'runs') return [];
          limits.push(limit);
          const told = { audit: bench.now(), approver: bench.now(), workItem: bench.now() };
          const others = Array(limit < 8_000 ? limit : 10).fill({ ...one, told });
          return limit < 8_000 ? others : [...others, one];
        },
      },
    });
    expect(await tell(full)).toBe(1);
    expect(limits).toEqual([2_000, 4_000, 8_000]);
  });

  test('and no more is looked for once there is as much to tell as a sweep tells', async () => {
    const one = await seed(PRIYA, true, late());
    await sweptBefore();
    const limits: number[] = [];
    const enough = ({ holdings, commit }: Ports): Partial<Ports> => ({
      holdings: {
        ...holdings,
        due: async (state, _until, limit) => {
          if (state !== 'runs') return [];
          limits.push(limit);
          const told = { audit: bench.now(), approver: bench.now(), workItem: bench.now() };
          const person = (place: number) =>
            ({ kind: 'person', accountId: `p-${place}`, displayName: 'P' }) as const;
          const untold = Array.from({ length: 200 }, (_, at) => ({ ...one, subject: person(at) }));
          return [...untold, ...Array(limit - 200).fill({ ...one, told })];
        },
      },
      commit: async (writes) => (writes.holdings === undefined ? commit(writes) : 'conflict'),
    });
    await tell(enough);
    expect(limits).toEqual([2_000]);
  });

  test('up to as many as a site has in minutes', async () => {
    const one = await seed(PRIYA, true, late());
    await sweptBefore();
    const limits: number[] = [];
    const endless = ({ holdings }: Ports): Partial<Ports> => ({
      holdings: {
        ...holdings,
        due: async (state, _until, limit) => {
          if (state !== 'runs') return [];
          limits.push(limit);
          const told = { audit: bench.now(), approver: bench.now(), workItem: bench.now() };
          return Array(limit).fill({ ...one, told });
        },
      },
    });
    expect(await tell(endless)).toBe(0);
    expect(limits.at(-1)).toBe(32_000);
  });
});

describe('an event is promised', () => {
  const schedule = () => bench.run((own) => scheduleEnds(own));

  test('for each slot in which something ends, as far ahead as events wait', async () => {
    expect(await schedule()).toBe(0);
    const at = Math.ceil(bench.now() / 20_000) * 20_000 + 40_000;
    await seed(PRIYA, true, { endsAt: at });
    await seed(GRACE, true, { endsAt: at - 1 });
    await seed(RIN, true, { endsAt: at + 60_000 });
    await seed('Mei Lin', true, { endsAt: bench.now() + 2 * HOUR });
    expect(await schedule()).toBe(2);
    expect(bench.pushed.map(({ item }) => item)).toEqual(Array(2).fill({ kind: 'endDue' }));
  });

  test.each(['runs', 'settling', 'stuck'] as const)(
    'for what is due already, once: %s',
    async (state) => {
      const due = bench.now() - MINUTE;
      const work = {
        runs: { state: 'runs', dueAt: due },
        settling: { state: 'settling', until: due, sent: true, tries: 0 },
        stuck: { state: 'stuck', cause: 'siteRefused', tries: 1, nextTryAt: due },
      } as const;
      await seed(PRIYA, true, { endsAt: due, work: work[state] });
      await seed(GRACE, true, { endsAt: due, work: work[state] });
      expect(await schedule()).toBe(1);
      expect(bench.pushed).toHaveLength(1);
    },
  );

  test('and for what is tried again', async () => {
    const nextTryAt = bench.now() + 5 * MINUTE;
    const work = { state: 'stuck', cause: 'siteRefused', tries: 1, nextTryAt } as const;
    await seed(PRIYA, true, { endsAt: bench.now() - MINUTE, work });
    expect(await schedule()).toBe(1);
  });
});
