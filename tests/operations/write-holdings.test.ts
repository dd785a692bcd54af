import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { randomIds } from '../../src/adapters/forge/random-ids';
import { asides } from '../../src/adapters/storage/asides';
import { commit } from '../../src/adapters/storage/commit';
import { holdingStore } from '../../src/adapters/storage/holding-store';
import { holdingKey } from '../../src/adapters/storage/keys';
import type { HoldingChange } from '../../src/domain/holding/change-holding';
import { type Holding, holdingId } from '../../src/domain/holding/holding';
import { DAY } from '../../src/domain/lib/time';
import { changeHoldings } from '../../src/operations/holding/change-holdings';
import { endGoneHoldings, withdrawHoldings } from '../../src/operations/holding/end-holdings';
import { giveHoldings } from '../../src/operations/holding/give-holdings';
import { recordsOf, writeHoldings } from '../../src/operations/holding/write-holdings';
import type { Commit } from '../../src/ports/commit';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { poison } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, grant, holding, subject } from '../support/samples';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const clock = { now: () => platform.clock.now(), sleep: async () => {} };
const ports = (write: Commit = commit) => ({
  commit: write,
  holdings: holdingStore,
  asides,
  clock,
  ids: randomIds,
});

const heldBy = (name: string, over: Partial<Holding> = {}): Holding =>
  holding([grant()], { subject: subject(name), ...over });
/** A holding that is written, of which the audit of a request says that its grant is over. */
const changeOf = (name: string, requestId = 'r1', revision = 1): HoldingChange => ({
  holding: heldBy(name, { revision }),
  facts: [{ of: { requestId, issueKey: 'WEB-1' }, fact: { kind: 'request.timedOut' } }],
});
const changesOf = (count: number, requestOf: (place: number) => string) =>
  Array.from({ length: count }, (_, place) => changeOf(`p${place}`, requestOf(place)));
const namesOf = (changes: readonly HoldingChange[]) =>
  changes.map((one) => one.holding.subject.displayName);
const stored = (...names: string[]) =>
  inForge(async () => {
    const { found } = await holdingStore.getMany(names.map((name) => heldBy(name)));
    return [...found.values()].map((one) => one.subject.displayName);
  });

/** The store as it is, but for what names one of these. */
const failingFor =
  (failures: Readonly<Record<string, boolean>>): Commit =>
  async (writes) => {
    for (const { subject: whose } of writes.holdings ?? []) {
      const retryable = failures[whose.displayName];
      if (retryable !== undefined) throw new PlatformFailure('NO', 'Not this one', retryable);
    }
    return commit(writes);
  };
const write = (changes: readonly HoldingChange[], how?: Commit) =>
  inForge(() => writeHoldings(ports(how), changes));

describe('holdings are written', () => {
  test.each([
    ['23 of one request', 23, () => 'r1', 1],
    ['24 of one request', 24, () => 'r1', 2],
    ['46 of one request', 46, () => 'r1', 2],
    ['120 of one request', 120, () => 'r1', 6],
    ['12 of as many requests', 12, (place: number) => `r${place}`, 1],
    ['13 of as many requests', 13, (place: number) => `r${place}`, 2],
    ['none', 0, () => 'r1', 0],
  ])('as many together as one transaction takes: %s', async (_, count, requestOf, transactions) => {
    let calls = 0;
    const counting: Commit = (writes) => {
      calls += 1;
      return commit(writes);
    };
    const changes = changesOf(count, requestOf);
    expect(await write(changes, counting)).toEqual({ conflicts: [], refused: [], busy: [] });
    expect(calls).toBe(transactions);
    expect(await stored(...namesOf(changes))).toEqual(namesOf(changes));
  });

  test('without those that others have written since', async () => {
    await inForge(() => commit({ holdings: [heldBy('B')] }));
    const { conflicts, ...others } = await write([changeOf('A'), changeOf('B'), changeOf('C')]);
    expect(namesOf(conflicts)).toEqual(['B']);
    expect(others).toEqual({ refused: [], busy: [] });
    expect(await stored('A', 'C')).toEqual(['A', 'C']);
  });

  test('without those that the store does not take, now or ever', async () => {
    const changes = [changeOf('A'), changeOf('B'), changeOf('C')];
    const notWritten = await write(changes, failingFor({ A: true, C: false }));
    expect(namesOf(notWritten.busy)).toEqual(['A']);
    expect(namesOf(notWritten.refused)).toEqual(['C']);
    expect(notWritten.conflicts).toEqual([]);
    expect(await stored('A', 'B', 'C')).toEqual(['B']);
  });

  test.each([
    ['none for now', ['A', 'B'], { A: true, B: true }, true],
    ['its only one for now', ['A'], { A: true }, true],
    ['none ever', ['A', 'B'], { A: false, B: false }, false],
  ])(
    'and where the store takes %s, it fails or they are refused',
    async (_, names, failures, fails) => {
      const changes = names.map((name) => changeOf(name));
      const written = write(changes, failingFor(failures));
      if (fails) await expect(written).rejects.toMatchObject({ code: 'NO', retryable: true });
      else expect(namesOf((await written).refused)).toEqual(names);
    },
  );

  test('but a fault of the app is none of the store', async () => {
    const faulty = () => Promise.reject(new TypeError('Not so.'));
    await expect(write([changeOf('A')], faulty)).rejects.toThrow('Not so.');
  });
});

