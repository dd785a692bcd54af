import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import { deliveryStore } from '../../src/adapters/storage/delivery-store';
import { readIssueList } from '../../src/adapters/storage/issue-list';
import { ENTITY, lockKey, outboxKey } from '../../src/adapters/storage/keys';
import { locks } from '../../src/adapters/storage/locks';
import { outbox } from '../../src/adapters/storage/outbox';
import { requestStore } from '../../src/adapters/storage/request-store';
import type { Deliveries } from '../../src/domain/delivery/deliveries';
import { MINUTE, SECOND } from '../../src/domain/lib/time';
import { holdAlone } from '../../src/operations/lock/hold-alone';
import type { Clock } from '../../src/ports/clock';
import type { OutboxEntry } from '../../src/ports/outbox';
import { SiteFailure } from '../../src/ports/site-failure';
import { keysOf, poison, rowOf } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { awaiting, person } from '../support/samples';

/** What two runs do to one record of the store: every row has names of its own. */
let platform: Platform;
beforeAll(async () => {
  platform = await openBench();
});
afterAll(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);

describe('two holders of a lock', () => {
  test('it has one at a time, until its time is over', async () => {
    await inForge(async () => {
      const both = await Promise.all([
        locks.take('group:one', 10, 100),
        locks.take('group:one', 10, 101),
      ]);
      expect(both.filter(Boolean)).toHaveLength(1);
      const until = both[0] ? 100 : 101;
      expect(await locks.take('group:one', until, 300)).toBe(false);
      expect(await locks.take('group:one', until + 1, 300)).toBe(true);
      expect(await locks.take('group:one', until + 2, 400)).toBe(false);
    });
  });

  test('whoever is late gives back nothing that another has taken since', async () => {
    await inForge(async () => {
      await locks.take('group:late', 10, 100);
      expect(await locks.take('group:late', 200, 500)).toBe(true);
      await locks.release('group:late', 100);
      expect(await locks.take('group:late', 201, 600)).toBe(false);
      await locks.release('group:late', 500);
      expect(await locks.take('group:late', 202, 700)).toBe(true);
    });
  });

  test('what is of another name is another lock', async () => {
    await inForge(async () => {
      expect(await locks.take('group:a', 10, 100)).toBe(true);
      expect(await locks.take('group:b', 10, 100)).toBe(true);
      await locks.release('group:b', 100);
      expect(await locks.take('group:a', 11, 100)).toBe(false);
    });
  });
});

describe('two that run under one lock', () => {
  /** Time passes as they sleep. */
  function clockFrom(start: number): Clock & { at: number } {
    const clock = {
      at: start,
      now: () => clock.at,
      async sleep(milliseconds: number) {
        clock.at += milliseconds;
        await new Promise((resolve) => setImmediate(resolve));
      },
    };
    return clock;
  }
  const HELD = 3 * MINUTE;
  const under = (key: string) => ({ key, tooLong: 'Others are at it.' });

  test('take turns, and each is told until when it may send', async () => {
    await inForge(async () => {
      const ports = { locks, clock: clockFrom(1_000) };
      let inside = 0;
      const untils: number[] = [];
      const work = (until: number) => async () => {
        inside += 1;
        expect(inside).toBe(1);
        untils.push(until);
        await ports.clock.sleep(2 * SECOND);
        inside -= 1;
        return until;
      };
      const all = await Promise.all(
        [1, 2, 3].map(() => holdAlone(ports, under('turns'), (until) => work(until)())),
      );
      expect(all.toSorted()).toEqual(untils.toSorted());
      expect(untils[0]).toBe(1_000 + HELD);
      expect(new Set(untils).size).toBe(3);
    });
    expect(rowOf(platform, lockKey('turns'))).toBeUndefined();
  });

  test('one that fails lets the next one in at once', async () => {
    await inForge(async () => {
      const ports = { locks, clock: clockFrom(1_000) };
      const fails = holdAlone(ports, under('fails'), async () => {
        throw new Error('it failed');
      });
      await expect(fails).rejects.toThrow('it failed');
      expect(await holdAlone(ports, under('fails'), async () => 'next')).toBe('next');
      expect(ports.clock.at).toBe(1_000);
    });
  });

  test('one that takes too long keeps the other from beginning, to be tried again', async () => {
    await inForge(async () => {
      const ports = { locks, clock: clockFrom(1_000) };
      await locks.take(under('long').key, 1_000, 1_000 + HELD);
      let ran = false;
      const second = holdAlone(ports, under('long'), async () => {
        ran = true;
      });
      const failure = await second.catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(SiteFailure);
      expect(failure).toMatchObject({
        code: 'othersFirst',
        message: 'Others are at it.',
        retryable: true,
      });
      expect(ran).toBe(false);
      expect(ports.clock.at).toBe(1_000 + 10 * SECOND);
      // It was not the second one's to give back.
      expect(await locks.take(under('long').key, ports.clock.at, 9_999_999)).toBe(false);
    });
  });

  test('one that died keeps it no longer than its time, and can’t give it back after', async () => {
    await inForge(async () => {
      const ports = { locks, clock: clockFrom(1_000) };
      await holdAlone(ports, under('died'), async (until) => {
        ports.clock.at = until + 1;
        expect(await locks.take('died', ports.clock.at, ports.clock.at + HELD)).toBe(true);
      });
      const after = await holdAlone(ports, under('died'), async () => {}).catch(({ code }) => code);
      expect(after).toBe('othersFirst');
    });
  });
});

