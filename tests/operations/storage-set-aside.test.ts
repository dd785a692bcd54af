import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { systemClock } from '../../src/adapters/forge/system-clock';
import { asides } from '../../src/adapters/storage/asides';
import { commit } from '../../src/adapters/storage/commit';
import { keptPeople } from '../../src/adapters/storage/kept-people';
import * as keys from '../../src/adapters/storage/keys';
import { projections } from '../../src/adapters/storage/projections';
import { readRecord } from '../../src/adapters/storage/read-record';
import { NEVER } from '../../src/adapters/storage/rows';
import { setAside } from '../../src/adapters/storage/set-aside';
import { standIns } from '../../src/adapters/storage/stand-ins';
import { RECORD_KINDS, type RecordKind } from '../../src/domain/aside/aside';
import { noDeliveries } from '../../src/domain/delivery/deliveries';
import { holdingId } from '../../src/domain/holding/holding';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { newPerson } from '../../src/domain/personal/kept-person';
import { KEEP_FOR_GOOD } from '../../src/domain/personal/retention';
import { FIRST_POLICY } from '../../src/domain/policy/policy';
import { keysOf, rowOf, writeRow } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import {
  AT,
  awaiting,
  connection,
  frontend,
  grant,
  holding,
  person,
  subject,
} from '../support/samples';

/** Of every kind of record: when it can be read, and what becomes of it when it can't. */
let platform: Platform;
const KEYS: Readonly<Record<RecordKind, string>> = {
  request: keys.requestKey('r1'),
  issue: keys.issueKey(awaiting().issue.id),
  submission: keys.submissionKeyKey('sent-1'),
  steps: keys.stepsKey('r1', 0),
  grants: keys.grantsKey('r1:0'),
  holding: keys.holdingKey(holdingId(holding([grant()]))),
  connection: keys.connectionKey(),
  policy: keys.policyVersionKey(2),
  audit: keys.auditKey('a1'),
  outbox: keys.outboxKey('p1'),
  telling: keys.deliveriesKey('r1'),
  lock: keys.lockKey('x'),
  aside: keys.asideKey('outbox:p0'),
  person: keys.personKey('lena'),
  retention: keys.retentionKey(),
  away: keys.awayKey('maya'),
  projected: keys.projectedKey('r1'),
  watched: keys.watchedKey('10001'),
  projection: keys.projectionKey('r1', 'asked', 'rita'),
};
const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const row = (kind: RecordKind) => {
  const stored = rowOf(platform, KEYS[kind]);
  if (stored === undefined) throw new Error(`There is no ${kind}`);
  return stored;
};

beforeAll(async () => {
  platform = await openBench();
  const request = awaiting({ id: 'r1', revision: 1 });
  const entry = {
    id: 'p1',
    item: { kind: 'endDue' },
    dueAt: AT + MINUTE,
    bulk: false,
    claimedUntil: 0,
    attempts: 0,
  } as const;
  const step = {
    subject: 0,
    planned: { verdict: 'change' },
    outcome: { state: 'pending' },
  } as const;
  await inForge(async () => {
    const written = await commit({
      request,
      submissionKey: 'sent-1',
      blocks: [{ requestId: 'r1', block: 0, revision: 1, change: 0, steps: [step] }],
      holdings: [holding([grant()])],
      connection,
      policy: { ...FIRST_POLICY, version: 2 },
      deliveries: { ...noDeliveries('r1'), revision: 1 },
      watchedIssue: {
        issueId: '10001',
        revision: 1,
        requests: [{ requestId: 'r1', until: AT + DAY }],
        nextLookAt: AT + MINUTE,
        looks: 0,
      },
      retention: { ...KEEP_FOR_GOOD, revision: KEEP_FOR_GOOD.revision + 1 },
      audit: [{ id: 'a1', at: AT, issueKey: undefined, requestId: 'r1', events: [] }],
      outbox: [entry],
    });
    expect(written).toBe('committed');
    await keptPeople.write(newPerson('lena', AT, 1, AT));
    await asides.noteFailing({ kind: 'outbox', key: 'outbox:p0' }, 'fails', AT);
    const lists = [{ list: 'asked', accountId: 'rita', at: AT }] as const;
    await projections.write({ requestId: 'r1', revision: 0, rows: [] }, lists);
  });
  const earlier = {
    id: 'r1:0',
    revision: 1,
    requestId: 'r1',
    connectionId: 'site',
    entitlement: frontend,
    grants: [
      { subject: subject('Sam'), grantedAt: AT, endsAt: AT + DAY, status: { state: 'active' } },
    ],
  };
  const body = { v: 1, value: earlier };
  writeRow(platform, 'grants', KEYS.grants, { status: 'open', endsAt: AT, revision: 1, body });
  const away = { person: person('Maya'), deputy: person('Liam'), from: AT, until: AT + DAY };
  await inForge(() => standIns({ ...systemClock, now: () => AT }).write(away));
  writeRow(platform, 'lock', KEYS.lock, { heldUntil: AT });
});
afterAll(() => platform.close());