test('the audit has one record for each request, with all that is said of it', () => {
  const facts = [changeOf('A', 'r1'), changeOf('B', 'r2'), changeOf('C', 'r1')];
  const said = facts.flatMap((one) => one.facts);
  const without = { of: { requestId: 'r3', issueKey: '' }, fact: { kind: 'request.timedOut' } };
  const records = recordsOf({ ids: randomIds, clock }, [...said, without as never]);
  expect(
    records.map(({ requestId, issueKey, events }) => [requestId, issueKey, events.length]),
  ).toEqual([
    ['r1', 'WEB-1', 2],
    ['r2', 'WEB-1', 1],
    ['r3', undefined, 1],
  ]);
});

describe('a holding is changed as it stands', () => {
  const items = (...names: string[]) => names.map((name) => ({ held: heldBy(name) }));
  const nothingKnown = { found: new Map<string, Holding>(), unreadable: new Set<string>() };
  const next = ({ held }: { readonly held: Holding }, current: Holding | undefined) =>
    changeOf(held.subject.displayName, 'r1', (current?.revision ?? 0) + 1);
  const change = (names: readonly string[], how?: Commit) =>
    inForge(() => changeHoldings(ports(how), items(...names), nothingKnown, next));

  test('by whoever was faster', async () => {
    await inForge(() => commit({ holdings: [heldBy('B')] }));
    const { written } = await change(['A', 'B']);
    expect(written.map((one) => [namesOf([one])[0], one.holding.revision])).toEqual([
      ['A', 1],
      ['B', 2],
    ]);
  });

  test.each([
    [5, true],
    [6, false],
  ])(
    'and where they are so %s times, it is done or left to be tried again',
    async (times, isDone) => {
      let left = times;
      const racing: Commit = async (writes) => {
        left -= 1;
        return left >= 0 ? 'conflict' : commit(writes);
      };
      const done = change(['A'], racing);
      if (isDone) expect(namesOf((await done).written)).toEqual(['A']);
      else await expect(done).rejects.toMatchObject({ code: 'HOLDINGS_BUSY', retryable: true });
    },
  );

  test('but for what can’t be read, which is left as it is', async () => {
    await inForge(() => commit({ holdings: [heldBy('B')] }));
    poison(platform, 'holding', holdingKey(holdingId(heldBy('B'))));
    const { written, unreadable } = await change(['A', 'B']);
    expect(namesOf(written)).toEqual(['A']);
    expect([...unreadable]).toEqual([holdingId(heldBy('B'))]);
  });

  test('but for what the store does not take, of which admins are told', async () => {
    const { written, refused } = await change(['A', 'B'], failingFor({ B: false }));
    expect(namesOf(written)).toEqual(['A']);
    expect([...refused]).toEqual([holdingId(heldBy('B'))]);
    const { asides: told } = await inForge(() => asides.list(undefined));
    expect(told.map(({ key }) => key)).toEqual([`holding:${holdingId(heldBy('B'))}`]);
  });
});