const entryOf = (id: string, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id,
  item: { kind: 'provision', requestId: 'r1' },
  dueAt: 10,
  bulk: false,
  claimedUntil: 0,
  attempts: 0,
  ...more,
});

const unclaimed = (outboxId: string) => ({ outboxId, claimedUntil: undefined });

describe('two that have one entry of the outbox', () => {
  test('claimed, it is due when the claim is over, or later where it was to wait longer', async () => {
    await inForge(async () => {
      await commit({ outbox: [entryOf('soon'), entryOf('late', { dueAt: 900 })] });
      expect(await outbox.claim('soon', 10, 100)).toMatchObject({ claimedUntil: 100, dueAt: 100 });
      expect(await outbox.claim('late', 10, 100)).toMatchObject({ claimedUntil: 100, dueAt: 900 });
      expect(await outbox.get('late')).toMatchObject({ claimedUntil: 100, dueAt: 900 });
      // Whoever read it before does not put it off, though it is due when it was.
      expect(await outbox.putOff(entryOf('late', { dueAt: 900 }), 950)).toBe(false);
      expect(await outbox.get('late')).toMatchObject({ claimedUntil: 100, dueAt: 900 });
    });
  });

  test('each attempt that came to nothing counts, and going on forgets them', async () => {
    await inForge(async () => {
      await commit({ outbox: [entryOf('tried')] });
      for (const attempts of [1, 2]) {
        const claimed = await outbox.claim('tried', 20 * attempts, 20 * attempts + 10);
        if (claimed === undefined) throw new Error('It is free');
        const { claimedUntil } = claimed;
        const now = 20 * attempts;
        await outbox.attempted({ outboxId: 'tried', claimedUntil }, now, now + 5);
        expect(await outbox.get('tried')).toMatchObject({
          attempts,
          claimedUntil: 0,
          dueAt: 20 * attempts + 5,
        });
      }
      const read = await outbox.get('tried');
      expect(read && (await outbox.putOff(read, 70))).toBe(true);
      expect(await outbox.get('tried')).toMatchObject({ attempts: 3, dueAt: 70 });
      // It was put off since it was read.
      expect(read && (await outbox.putOff(read, 80))).toBe(false);
      expect(await outbox.get('tried')).toMatchObject({ attempts: 3, dueAt: 70 });
      await outbox.defer(unclaimed('tried'), 80, 90);
      expect(await outbox.get('tried')).toEqual(entryOf('tried', { dueAt: 90 }));
    });
  });

  test.each(['defer', 'attempted'] as const)('%s lets go of no claim but its own', async (way) => {
    await inForge(async () => {
      await commit({ outbox: [entryOf('two')] });
      await outbox.claim('two', 10, 100);
      const first = { outboxId: 'two', claimedUntil: 100 };
      const second = { outboxId: 'two', claimedUntil: 200 };
      expect(await outbox.claim('two', 100, 200)).toBeDefined();
      const asClaimed = await outbox.get('two');
      for (const other of [first, unclaimed('two')]) await outbox[way](other, 199, 300);
      expect(await outbox.get('two')).toEqual(asClaimed);
      await outbox[way](second, 199, 300);
      expect(await outbox.get('two')).toMatchObject({ claimedUntil: 0, dueAt: 300 });
      // Nobody has it any more: whoever worked on it says how it goes on.
      await outbox[way](first, 199, 400);
      expect(await outbox.get('two')).toMatchObject({ claimedUntil: 0, dueAt: 400 });
      await outbox.claim('two', 400, 500);
      await outbox[way](first, 500, 600);
      expect(await outbox.get('two')).toMatchObject({ claimedUntil: 0, dueAt: 600 });
    });
  });

  test('what another has done is neither claimed nor put off nor tried again', async () => {
    await inForge(async () => {
      await commit({ outbox: [entryOf('done')] });
      const read = entryOf('done');
      await outbox.done('done');
      await outbox.attempted(unclaimed('done'), 20, 99);
      await outbox.defer(unclaimed('done'), 20, 99);
      expect(await outbox.putOff(read, 99)).toBe(false);
      expect(await outbox.claim('done', 10, 99)).toBeUndefined();
      expect(await outbox.get('done')).toBeUndefined();
    });
  });

  test('promised twice under one id it is neither', async () => {
    await inForge(async () => {
      await commit({ outbox: [entryOf('twice')] });
      const again = { outbox: [entryOf('fresh'), entryOf('twice', { dueAt: 70 })] };
      expect(await commit(again)).toBe('conflict');
      expect(await outbox.get('twice')).toMatchObject({ dueAt: 10 });
      expect(await outbox.get('fresh')).toBeUndefined();
    });
  });

  test('a glance shows what is due and can be read', async () => {
    await inForge(() => commit({ outbox: [entryOf('seen', { dueAt: 3 }), entryOf('not')] }));
    await inForge(() => commit({ outbox: [entryOf('broken', { dueAt: 2 })] }));
    poison(platform, ENTITY.outbox, outboxKey('broken'));
    const glance = () => inForge(() => outbox.glance(5, 10));
    expect((await glance()).map(({ id }) => id)).toEqual(['seen']);
    // Out of the way since: the next page is made of what can be read.
    expect(keysOf(platform, ENTITY.aside)).toEqual([`aside:${outboxKey('broken')}`]);
    expect(rowOf(platform, outboxKey('broken'))).toMatchObject({ status: 'aside' });
  });
});

