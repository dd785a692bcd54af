import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { randomIds } from '../../src/adapters/forge/random-ids';
import { commit } from '../../src/adapters/storage/commit';
import { holdingStore } from '../../src/adapters/storage/holding-store';
import { holdingKey } from '../../src/adapters/storage/keys';
import type { AuditRecord } from '../../src/domain/audit/audit-event';
import { type Holding, holdingId, workOf } from '../../src/domain/holding/holding';
import { beginPass } from '../../src/domain/holding/pass';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { endOnto } from '../../src/operations/ends/end-onto';
import type { Outcome } from '../../src/operations/ends/pass-outcome';
import type { Commit } from '../../src/ports/commit';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { poison } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, grant, holding } from '../support/samples';

/** A pass has removed somebody, and finds as it writes so that others have written the holding meanwhile. */

let platform: Platform;
let said: AuditRecord[];
beforeEach(async () => {
  platform = await openBench();
  said = [];
});
afterEach(() => platform.close());

const DUE = AT + DAY;
const UNTIL = DUE + 3 * MINUTE;
const before = holding([grant()]);
const taken = {
  before,
  holding: beginPass(before, true, DUE, UNTIL),
  wanted: 'notHeld',
} as const;
const prolonged = grant({ requestId: 'r2', endsAt: AT + 9 * DAY });
/** As whoever prolonged it left it. */
const now = (over: Partial<Holding> = {}): Holding => ({
  ...taken.holding,
  revision: taken.holding.revision + 1,
  grants: [prolonged],
  ...over,
});

/** As the pass ends it, which the store did not say that it has written. */
const tried: Holding = {
  ...taken.holding,
  revision: taken.holding.revision + 1,
  grants: [],
  work: { state: 'over' },
  turnedAt: DUE + 1,
};

const removed: Outcome = { found: { found: 'notHeld' }, effect: { outcome: 'applied' } };
const nothing: Outcome = { found: { found: 'held' } };

const clock = { now: () => platform.clock.now(), sleep: async () => {} };
/** Writes as the app does, and keeps what the audit said. */
const kept: Commit = async (writes) => {
  const how = await commit(writes);
  if (how === 'committed') said.push(...(writes.audit ?? []));
  return how;
};
const end = (outcome: Outcome, write: Commit = kept) =>
  runInForge(platform, () =>
    endOnto(
      { commit: write, holdings: holdingStore, clock, ids: randomIds },
      { one: taken, outcome, tried, until: UNTIL },
    ),
  );
/** From its first revision on, as the store takes it. */
const store = (...holdings: Holding[]) =>
  runInForge(platform, async () => {
    for (const one of [before, taken.holding, ...holdings]) {
      expect(await commit({ holdings: [one] })).toBe('committed');
    }
  });
const events = () => said.flatMap((one) => one.events.map((event) => [one.requestId, event]));
const REMOVAL = ['r1', { kind: 'effect', action: 'group.removeUser', outcome: 'applied' }];

test('what it did is in the audit with what they wrote, and the site is looked at again', async () => {
  await store(now());
  const left = await end(removed);
  expect(left).toMatchObject({
    grants: [prolonged],
    work: { state: 'settling', sent: false, tries: 0 },
  });
  expect(events()).toMatchObject([REMOVAL]);
});

test('once, however often somebody is faster still', async () => {
  await store(now());
  let faster = 2;
  const left = await end(removed, async (writes) => {
    faster -= 1;
    return faster >= 0 ? 'conflict' : kept(writes);
  });
  expect(left).toMatchObject({ grants: [prolonged] });
  expect(events()).toMatchObject([REMOVAL]);
});

test.each<[string, () => Promise<unknown>]>([
  [
    'another pass has begun on it',
    () => store(now({ work: { state: 'settling', until: UNTIL + 1, sent: true, tries: 0 } })),
  ],
  ['it has come to rest', () => store(now({ work: { state: 'runs', dueAt: AT + 9 * DAY } }))],
  [
    'it can’t be read any more',
    async () => {
      await store(now());
      poison(platform, 'holding', holdingKey(holdingId(before)));
    },
  ],
  ['it is not there any more', async () => {}],
])('where %s, what it did is in the audit, and the rest is theirs', async (_, meanwhile) => {
  await meanwhile();
  expect(await end(removed)).toBeUndefined();
  expect(events()).toMatchObject([REMOVAL]);
  said = [];
  expect(await end(nothing, async () => expect.fail('there is nothing to write'))).toBeUndefined();
});

test('what may have been done by a call that nobody answered is told as that', async () => {
  await store(now());
  await end({ found: { found: 'again' }, mayHaveBeenDone: true });
  const maybe = { outcome: 'failed', reason: 'unconfirmed', unproved: true };
  expect(events()).toMatchObject([['r1', maybe]]);
});

describe('what it did is told once where the store’s answer is lost', () => {
  test.each<[string, Partial<Holding>[]]>([
    ['as it ended', []],
    [
      'and somebody has given since',
      [{ revision: 4, grants: [prolonged], work: workOf([prolonged]) }],
    ],
  ])('%s', async (_, since) => {
    await store(tried, ...since.map((over) => ({ ...tried, ...over })));
    expect(await end(removed)).toBe('written');
    expect(said).toEqual([]);
  });

  test.each(['conflict', 'nothing'] as const)('onto what others wrote: %s', async (answer) => {
    await store(now());
    let writes = 0;
    const left = await end(removed, async (all) => {
      writes += 1;
      const how = await kept(all);
      if (writes > 1) return how;
      if (answer === 'nothing') throw new PlatformFailure('LOST', 'lost', true);
      return 'conflict';
    });
    expect([writes, left]).toMatchObject([1, { grants: [prolonged], work: { state: 'settling' } }]);
    expect(events()).toMatchObject([REMOVAL]);
  });

  test('where another pass has begun since', async () => {
    await store(now());
    let writes = 0;
    const left = await end(removed, async (all) => {
      writes += 1;
      const how = await kept(all);
      if (writes > 1) return how;
      const [wrote] = all.holdings ?? [];
      if (wrote !== undefined) {
        const begun = beginPass(wrote, true, UNTIL + 1, UNTIL + 2);
        expect(await commit({ holdings: [begun] })).toBe('committed');
      }
      return 'conflict';
    });
    expect([left, events()]).toMatchObject([undefined, [REMOVAL]]);
  });

  test('and as often as somebody is faster, it is told in the end', async () => {
    await store(now());
    const left = await end(removed, async (all) =>
      all.holdings === undefined ? kept(all) : 'conflict',
    );
    expect([left, events()]).toMatchObject([undefined, [REMOVAL]]);
  });
});