describe('what ends, and what is given', () => {
  const read = (name: string) =>
    inForge(async () =>
      (await holdingStore.getMany([heldBy(name)])).found.get(holdingId(heldBy(name))),
    );

  test('what was found gone ends, and only what was known', async () => {
    await inForge(() => commit({ holdings: [heldBy('A')] }));
    const ended = await inForge(() =>
      endGoneHoldings(ports(), [heldBy('A'), heldBy('B')], clock.now()),
    );
    expect(ended).toBe(1);
    expect(await read('A')).toMatchObject({ grants: [], ended: [{ why: 'goneByHand' }] });
    expect(await read('B')).toBeUndefined();
  });

  test('a step that gave nothing takes its own entry back, and no other', async () => {
    const others = grant({ requestId: 'r2' });
    const own = grant({ unproved: true, unconfirmed: true });
    await inForge(() => commit({ holdings: [holding([own, others], { subject: subject('A') })] }));
    const given = await inForge(() =>
      withdrawHoldings(ports(), [heldBy('A'), heldBy('B')], { requestId: 'r1', block: 0 }),
    );
    expect((await read('A'))?.grants).toEqual([others]);
    expect([await read('B'), given.size]).toEqual([undefined, 0]);
  });

  test('but not what is on record as given, in force or over: that is told', async () => {
    const [a, b] = [heldBy('A'), heldBy('B')];
    await inForge(() => commit({ holdings: [a, b] }));
    await inForge(() => endGoneHoldings(ports(), [b], clock.now()));
    const of = { requestId: 'r1', block: 0 };
    const given = await inForge(() => withdrawHoldings(ports(), [a, b], of));
    expect([...given.keys()]).toEqual([holdingId(a), holdingId(b)]);
    expect((await read('A'))?.grants).toEqual([grant()]);
  });

  test('what was found there is claimed, and looked for again where it is on record by now, or can’t be read', async () => {
    await inForge(() => commit({ holdings: [heldBy('A'), heldBy('C')] }));
    poison(platform, 'holding', holdingKey(holdingId(heldBy('C'))));
    const claim = grant({ requestId: 'r2', endsAt: AT + 9 * DAY });
    const given = ['A', 'B', 'C'].map(
      (name) => ({ held: heldBy(name), grant: claim, how: 'claimed', lookedAt: AT }) as const,
    );
    const { notGiven } = await inForge(() => giveHoldings(ports(), given));
    expect([...notGiven]).toEqual([holdingId(heldBy('A')), holdingId(heldBy('C'))]);
    expect(await read('B')).toMatchObject({ grants: [], claims: [claim], work: { state: 'over' } });
  });

  test('written twice, a grant is the same, and what is over is not given once more', async () => {
    const given = { held: heldBy('A'), grant: grant(), how: 'applied', lookedAt: AT } as const;
    const give = () => inForge(() => giveHoldings(ports(), [given]));
    await give();
    const once = await read('A');
    expect(once?.grants).toHaveLength(1);
    await give();
    expect((await read('A'))?.grants).toEqual(once?.grants);
    await inForge(() => endGoneHoldings(ports(), [heldBy('A')], clock.now()));
    const others = { ...given, grant: grant({ requestId: 'r2' }) };
    await inForge(() => giveHoldings(ports(), [others]));
    await inForge(() => endGoneHoldings(ports(), [heldBy('A')], clock.now()));
    expect(await give()).toMatchObject({ notGiven: new Set(), refused: new Set() });
    expect((await read('A'))?.grants).toEqual([]);
  });

  test('what is in force is prolonged, and nothing that is over', async () => {
    await inForge(() => commit({ holdings: [heldBy('A')] }));
    const longer = grant({ requestId: 'r2', endsAt: AT + 9 * DAY });
    const prolonged = (name: string) =>
      ({ held: heldBy(name), grant: longer, how: 'prolonged', lookedAt: AT }) as const;
    const { notGiven } = await inForge(() =>
      giveHoldings(ports(), [prolonged('A'), prolonged('B')]),
    );
    expect([...notGiven]).toEqual([holdingId(heldBy('B'))]);
    expect((await read('A'))?.grants).toMatchObject([{ requestId: 'r2', endsAt: AT + 9 * DAY }]);
    expect(await read('B')).toBeUndefined();
  });

  test.each([
    ['after it was looked at', AT + 1, true],
    ['long before', AT - DAY, false],
  ])(
    'where somebody made a pass %s, the site is looked at again or not',
    async (_, turnedAt, disputed) => {
      await inForge(() => commit({ holdings: [heldBy('A', { turnedAt })] }));
      const given = (name: string) =>
        ({
          held: heldBy(name),
          grant: grant({ requestId: 'r2' }),
          how: 'applied',
          lookedAt: AT,
        }) as const;
      const found = await inForge(() => giveHoldings(ports(), [given('A'), given('B')]));
      expect(found.disputed).toBe(disputed);
    },
  );
});