describe('one commit, whatever is in it', () => {
  const lena = person('Lena');
  const telling = (revision: number, about: string): Deliveries => ({
    of: 'told',
    revision,
    told: [{ about, to: [lena], since: 1, outcome: { outcome: 'told', by: 'comment', at: 1 } }],
  });

  test('two that tell at once: what the first one wrote stands', async () => {
    await inForge(async () => {
      const both = [telling(1, 'approvers'), telling(1, 'outcome')];
      const written = await Promise.all(both.map((one) => commit({ deliveries: one })));
      expect(written.toSorted()).toEqual(['committed', 'conflict']);
      expect(await deliveryStore.of('told')).toEqual(both[written.indexOf('committed')]);
      expect(await commit({ deliveries: telling(2, 'withdrawn') })).toBe('committed');
      expect(await deliveryStore.of('told')).toEqual(telling(2, 'withdrawn'));
    });
  });

  test('what can’t be read goes together with the word of the audit, or not at all', async () => {
    await inForge(() => commit({ outbox: [entryOf('goes')] }));
    const key = outboxKey('goes');
    poison(platform, ENTITY.outbox, key);
    await inForge(async () => {
      const conflicting = {
        unreadable: { kind: 'outbox', key },
        deliveries: telling(1, 'x'),
      } as const;
      expect(await commit(conflicting)).toBe('conflict');
    });
    expect(rowOf(platform, key)).toBeDefined();
    expect(await inForge(() => commit({ unreadable: { kind: 'outbox', key } }))).toBe('committed');
    expect(rowOf(platform, key)).toBeUndefined();
  });

  test('a new request stands in the list of its issue at once, the newest first', async () => {
    const request = (id: string) =>
      awaiting({ id, revision: 1, issue: { ...awaiting().issue, id: '77' } });
    await inForge(async () => {
      await commit({ request: request('n1') });
      await commit({ request: request('n2'), submissionKey: 'form-n2' });
      expect(await readIssueList('77')).toEqual({ revision: 2, requestIds: ['n2', 'n1'] });
      await commit({ request: { ...request('n1'), revision: 2 } });
      expect((await readIssueList('77')).revision).toBe(2);
      expect(await requestStore.bySubmissionKey('form-n1')).toBeUndefined();
    });
  });

  test('nothing, or more than one transaction takes, is never sent', async () => {
    await inForge(async () => {
      const many = (count: number) =>
        Array.from({ length: count }, (_, place) => entryOf(`many-${count}-${place}`));
      await expect(commit({})).rejects.toThrow('nothing to write');
      await expect(commit({ outbox: many(26) })).rejects.toThrow('26 records');
      expect(await commit({ outbox: many(25) })).toBe('committed');
    });
  });
});
