import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { asides } from '../../src/adapters/storage/asides';
import { commit } from '../../src/adapters/storage/commit';
import { connectionStore } from '../../src/adapters/storage/connection-store';
import { holdingStore } from '../../src/adapters/storage/holding-store';
import * as keys from '../../src/adapters/storage/keys';
import { outbox } from '../../src/adapters/storage/outbox';
import { policyStore } from '../../src/adapters/storage/policy-store';
import { requestStore } from '../../src/adapters/storage/request-store';
import type { Aside } from '../../src/domain/aside/aside';
import type { Held, Holding } from '../../src/domain/holding/holding';
import { holdingId } from '../../src/domain/holding/holding';
import { FIRST_POLICY } from '../../src/domain/policy/policy';
import { UnreadableRecord } from '../../src/ports/unreadable-record';
import { poison, rowOf } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, awaiting, frontend, grant, subject } from '../support/samples';

/** Records that can't be read, one among others that can: every row has names of its own. */
let platform: Platform;
beforeAll(async () => {
  platform = await openBench();
});
afterAll(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const held = (name: string): Held => ({
  connectionId: 'site',
  entitlement: frontend,
  subject: subject(name),
});
const holding = (name: string, over: Partial<Holding> = {}): Holding => ({
  ...held(name),
  revision: 1,
  grants: [grant({ endsAt: 500 })],
  ended: [],
  work: { state: 'runs', dueAt: 500 },
  ...over,
});
const keyOf = (name: string) => keys.holdingKey(holdingId(held(name)));
async function noted(key: string): Promise<Aside> {
  const note = await asides.get(key);
  if (note === undefined) throw new Error(`Nothing is noted of ${key}`);
  return note;
}
const request = (id: string, issueId: string, over: object = {}) =>
  awaiting({
    id,
    revision: 1,
    issue: { ...awaiting().issue, id: issueId },
    timesOutAt: 100,
    ...over,
  });

describe('one that can’t be read', () => {
  test('keeps none of the others, is named once, and is out of the way of the next look', async () => {
    const names = ['A', 'B', 'C'];
    await inForge(() => commit({ holdings: names.map((name) => holding(name)) }));
    const undo = poison(platform, 'holding', keyOf('B'));
    await inForge(async () => {
      const due = await holdingStore.due('runs', 500, 10);
      expect(due.map((one) => one.subject)).toEqual([subject('A'), subject('C')]);
      const read = await holdingStore.getMany(names.map(held));
      expect([...read.found.values()].map((one) => one.subject)).toEqual([
        subject('A'),
        subject('C'),
      ]);
      expect([...read.unreadable]).toEqual([holdingId(held('B'))]);
      const note = await noted(keyOf('B'));
      expect(note).toMatchObject({
        key: keyOf('B'),
        kind: 'holding',
        trouble: { trouble: 'unreadable' },
      });
      expect(note.nextAt).toBeGreaterThan(note.since);
      // Read again, the first note stands.
      await holdingStore.getMany([held('B')]);
      expect(await asides.get(keyOf('B'))).toEqual(note);
      expect((await asides.list(undefined)).asides).toEqual([note]);
      expect(await asides.due(note.nextAt - 1, 10)).toEqual([]);
      expect(await asides.due(note.nextAt, 10)).toEqual([keyOf('B')]);
    });
    expect(rowOf(platform, keyOf('B'))).toMatchObject({ status: 'aside', revision: 1 });
    await inForge(async () => {
      expect(await asides.lookAgain(await noted(keyOf('B')))).toBe('unreadable');
      expect(await asides.get(keyOf('B'))).toBeDefined();
    });
    // Mended, it is found where it was, also where only its body was.
    const before = rowOf(platform, keyOf('B'));
    undo();
    const mended = { ...rowOf(platform, keyOf('B')), status: before?.status, dueAt: before?.dueAt };
    platformWrite(keyOf('B'), mended);
    await inForge(async () => {
      expect(await asides.lookAgain(await noted(keyOf('B')))).toBe('mended');
      expect(await asides.get(keyOf('B'))).toBeUndefined();
      expect(await holdingStore.due('runs', 500, 10)).toHaveLength(3);
    });
  });

  test('that has failed before is out of the way as well', async () => {
    await inForge(() => commit({ holdings: [holding('F')] }));
    await inForge(() => asides.noteFailing({ kind: 'holding', key: keyOf('F') }, 'why', AT));
    poison(platform, 'holding', keyOf('F'));
    await inForge(() => holdingStore.getMany([held('F')]));
    expect(rowOf(platform, keyOf('F'))).toMatchObject({ status: 'aside' });
    await inForge(() => asides.forget(keyOf('F')));
  });

  const platformWrite = (key: string, row: object) => {
    const body = (row as { body: unknown }).body;
    poison(platform, 'holding', key, body);
  };

  test('that is gone needs no note', async () => {
    await inForge(async () => {
      await asides.noteFailing({ kind: 'outbox', key: 'outbox:none' }, 'why', AT);
      expect(await asides.lookAgain(await noted('outbox:none'))).toBe('gone');
      expect(await asides.get('outbox:none')).toBeUndefined();
    });
  });

  test('a request: is counted in its issue, and times out nobody else', async () => {
    await inForge(async () => {
      for (const id of ['q1', 'q2', 'q3']) await commit({ request: request(id, '501') });
    });
    poison(platform, 'request', keys.requestKey('q2'));
    await inForge(async () => {
      const page = await requestStore.ofIssue('501', undefined, 10);
      expect(page.requests.map(({ id }) => id).toSorted()).toEqual(['q1', 'q3']);
      expect(page.unreadable).toBe(1);
      await expect(requestStore.get('q2')).rejects.toBeInstanceOf(UnreadableRecord);
      expect(await requestStore.due('awaitingApproval', 100, 10)).toEqual(['q1', 'q3']);
      expect(
        (await requestStore.waiting('awaitingApproval', undefined, 10)).ids.toSorted(),
      ).toEqual(['q1', 'q3']);
    });
  });

  test('the list of an issue: its requests are found all the same, those that are open first', async () => {
    await inForge(async () => {
      for (const id of ['l1', 'l2']) await commit({ request: request(id, '502') });
      const { timesOutAt: _, ...core } = { ...request('l2', '502'), timesOutAt: AT };
      await commit({ request: { ...core, revision: 2, state: 'withdrawn' } });
    });
    poison(platform, 'issue', keys.issueKey('502'));
    await inForge(async () => {
      const page = await requestStore.ofIssue('502', undefined, 10);
      expect(page.requests.map(({ id }) => id)).toEqual(['l1']);
      expect(page.unreadable).toBe(1);
      const rest = await requestStore.ofIssue('502', page.cursor, 10);
      expect(rest.requests.map(({ id }) => id)).toEqual(['l2']);
      expect(rest.cursor).toBeUndefined();
    });
    // Written onto an empty one, it would lose all that it names.
    const added = inForge(() => commit({ request: request('l3', '502') }));
    await expect(added).rejects.toBeInstanceOf(UnreadableRecord);
  });

  test('the policy in force: nothing is allowed instead, and above all not the first one', async () => {
    const second = { ...FIRST_POLICY, version: 2, decideWithinDays: 3 };
    await inForge(() => commit({ policy: second }));
    const undo = poison(platform, 'policy', keys.policyVersionKey(2));
    await inForge(async () => {
      await expect(policyStore.inForce('cloud-1')).rejects.toBeInstanceOf(UnreadableRecord);
      expect(await asides.get(keys.policyKey())).toMatchObject({ kind: 'policy' });
      expect(await asides.lookAgain(await noted(keys.policyKey()))).toBe('unreadable');
      await expect(policyStore.version(2)).rejects.toBeInstanceOf(UnreadableRecord);
      expect(await policyStore.version(1)).toEqual(FIRST_POLICY);
      expect(await policyStore.newestVersion()).toBe(2);
    });
    undo();
    await inForge(async () => {
      expect(await asides.lookAgain(await noted(keys.policyKey()))).toBe('mended');
      expect(await policyStore.inForce('cloud-1')).toEqual(second);
    });
  });
});

describe('work that fails again and again', () => {
  const ref = { kind: 'outbox', key: 'outbox:fails' } as const;

  test('is noted with how often and since when, and looked at ever more seldom', async () => {
    await inForge(async () => {
      const nexts: number[] = [];
      for (const at of [AT, AT + 1_000, AT + 86_400_000]) {
        await asides.noteFailing(ref, 'why', at);
        const note = await noted(ref.key);
        expect(note.since).toBe(AT);
        nexts.push(note.nextAt - at);
      }
      expect(await asides.get(ref.key)).toMatchObject({
        trouble: { trouble: 'failing', why: 'why', times: 3 },
      });
      expect(nexts[0]).toBeGreaterThan(0);
      expect(nexts[2]).toBeGreaterThan(nexts[0] ?? 0);
      const note = await noted(ref.key);
      await asides.postpone(note, AT + 7);
      expect(await asides.get(ref.key)).toEqual({ ...note, nextAt: AT + 7 });
      await asides.forget(ref.key);
      expect(await asides.get(ref.key)).toBeUndefined();
    });
  });

  test('what can’t be read is not noted as failing: the worse of the two stands', async () => {
    const entry = { item: { kind: 'provision', requestId: 'r' } as const, dueAt: 5, bulk: false };
    const id = 'lost';
    await inForge(() => commit({ outbox: [{ id, ...entry, claimedUntil: 0, attempts: 0 }] }));
    const key = keys.outboxKey(id);
    poison(platform, 'outbox', key);
    await inForge(async () => {
      await expect(outbox.get(id)).rejects.toBeInstanceOf(UnreadableRecord);
      const note = await asides.get(key);
      await asides.noteFailing({ kind: 'outbox', key }, 'why', AT);
      expect(await asides.get(key)).toEqual(note);
      expect(await outbox.due(1_000, 10)).toEqual([]);
    });
  });

  test('a note that can’t be read still names its record by its key', async () => {
    await inForge(() => asides.noteFailing({ kind: 'holding', key: 'holding:x:y' }, 'why', AT));
    poison(platform, 'aside', keys.asideKey('holding:x:y'));
    await inForge(async () => {
      expect(await asides.get('holding:x:y')).toMatchObject({
        key: 'holding:x:y',
        kind: 'holding',
        since: AT,
        trouble: { trouble: 'unreadable' },
      });
    });
  });
});

describe('a request put off', () => {
  test('is due later and is what it was; one that somebody has written meanwhile is left', async () => {
    await inForge(async () => {
      const one = request('p1', '503', { timesOutAt: 7 });
      await commit({ request: one });
      expect(await requestStore.due('awaitingApproval', 7, 10)).toEqual(['p1']);
      await requestStore.postpone('p1', 9);
      expect(await requestStore.due('awaitingApproval', 8, 10)).toEqual([]);
      expect(await requestStore.due('awaitingApproval', 9, 10)).toEqual(['p1']);
      expect(await requestStore.get('p1')).toEqual(one);
      expect(await commit({ request: { ...one, revision: 2 } })).toBe('committed');
      await requestStore.postpone('nobody', 9);
      expect(await requestStore.get('nobody')).toBeUndefined();
    });
  });
});

describe('the requests of an issue, page by page', () => {
  test.each([1, 2, 3, 5, 20])(
    'of %d: each comes once, those that are open first',
    async (limit) => {
      const issueId = `60${limit}`;
      const ids = Array.from({ length: 9 }, (_, place) => `i${limit}-${place}`);
      const open = new Set([ids[0], ids[4]]);
      await inForge(async () => {
        for (const [place, id] of ids.entries()) {
          const one = request(id, issueId, { createdAt: AT + place, timesOutAt: 9_000 });
          await commit({ request: one });
          if (open.has(id)) continue;
          const { timesOutAt: _, ...core } = one;
          await commit({ request: { ...core, revision: 2, state: 'withdrawn' } });
        }
        const seen: string[] = [];
        let cursor: string | undefined;
        let pages = 0;
        do {
          const page = await requestStore.ofIssue(issueId, cursor, limit);
          if (cursor === undefined) {
            const newest = ids.toReversed().filter((id) => !open.has(id));
            const first = [...[ids[4], ids[0]], ...newest].slice(0, limit);
            expect(page.requests.map(({ id }) => id)).toEqual(first);
          }
          expect(page.requests).not.toEqual([]);
          seen.push(...page.requests.map(({ id }) => id));
          cursor = page.cursor;
          pages += 1;
        } while (cursor !== undefined && pages < 30);
        expect(seen.toSorted()).toEqual(ids);
      });
    },
  );
});

test('there is no connection until there is one', async () => {
  expect(await inForge(() => connectionStore.chosen())).toBeUndefined();
});
