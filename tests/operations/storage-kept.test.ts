import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import { keptPeople } from '../../src/adapters/storage/kept-people';
import { keptRecords } from '../../src/adapters/storage/kept-records';
import { grantsKey, requestKey } from '../../src/adapters/storage/keys';
import { projections } from '../../src/adapters/storage/projections';
import { requestStore } from '../../src/adapters/storage/request-store';
import { noDeliveries, noteDelivery } from '../../src/domain/delivery/deliveries';
import { DAY } from '../../src/domain/lib/time';
import { type KeptPerson, newPerson } from '../../src/domain/personal/kept-person';
import { NOT_REPORTED } from '../../src/domain/personal/reporting';
import { FIRST_POLICY } from '../../src/domain/policy/policy';
import type { KeptRecord } from '../../src/ports/kept-records';
import { poison, writeRow } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import {
  AT,
  awaiting,
  connection,
  frontend,
  holding,
  LEAD,
  person,
  subject,
} from '../support/samples';

/** Of whom something is stored, and every record that may be theirs: read and written as it was read. */
let platform: Platform;
beforeAll(async () => {
  platform = await openBench();
});
afterAll(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);

describe('people of whom something is stored', () => {
  const write = (one: KeptPerson) => inForge(() => keptPeople.write(one));
  const get = (...ids: string[]) => inForge(() => keptPeople.getMany(ids));

  test('are kept one record each, on the revision that was read', async () => {
    const one = newPerson('p1', AT, 3, AT + 1);
    expect(await write(one)).toBe('committed');
    expect(await write(one)).toBe('conflict');
    expect(await get('p1', 'nobody')).toEqual(new Map([['p1', one]]));
    const next = { ...one, revision: 2, foundIn: 4 };
    expect(await write(next)).toBe('committed');
    expect(await write(next)).toBe('conflict');
    expect(await write({ ...one, revision: 4 })).toBe('conflict');
    expect((await get('p1')).get('p1')).toEqual(next);
    expect(await inForge(() => keptPeople.forget(one))).toBe('conflict');
    expect(await inForge(() => keptPeople.forget(next))).toBe('committed');
    expect(await get('p1')).toEqual(new Map());
    expect(await get()).toEqual(new Map());
  });

  test('are due by how they stand, the longest due first', async () => {
    const known = (id: string, reportAt: number): KeptPerson => ({
      ...newPerson(id, AT, 1, AT),
      standing: { state: 'known', reportAt, tries: 0 },
    });
    expect(await inForge(() => keptPeople.lastDue('updated'))).toBeUndefined();
    await write(known('k2', AT + 2));
    await write(known('k1', AT + 1));
    await write(known('k3', AT + 3));
    await write({ ...newPerson('u1', AT, 1, AT), standing: { state: 'updated', since: AT } });
    const due = async (state: 'known' | 'updated', until: number, limit = 9) =>
      (await inForge(() => keptPeople.due(state, until, limit))).map(({ accountId }) => accountId);
    expect(await due('known', AT + 2)).toEqual(['k1', 'k2']);
    expect(await due('known', AT + 9, 2)).toEqual(['k1', 'k2']);
    expect(await due('updated', AT + 9)).toEqual(['u1']);
    expect(await inForge(() => keptPeople.lastDue('known'))).toBe(AT + 3);
    expect(await inForge(() => keptPeople.lastDue('updated'))).toBe(AT);
  });

  test('are gone round from where the last sweep stopped, and anew where that can’t be read', async () => {
    expect(await inForge(() => keptPeople.round())).toBeUndefined();
    const round = { number: 3, beganAt: AT, isOver: false, kind: 'steps', cursor: 'c' } as const;
    await inForge(() => keptPeople.keepRound(round));
    expect(await inForge(() => keptPeople.round())).toEqual(round);
    await inForge(() => keptPeople.keepRound({ ...round, kind: 'nothing' as never }));
    expect(await inForge(() => keptPeople.round())).toBeUndefined();
  });

  test('are reported from where that stopped', async () => {
    expect(await inForge(() => keptPeople.reporting())).toEqual(NOT_REPORTED);
    const failing = { since: AT, tries: 2, nextTryAt: AT + DAY, problem: 'refused' } as const;
    const reporting = { ...NOT_REPORTED, cycle: DAY, last: { at: AT, accounts: 7 }, failing };
    await inForge(() => keptPeople.keepReporting(reporting));
    expect(await inForge(() => keptPeople.reporting())).toEqual(reporting);
    await inForge(() => keptPeople.keepReporting({ ...reporting, erased: 'x' as never }));
    expect(await inForge(() => keptPeople.reporting())).toEqual(NOT_REPORTED);
  });
});

