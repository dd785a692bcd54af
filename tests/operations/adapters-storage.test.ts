import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { auditTrail } from '../../src/adapters/storage/audit-trail';
import { commit } from '../../src/adapters/storage/commit';
import { connectionStore, readToken } from '../../src/adapters/storage/connection-store';
import { deliveryStore } from '../../src/adapters/storage/delivery-store';
import { holdingStore } from '../../src/adapters/storage/holding-store';
import { keptRecords } from '../../src/adapters/storage/kept-records';
import { policyKey, tokenKey } from '../../src/adapters/storage/keys';
import { outbox } from '../../src/adapters/storage/outbox';
import { policyStore } from '../../src/adapters/storage/policy-store';
import { requestStore } from '../../src/adapters/storage/request-store';
import type { AuditRecord } from '../../src/domain/audit/audit-event';
import type { Connection } from '../../src/domain/connection/connection';
import type { StepBlock } from '../../src/domain/effects/step-block';
import { type Holding, holdingId } from '../../src/domain/holding/holding';
import { DAY } from '../../src/domain/lib/time';
import { FIRST_POLICY } from '../../src/domain/policy/policy';
import { ruleOfEverything } from '../../src/domain/policy/rule';
import type { AwaitingApproval } from '../../src/domain/request/access-request';
import { pushDueWork } from '../../src/operations/outbox/push-due-work';
import type { AuditQuery } from '../../src/ports/audit-trail';
import type { Outbox, OutboxEntry } from '../../src/ports/outbox';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { writeRow } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { storedText } from '../support/stored-text';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);

const noah = { accountId: '712020:noah', displayName: 'Noah Okafor' };
const frontend = { kind: 'group', groupId: 'g-1', name: 'frontend' } as const;

function requestOf(id: string, more: Partial<AwaitingApproval> = {}): AwaitingApproval {
  return {
    id,
    revision: 1,
    state: 'awaitingApproval',
    connectionId: 'cloud-1',
    issue: { cloudId: 'cloud-1', id: '10001', key: 'WEB-1', projectId: '1', projectKey: 'WEB' },
    requester: noah,
    ask: {
      subjects: [{ kind: 'person', accountId: '712020:priya', displayName: 'Priya Raman' }],
      changes: [{ verb: 'add', entitlement: frontend, subjects: [0] }],
    },
    justification: 'Joins the team',
    term: { kind: 'days', days: 30 },
    stepsPerBlock: 250,
    policyVersion: 1,
    planned: { change: 1, alreadySo: 0, refused: 0, impossible: 0 },
    approvals: [
      {
        projectId: '1',
        asks: 'lead:1',
        rules: [],
        order: 1,
        needed: 1,
        changes: [0],
        approvers: [noah],
        mayDecline: [],
        trace: [],
        decisions: [],
      },
    ],
    createdAt: 1_800_000_000_000,
    since: 1_800_000_000_000,
    timesOutAt: 1_800_000_500_000,
    ...more,
  };
}

function blockOf(requestId: string, block: number, revision = 1): StepBlock {
  return {
    requestId,
    block,
    revision,
    change: 0,
    steps: [{ subject: 0, planned: { verdict: 'change' }, outcome: { state: 'pending' } }],
  };
}

function recordOf(id: string, at: number, more: Partial<AuditRecord> = {}): AuditRecord {
  const events = [
    {
      id: `${id}-event`,
      at,
      actor: { kind: 'person', ...noah },
      kind: 'request.submitted',
      justification: 'x',
    } as const,
  ];
  return { id, at, issueKey: 'WEB-1', requestId: 'r1', events, ...more };
}

const entryOf = (id: string, dueAt: number): OutboxEntry => ({
  id,
  item: { kind: 'provision', requestId: 'r1' },
  dueAt,
  bulk: false,
  claimedUntil: 0,
  attempts: 0,
});