/** Where nothing is more than attributes, there is nothing to be damaged. */
const ALWAYS: readonly RecordKind[] = ['submission', 'projection', 'lock'];
/** By which work is found, or people. */
const FOUND_BY: Partial<Record<RecordKind, readonly string[]>> = {
  request: ['state', 'dueAt'],
  holding: ['status', 'dueAt'],
  outbox: ['status', 'dueAt'],
  person: ['status', 'dueAt'],
  grants: ['status', 'endsAt'],
  watched: ['journal', 'dueAt'],
};
const damaged = (kind: RecordKind) => {
  const before = row(kind);
  return 'body' in before
    ? { ...before, body: { v: 1, value: { poisoned: true } } }
    : { ...before, requestIds: { poisoned: true } };
};

describe('a record', () => {
  test.each(RECORD_KINDS)(
    'of a %s can be read as it is stored, with what it is found by',
    (kind) => {
      const read = readRecord(kind, KEYS[kind], row(kind));
      if (read.stored === 'unreadable') throw new Error(read.why);
      const { attributes } = read.value;
      for (const by of FOUND_BY[kind] ?? []) {
        if (by !== 'endsAt') expect(attributes?.[by]).toEqual(row(kind)[by]);
      }
      expect(attributes === undefined).toBe(FOUND_BY[kind] === undefined);
    },
  );

  test.each(RECORD_KINDS)('of a %s can’t where it makes no sense', (kind) => {
    const isAlways = ALWAYS.includes(kind);
    expect(readRecord(kind, KEYS[kind], damaged(kind)).stored).toBe(
      isAlways ? 'found' : 'unreadable',
    );
  });

  test.each([
    ['says which version is in force', keys.policyKey()],
    ['is a version', keys.policyVersionKey(2)],
  ])('of the policy %s', (_, key) => {
    expect(readRecord('policy', key, rowOf(platform, key) ?? {}).stored).toBe('found');
  });
});

describe('one that can’t be read', () => {
  test.each(RECORD_KINDS.filter((kind) => kind !== 'aside'))(
    'is noted once, and of a %s as much is changed as takes it out of the way',
    async (kind) => {
      const before = row(kind);
      await inForge(() => setAside(kind, KEYS[kind], before, 'no sense'));
      const note = await inForge(() => asides.get(KEYS[kind]));
      expect(note).toMatchObject({
        key: KEYS[kind],
        kind,
        trouble: { trouble: 'unreadable', why: 'no sense' },
      });
      expect(note?.nextAt).toBe((note?.since ?? 0) + 5 * MINUTE);
      const [state, due] = FOUND_BY[kind] ?? [];
      const moved =
        state === undefined || due === undefined ? {} : { [state]: 'aside', [due]: NEVER };
      expect(row(kind)).toEqual({ ...before, ...moved });
      await inForge(() => setAside(kind, KEYS[kind], row(kind), 'other words'));
      expect(await inForge(() => asides.get(KEYS[kind]))).toEqual(note);
      await inForge(() => asides.forget(KEYS[kind]));
      writeRow(platform, kind, KEYS[kind], before);
    },
  );

  test('is left as it is where somebody has written it since it was read', async () => {
    const before = row('holding');
    const read = { ...before, revision: Number(before.revision) - 1 };
    await inForge(() => setAside('holding', KEYS.holding, read, 'no sense'));
    expect(row('holding')).toEqual(before);
    expect(await inForge(() => asides.get(KEYS.holding))).toBeUndefined();
  });

  test('of a note is noted nowhere', async () => {
    const count = () => keysOf(platform, 'aside').length;
    const before = count();
    await inForge(() => setAside('aside', KEYS.aside, row('aside'), 'no sense'));
    expect(count()).toBe(before);
  });

  test('is put back with what it is found by once it can be read, and forgotten where it is gone', async () => {
    const before = row('holding');
    await inForge(() => setAside('holding', KEYS.holding, before, 'no sense'));
    const note = await inForge(() => asides.get(KEYS.holding));
    if (note === undefined) throw new Error('Nothing is noted');
    writeRow(platform, 'holding', KEYS.holding, {
      ...damaged('holding'),
      status: 'aside',
      dueAt: NEVER,
    });
    expect(await inForge(() => asides.lookAgain(note))).toBe('unreadable');
    writeRow(platform, 'holding', KEYS.holding, { ...before, status: 'aside', dueAt: NEVER });
    expect(await inForge(() => asides.lookAgain(note))).toBe('mended');
    expect(row('holding')).toEqual(before);
    expect(await inForge(() => asides.get(KEYS.holding))).toBeUndefined();
    const gone = { ...note, key: keys.holdingKey('never-there') };
    await inForge(() => asides.postpone(gone, AT));
    expect(await inForge(() => asides.lookAgain(gone))).toBe('gone');
    expect(await inForge(() => asides.get(gone.key))).toBeUndefined();
  });
});