describe('every stored record', () => {
  let last = 0;
  let id: string;
  beforeEach(async () => {
    last += 1;
    id = `kept-${last}`;
  });
  const pages = async (kind: KeptRecord['kind']) => {
    const all: KeptRecord[] = [];
    let cursor: string | undefined;
    do {
      const page = await inForge(() => keptRecords.page(kind, cursor));
      all.push(...page.records);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return all;
  };
  const stored = async (kind: KeptRecord['kind'], isIt: (value: never) => boolean) => {
    const found = (await pages(kind)).filter(({ value }) => isIt(value as never));
    expect(found).toHaveLength(1);
    return found[0] as KeptRecord;
  };
  const rewrite = (record: KeptRecord, value: unknown) =>
    inForge(() => keptRecords.rewrite(record, value));
  const remove = (record: KeptRecord) => inForge(() => keptRecords.remove(record));

  const KINDS: readonly [
    KeptRecord['kind'],
    () => Parameters<typeof commit>[0],
    (value: never) => boolean,
    (value: never) => object,
  ][] = [
    [
      'request',
      () => ({ request: awaiting({ id, revision: 1 }) }),
      (value: { id: string }) => value.id === id,
      (value: object) => ({ ...value, justification: 'erased' }),
    ],
    [
      'telling',
      () => ({
        deliveries: noteDelivery(noDeliveries(id), {
          about: 'x',
          to: [LEAD],
          since: AT,
          outcome: { outcome: 'told', by: 'email', at: AT },
        }),
      }),
      (value: { of: string }) => value.of === id,
      (value: object) => ({ ...value, told: [] }),
    ],
    [
      'holding',
      () => ({ holdings: [holding([], { subject: { kind: 'person', ...person(id) } })] }),
      (value: { subject: { accountId: string } }) => value.subject.accountId === id.toLowerCase(),
      (value: { subject: object }) => ({
        ...value,
        subject: { ...value.subject, displayName: 'erased' },
      }),
    ],
    [
      'steps',
      () => ({
        blocks: [
          {
            requestId: id,
            block: 3,
            revision: 1,
            change: 0,
            steps: [
              {
                subject: 0,
                planned: { verdict: 'change' },
                outcome: { state: 'manual', at: AT, by: LEAD },
              },
            ],
          },
        ],
      }),
      (value: { requestId: string }) => value.requestId === id,
      (value: { steps: readonly object[] }) => ({
        ...value,
        steps: value.steps.map((step) => ({
          ...step,
          outcome: { state: 'manual', at: AT, by: person('Former') },
        })),
      }),
    ],
    [
      'connection',
      () => ({ connection: { ...connection, email: `${id}@acme.example` } }),
      (value: { email: string }) => value.email.startsWith(id),
      (value: object) => ({ ...value, email: 'erased' }),
    ],
  ];

  test.each(KINDS)(
    'of a %s is rewritten as it was read, and removed so',
    async (kind, made, isIt, changed) => {
      expect(await inForge(() => commit(made()))).toBe('committed');
      const record = await stored(kind, isIt);
      const next = changed(record.value as never);
      expect(await rewrite(record, next)).toBe('committed');
      // Whoever has read it finds out.
      expect(await rewrite(record, next)).toBe('conflict');
      expect(await remove(record)).toBe('conflict');
      const after = (await pages(kind)).find(({ key }) => key === record.key);
      expect(after?.value).toEqual({ ...next, revision: 2 });
      if (after !== undefined) expect(await remove(after)).toBe('committed');
      expect((await pages(kind)).some(({ key }) => key === record.key)).toBe(false);
      expect(await remove(record)).toBe('conflict');
    },
  );

  test('of the lists of a request is made of it again, and removed as it was read', async () => {
    const before = { requestId: id, revision: 0, rows: [] } as const;
    const rows = [{ list: 'asked', accountId: 'rita', at: AT }] as const;
    const isIt = (value: { requestId: string }) => value.requestId === id;
    expect(await inForge(() => projections.write(before, rows))).toBe('committed');
    const stale = await stored('projected', isIt);
    expect(stale.value).toEqual(await inForge(() => projections.read(id)));
    expect(await rewrite(stale, stale.value)).toBe('conflict');
    const over = [{ ...rows[0], list: 'askedOver' }] as const;
    await inForge(async () => projections.write(await projections.read(id), over));
    expect(await remove(stale)).toBe('conflict');
    expect(await remove(await stored('projected', isIt))).toBe('committed');
  });

  test('of grants of an earlier version is carried over, and removed as it was read', async () => {
    const value = {
      id: `${id}:0`,
      revision: 1,
      requestId: id,
      connectionId: 'site',
      entitlement: frontend,
      grants: [
        { subject: subject('Sam'), grantedAt: AT, endsAt: AT + DAY, status: { state: 'active' } },
      ],
    };
    const write = (revision: number) => {
      const body = { v: 1, value: { ...value, revision } };
      writeRow(platform, 'grants', grantsKey(value.id), { status: 'open', revision, body });
    };
    write(1);
    const isIt = (one: { requestId: string }) => one.requestId === id;
    const stale = await stored('grants', isIt);
    expect(stale.value).toEqual(value);
    expect(await rewrite(stale, value)).toBe('conflict');
    write(2);
    expect(await remove(stale)).toBe('conflict');
    expect(await remove(await stored('grants', isIt))).toBe('committed');
  });

  test('of the audit is rewritten as long as it is there', async () => {
    const event = {
      kind: 'connection.connected' as const,
      instanceUrl: 'https://x',
      email: 'a@acme.example',
      id: `e-${id}`,
      at: AT,
      actor: { kind: 'app' as const },
    };
    const made = { id, at: AT, issueKey: undefined, requestId: undefined, events: [event] };
    await inForge(() => commit({ audit: [made] }));
    const record = await stored('audit', (value: { id: string }) => value.id === id);
    const next = { ...made, events: [{ ...event, email: 'erased' }] };
    expect(await rewrite(record, next)).toBe('committed');
    expect(await rewrite(record, next)).toBe('committed');
    expect((await stored('audit', (value: { id: string }) => value.id === id)).value).toEqual(next);
    expect(await remove(record)).toBe('committed');
    expect(await remove(record)).toBe('conflict');
    expect(await rewrite(record, next)).toBe('conflict');
  });

  test('of a form that was sent names its request, and goes with it', async () => {
    const request = awaiting({ id, revision: 1 });
    await inForge(() => commit({ request, submissionKey: `sent-${id}` }));
    const record = await stored(
      'submission',
      (value: { requestId: string }) => value.requestId === id,
    );
    expect(record.value).toEqual({ key: record.key, requestId: id });
    expect(await rewrite(record, {})).toBe('conflict');
    expect(await remove(record)).toBe('committed');
    expect(await remove(record)).toBe('conflict');
  });

  test('of a version of the policy is rewritten in the form it has', async () => {
    await inForge(() => commit({ policy: { ...FIRST_POLICY, version: FIRST_POLICY.version + 1 } }));
    const records = await pages('policy');
    const record = records.at(-1);
    if (record?.kind !== 'policy') throw new Error('There is no policy');
    expect(record.revision).toBeGreaterThan(0);
    const value = { ...(record.value as object) };
    expect(await rewrite({ ...record, revision: record.revision + 1 }, value)).toBe('conflict');
    expect(await remove({ ...record, revision: record.revision + 1 })).toBe('conflict');
    expect(await rewrite(record, value)).toBe('committed');
    const after = (await pages('policy')).find(({ key }) => key === record.key);
    expect(after?.value).toEqual(value);
    expect(await remove(record)).toBe('committed');
    expect(await rewrite(record, value)).toBe('conflict');
  });

  test('that can’t be read is left out and set aside, and the others come page by page', async () => {
    const ids = Array.from({ length: 45 }, (_, at) => `${id}-${String(at).padStart(2, '0')}`);
    for (const one of ids)
      await inForge(() => commit({ request: awaiting({ id: one, revision: 1 }) }));
    poison(platform, 'request', requestKey(ids[7] ?? ''));
    const first = await inForge(() => keptRecords.page('request', undefined));
    expect(first.records.length).toBeLessThanOrEqual(20);
    const found = (await pages('request'))
      .map(({ value }) => (value as { id: string }).id)
      .filter((one) => one.startsWith(id));
    expect(found).toEqual(ids.filter((_, at) => at !== 7));
    expect(await inForge(() => requestStore.get(ids[8] ?? ''))).toBeDefined();
  });
});