describe('committing', () => {
  test('writes everything of one decision, and reads it back as it was', async () => {
    const request = requestOf('r1');
    const blocks = Array.from({ length: 20 }, (_, block) => blockOf('r1', block));
    await inForge(async () => {
      const written = await commit({
        request,
        submissionKey: `${noah.accountId}:form-0001`,
        blocks,
        audit: [recordOf('a1', 5)],
        outbox: [entryOf('o1', 10)],
      });
      expect(written).toBe('committed');
      expect(await requestStore.get('r1')).toEqual(request);
      expect(await requestStore.bySubmissionKey(`${noah.accountId}:form-0001`)).toBe('r1');
      expect((await requestStore.ofIssue('10001', undefined, 5)).requests).toEqual([request]);
      expect(await requestStore.blocks('r1', 0, 20)).toEqual(blocks);
      expect(await outbox.get('o1')).toEqual(entryOf('o1', 10));
      expect((await auditTrail.search({})).records).toEqual([recordOf('a1', 5)]);
    });
  });

  test('on another revision than the stored one it writes nothing at all', async () => {
    await inForge(async () => {
      await commit({ request: requestOf('r1'), audit: [recordOf('a1', 1)] });
      for (const revision of [1, 3, 7]) {
        const written = await commit({
          request: requestOf('r1', { revision, justification: 'other' }),
          audit: [recordOf(`a-${revision}`, 2)],
          outbox: [entryOf(`o-${revision}`, 1)],
        });
        expect(written).toBe('conflict');
        expect(await outbox.get(`o-${revision}`)).toBeUndefined();
      }
      expect(await requestStore.get('r1')).toMatchObject({
        revision: 1,
        justification: 'Joins the team',
      });
      expect((await auditTrail.search({})).records).toHaveLength(1);
      expect(await commit({ request: requestOf('r1', { revision: 2 }) })).toBe('committed');
    });
  });

  test('a block on an old revision keeps the request from being written too', async () => {
    await inForge(async () => {
      await commit({ request: requestOf('r1'), blocks: [blockOf('r1', 0)] });
      const next = { request: requestOf('r1', { revision: 2 }), blocks: [blockOf('r1', 0, 1)] };
      expect(await commit(next)).toBe('conflict');
      expect(await requestStore.get('r1')).toMatchObject({ revision: 1 });
    });
  });

  test('the same submission makes one request', async () => {
    await inForge(async () => {
      const submissionKey = 'form-0001';
      const both = await Promise.all([
        commit({ request: requestOf('r1'), submissionKey }),
        commit({ request: requestOf('r2'), submissionKey }),
      ]);
      expect(both.sort()).toEqual(['committed', 'conflict']);
      expect((await requestStore.ofIssue('10001', undefined, 5)).requests).toHaveLength(1);
    });
  });

  test('lists the requests of an issue newest first, however they race', async () => {
    await inForge(async () => {
      for (const id of ['r1', 'r2', 'r3']) await commit({ request: requestOf(id) });
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await requestStore.ofIssue('10001', cursor, 2);
        ids.push(...page.requests.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect([...new Set(ids)].sort()).toEqual(['r1', 'r2', 'r3']);
      expect((await requestStore.ofIssue('10002', undefined, 2)).requests).toEqual([]);
    });
  });

  test('finds what is due in a state, and no longer once it has left it', async () => {
    await inForge(async () => {
      await commit({ request: requestOf('r1', { timesOutAt: 100 }) });
      await commit({ request: requestOf('r2', { timesOutAt: 200 }) });
      expect(await requestStore.due('awaitingApproval', 99, 10)).toEqual([]);
      expect(await requestStore.due('awaitingApproval', 200, 10)).toEqual(['r1', 'r2']);
      expect(await requestStore.due('awaitingApproval', 200, 1)).toEqual(['r1']);
      const { timesOutAt: _, ...core } = requestOf('r1', { revision: 2 });
      await commit({ request: { ...core, state: 'withdrawn' } });
      expect(await requestStore.due('awaitingApproval', 200, 10)).toEqual(['r2']);
    });
  });

  test('what the store refuses for good is no conflict', async () => {
    // Nothing that could be deflated.
    const justification = randomBytes(300 * 1024).toString('base64');
    const failure = await inForge(() =>
      commit({ request: requestOf('r1', { justification }) }),
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PlatformFailure);
    expect(failure).toMatchObject({ code: 'MAX_SIZE', retryable: false });
  });
});

describe('holdings', () => {
  const held = {
    connectionId: 'cloud-1',
    entitlement: frontend,
    subject: { kind: 'person', accountId: 'ü/712020:noah', displayName: 'Noah' },
  } as const;
  const grant = {
    requestId: 'r1',
    block: 0,
    issueKey: 'WEB-1',
    size: 1,
    grantedAt: 1,
    endsAt: 500,
  };
  const endsAt = (work: Holding['work']) => {
    if (work.state === 'stays') return undefined;
    return work.state === 'runs' ? work.dueAt : 500;
  };
  const holding = (revision: number, work: Holding['work']): Holding => ({
    ...held,
    revision,
    grants: [{ ...grant, endsAt: endsAt(work) }],
    ended: [],
    work,
  });

  test('are found by key, whatever ids the site has, and by when their work is due', async () => {
    await inForge(async () => {
      const runs = holding(1, { state: 'runs', dueAt: 500 });
      await commit({ holdings: [runs] });
      expect([
        ...(await holdingStore.getMany([held, { ...held, connectionId: 'c2' }])).found,
      ]).toEqual([[holdingId(held), runs]]);
      expect(await holdingStore.due('runs', 499, 10)).toEqual([]);
      expect(await holdingStore.due('runs', 500, 10)).toEqual([runs]);
      const later = { ...holding(1, { state: 'runs', dueAt: 501 }), connectionId: 'c3' };
      await commit({ holdings: [later] });
      expect(await holdingStore.due('runs', 501, 1)).toEqual([runs]);
      expect(await holdingStore.lastDue('runs', 501, 1)).toEqual([later]);
      expect(await holdingStore.lastDue('runs', 500, 10)).toEqual([runs]);
      const long = { ...grant, size: 400, grantedAt: -90 * DAY };
      await commit({ holdings: [{ ...runs, connectionId: 'c4', grants: [long] }] });
      expect(await holdingStore.due('runs', 501, 10)).toHaveLength(3);
      expect(await holdingStore.lightDue('runs', 501, 10)).toEqual([runs, later]);
      await commit({
        holdings: [{ ...holding(2, { state: 'stays' }), connectionId: 'c4' }],
      });
      await commit({ holdings: [{ ...holding(2, { state: 'stays' }), connectionId: 'c3' }] });
      expect(await holdingStore.nextDue('runs', 0, 500)).toBe(500);
      expect(await holdingStore.nextDue('runs', 500, 900)).toBeUndefined();
      const stuck = { state: 'stuck', cause: 'lastAdmin', tries: 1, nextTryAt: 700 } as const;
      await commit({ holdings: [holding(2, stuck)] });
      expect(await holdingStore.due('runs', 10_000, 10)).toEqual([]);
      expect(await holdingStore.due('stuck', 699, 10)).toEqual([]);
      expect(await holdingStore.due('stuck', 700, 10)).toHaveLength(1);
      expect(await commit({ holdings: [holding(2, stuck)] })).toBe('conflict');
      await commit({ holdings: [holding(3, { state: 'stays' })] });
      for (const state of ['runs', 'settling', 'stuck'] as const) {
        expect(await holdingStore.due(state, Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
      }
    });
  });

  test('many are read by key together', async () => {
    await inForge(async () => {
      const all = Array.from({ length: 60 }, (_, place) => ({
        ...holding(1, { state: 'stays' }),
        subject: { kind: 'person', accountId: `p${place}`, displayName: `P${place}` } as const,
      }));
      for (const one of all) await commit({ holdings: [one] });
      expect((await holdingStore.getMany([...all, held])).found.size).toBe(60);
    });
  });
});

describe('policy and connection', () => {
  const connection: Connection = {
    id: 'cloud-1',
    revision: 1,
    instanceUrl: 'https://acme.atlassian.net',
    cloudId: 'cloud-1',
    siteName: 'Acme',
    email: 'olivia@acme.example',
    credentialId: 'c-1',
    actsAs: noah,
    tokenKind: 'unscoped',
    connectedAt: 1,
    connectedBy: noah,
    health: {
      state: 'failing',
      failure: 'f-1',
      since: 1,
      checkedAt: 2,
      problem: { code: 'rateLimited', retryAfterSeconds: undefined },
      looks: 3,
      nextLookAt: 4,
    },
  };

  test('every version of the policy stays, and two saves at once are one', async () => {
    await inForge(async () => {
      expect(await policyStore.inForce('cloud-1')).toEqual(FIRST_POLICY);
      const second = { ...FIRST_POLICY, version: 2, decideWithinDays: 3, savedBy: noah };
      const both = await Promise.all([commit({ policy: second }), commit({ policy: second })]);
      expect(both.sort()).toEqual(['committed', 'conflict']);
      expect(await commit({ policy: { ...second, version: 3 } })).toBe('committed');
      expect((await policyStore.inForce('cloud-1')).version).toBe(3);
      expect(await policyStore.version(2)).toEqual(second);
      expect(await policyStore.version(1)).toEqual(FIRST_POLICY);
      expect(await policyStore.version(9)).toBeUndefined();
    });
  });

  test('a rule that was stored before it could say in which projects is about all of them', async () => {
    const second = { ...FIRST_POLICY, version: 2, savedBy: noah };
    await inForge(async () => expect(await commit({ policy: second })).toBe('committed'));
    const { projects, ...earlier } = { ...ruleOfEverything(undefined), name: 'Everything' };
    const body = { v: 1, value: { ...second, rules: [earlier] } };
    writeRow(platform, 'policy', policyKey(), { revision: 2, body });
    await inForge(async () => {
      expect((await policyStore.inForce('cloud-1')).rules).toEqual([{ ...earlier, projects }]);
      expect(projects).toBe('all');
    });
  });

  test('people in the policy are rewritten on its revision only: one saved meanwhile stays in force', async () => {
    await inForge(async () => {
      const second = { ...FIRST_POLICY, version: 2, fallbackApprovers: [noah], savedBy: noah };
      expect(await commit({ policy: second })).toBe('committed');
    });
    // As earlier versions of the app kept it: the policy itself, in place of its number.
    const key = policyKey();
    const body = { v: 1, value: { ...FIRST_POLICY, version: 2, fallbackApprovers: [noah] } };
    writeRow(platform, 'policy', key, { revision: 2, body });
    await inForge(async () => {
      const { records } = await keptRecords.page('policy', undefined);
      const current = records.find((one) => one.key === key);
      if (current === undefined) throw new Error('no policy in force');
      const third = { ...FIRST_POLICY, version: 3, decideWithinDays: 3, savedBy: noah };
      expect(await commit({ policy: third })).toBe('committed');
      expect(await keptRecords.rewrite(current, { ...FIRST_POLICY, version: 2 })).toBe('conflict');
      expect(await policyStore.inForce('cloud-1')).toEqual(third);
    });
  });

  test('a connection is replaced and removed on its revision only', async () => {
    await inForge(async () => {
      expect(await commit({ connection })).toBe('committed');
      expect(await connectionStore.of('cloud-1')).toEqual(connection);
      expect(await connectionStore.chosen()).toEqual(connection);
      expect(await connectionStore.all()).toEqual([connection]);
      expect(await connectionStore.of('cloud-2')).toBeUndefined();
      expect(await commit({ connection })).toBe('conflict');
      expect(await commit({ connection: { ...connection, revision: 2 } })).toBe('committed');
      expect(await commit({ connection: { removed: connection } })).toBe('conflict');
      expect(await commit({ connection: { removed: { ...connection, revision: 2 } } })).toBe(
        'committed',
      );
      expect(await connectionStore.of('cloud-1')).toBeUndefined();
      expect(await connectionStore.chosen()).toBeUndefined();
      expect(await connectionStore.all()).toEqual([]);
    });
  });

  test('the token is a secret and nothing else', async () => {
    const token = 'ATATT3x-this-is-it';
    await inForge(() => connectionStore.keepToken('cloud-1', token));
    expect(await inForge(() => readToken('cloud-1'))).toBe(token);
    expect(storedText(platform)).not.toContain(token);
    expect(platform.forge.kvs.secretKeys()).toHaveLength(1);
    await inForge(() => connectionStore.forgetToken('cloud-1'));
    expect(platform.forge.kvs.secretKeys()).toEqual([]);
  });

  test('a secret that is no text is as good as gone', async () => {
    await inForge(() => kvs.setSecret(tokenKey('cloud-2'), { poisoned: true }));
    expect(await inForge(() => readToken('cloud-2'))).toBeUndefined();
  });
});

test('a request of an earlier version is one stage that its lead decides, and is written on that', async () => {
  const decision = { decision: 'approved', by: noah, at: 5 } as const;
  const stageOf = (projectId: string) => ({
    projectId,
    changes: [0],
    approvers: [noah],
    trace: [],
  });
  const approvals = [{ ...stageOf('1'), decision }, { ...stageOf('elsewhere:2') }];
  const body = { v: 1, value: { ...requestOf('r1'), approvals } };
  writeRow(platform, 'request', 'request:r1', { revision: 1, body });
  await inForge(async () => {
    const stored = await requestStore.get('r1');
    const first = { order: 1, needed: 1, mayDecline: [], rules: [] };
    const carried = [
      { ...stageOf('1'), ...first, asks: 'lead:1', decisions: [decision] },
      { ...stageOf('elsewhere:2'), ...first, asks: 'lead:elsewhere:2', decisions: [] },
    ];
    expect(stored).toEqual({ ...requestOf('r1'), approvals: carried });
    if (stored === undefined) throw new Error('no request');
    expect(await commit({ request: { ...stored, revision: 2 } })).toBe('committed');
    expect((await requestStore.get('r1'))?.approvals).toEqual(carried);
  });
});

test('what was told of a request is read as an earlier version kept it, and written on that', async () => {
  const told = [
    { about: 'x', to: [noah], since: 1, outcome: { outcome: 'told', by: 'email', at: 1 } },
  ] as const;
  const body = { v: 1, value: { requestId: 'r1', revision: 1, told } };
  writeRow(platform, 'telling', 'telling:r1', { revision: 1, body });
  await inForge(async () => {
    expect(await deliveryStore.of('r1')).toEqual({ of: 'r1', revision: 1, told });
    expect(await commit({ deliveries: { of: 'r1', revision: 2, told: [] } })).toBe('committed');
    expect(await deliveryStore.of('r1')).toEqual({ of: 'r1', revision: 2, told: [] });
  });
});

describe('the outbox', () => {
  test('gives an entry to one run at a time, until it lets go or its time is over', async () => {
    await inForge(async () => {
      await commit({ outbox: [entryOf('o1', 10)], audit: [recordOf('a1', 1)] });
      const claims = await Promise.all([outbox.claim('o1', 10, 100), outbox.claim('o1', 10, 100)]);
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await outbox.claim('o1', 99, 200)).toBeUndefined();
      expect(await outbox.claim('o1', 100, 200)).toBeDefined();
      await outbox.defer({ outboxId: 'o1', claimedUntil: 200 }, 100, 300);
      expect(await outbox.due(299, 10)).toEqual([]);
      expect(await outbox.due(300, 10)).toEqual(['o1']);
    });
  });

  test('the sweep leaves alone what a run claims while it looks', async () => {
    await inForge(async () => {
      await commit({ outbox: [entryOf('o1', 10), entryOf('o2', 10)] });
      const pushed: string[] = [];
      const queue = {
        push: async (items: readonly { readonly outboxId: string }[]) => {
          pushed.push(...items.map(({ outboxId }) => outboxId));
        },
      };
      const claimedMeanwhile: Outbox = {
        ...outbox,
        async get(id) {
          const entry = await outbox.get(id);
          if (id === 'o1') await outbox.claim(id, 20, 500);
          return entry;
        },
      };
      const log = { info: () => {}, warn: () => {}, error: () => {} };
      const ports = { outbox: claimedMeanwhile, queue, log, clock: { now: () => 20 } };
      await pushDueWork(ports as never);
      expect(pushed).toEqual(['o2']);
      expect(await outbox.claim('o1', 100, 900)).toBeUndefined();
      expect((await outbox.get('o1'))?.claimedUntil).toBe(500);
    });
  });

  test('what is done does not come back', async () => {
    await inForge(async () => {
      await commit({ outbox: [entryOf('o1', 10), entryOf('o2', 10)] });
      await outbox.done('o1');
      await commit({ outboxDone: ['o2'], audit: [recordOf('a1', 1)] });
      for (const id of ['o1', 'o2']) {
        await outbox.defer({ outboxId: id, claimedUntil: undefined }, 10, 20);
        expect(await outbox.claim(id, 20, 30)).toBeUndefined();
      }
      expect(await outbox.due(1_000, 10)).toEqual([]);
    });
  });
});

describe('the audit', () => {
  const COUNT = 1_200;
  const KINDS = ['request.withdrawn', 'request.timedOut', 'request.submitted'] as const;

  /** Every record by another of 40 people, in one of 30 issues, of one of three kinds. */
  async function fill(): Promise<AuditRecord[]> {
    const records = Array.from({ length: COUNT }, (_, at): AuditRecord => {
      const actor = { kind: 'person', accountId: `p${at % 40}`, displayName: 'P' } as const;
      const kind = KINDS[at % 3] ?? 'request.submitted';
      const fact = kind === 'request.submitted' ? { kind, justification: 'x' } : { kind };
      return {
        id: `a${at}`,
        at,
        issueKey: `WEB-${at % 30}`,
        requestId: undefined,
        events: [{ id: `e${at}`, at, actor, ...fact }],
      };
    });
    for (let from = 0; from < COUNT; from += 20) {
      await inForge(() => commit({ audit: records.slice(from, from + 20) }));
    }
    return records.reverse();
  }

  async function readAll(query: AuditQuery): Promise<AuditRecord[]> {
    const all: AuditRecord[] = [];
    let cursor: string | undefined;
    do {
      const asked = cursor === undefined ? query : { ...query, cursor };
      const page = await inForge(() => auditTrail.search(asked));
      all.push(...page.records);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return all;
  }

  test('lists everything newest first, and each filter all of its own and nothing else', async () => {
    const records = await fill();
    const ids = (found: readonly AuditRecord[]) => found.map(({ id }) => id);
    const by = (accountId: string) => (one: AuditRecord) =>
      one.events.some(({ actor }) => actor.kind === 'person' && actor.accountId === accountId);
    expect(ids(await readAll({}))).toEqual(ids(records));
    expect(ids(await readAll({ accountId: 'p4' }))).toEqual(ids(records.filter(by('p4'))));
    expect(ids(await readAll({ of: { issueKey: 'WEB-3' } }))).toEqual(
      ids(records.filter(({ issueKey }) => issueKey === 'WEB-3')),
    );
    expect(
      ids(await readAll({ kind: 'request.timedOut', accountId: 'p7', of: { issueKey: 'WEB-7' } })),
    ).toEqual(
      ids(
        records.filter(
          (one) =>
            by('p7')(one) && one.issueKey === 'WEB-7' && one.events[0]?.kind === 'request.timedOut',
        ),
      ),
    );
  });

  test('keeps records that name nobody', async () => {
    const events = [{ id: 'e', at: 1, actor: { kind: 'app' }, kind: 'request.timedOut' }] as const;
    const record = { id: 'a1', at: 1, issueKey: undefined, requestId: undefined, events };
    await inForge(() => commit({ audit: [record, { ...record, id: 'a2', at: 2, events: [] }] }));
    expect(await readAll({ kind: 'request.timedOut' })).toEqual([record]);
    expect(await readAll({})).toHaveLength(2);
  });
});
