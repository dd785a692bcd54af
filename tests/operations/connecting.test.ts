import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { siteProbe } from '../../src/adapters/atlassian/probe/site-probe';
import { consoleLog } from '../../src/adapters/forge/console-log';
import { randomIds } from '../../src/adapters/forge/random-ids';
import { asides } from '../../src/adapters/storage/asides';
import { auditTrail } from '../../src/adapters/storage/audit-trail';
import { commit } from '../../src/adapters/storage/commit';
import { connectionStore, readToken } from '../../src/adapters/storage/connection-store';
import { outbox } from '../../src/adapters/storage/outbox';
import type { Connection, ConnectionHealth } from '../../src/domain/connection/connection';
import { HOUR, MINUTE } from '../../src/domain/lib/time';
import { checkConnection } from '../../src/operations/connection/check-connection';
import { type ConnectInput, connectSite } from '../../src/operations/connection/connect-site';
import { disconnectSite } from '../../src/operations/connection/disconnect-site';
import { findConnectionObstacle } from '../../src/operations/connection/find-connection-obstacle';
import { forgetUnnamedSecrets } from '../../src/operations/connection/forget-unnamed-secrets';
import { lookWhenDue } from '../../src/operations/connection/look-at-connection';
import { noteEvidence } from '../../src/operations/connection/note-evidence';
import { noteRejected } from '../../src/operations/connection/note-rejected';
import { promiseWork } from '../../src/operations/outbox/promise-work';
import { pushDueWork } from '../../src/operations/outbox/push-due-work';
import { wakeFailed } from '../../src/operations/outbox/wake-failed';
import type { Outbox } from '../../src/ports/outbox';
import { UnreadableRecord } from '../../src/ports/unreadable-record';
import type { WorkItem, WorkQueue } from '../../src/ports/work-queue';
import { type MovedClock, movedClock } from '../support/moved-clock';
import { tokenOf } from '../support/open-client';
import { openBench, runInForge } from '../support/run-in-forge';
import { LEAD, OTHER_LEAD } from '../support/samples';

/** Which site is connected, with whose token, whether it works, and what waits for it: on the real store. */
let platform: Platform;
let clock: MovedClock;
let pushed: { readonly item: WorkItem; readonly bulk: boolean; readonly outboxId: string }[];
let asked: string[];
beforeAll(async () => {
  platform = await openBench();
  clock = movedClock(platform.clock.now());
  platform.atlassian.onExchange(({ method, url }) => asked.push(`${method} ${url}`));
});
afterAll(() => platform.close());
beforeEach(async () => {
  clock.move(HOUR);
  pushed = [];
  asked = [];
  await inForge(async () => {
    const connection = await connectionStore.chosen();
    if (connection !== undefined) await commit({ connection: { removed: connection } });
    await forgetUnnamedSecrets({ connections: connectionStore, clock }, clock.now() + HOUR);
    for (const id of await outbox.due(clock.now() + 1_000 * HOUR, 100)) await outbox.done(id);
  });
});
afterEach(() => platform.atlassian.faults.clear());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const queue: WorkQueue = {
  push: async (items, options) => {
    for (const { item, outboxId } of items)
      pushed.push({ item, outboxId, bulk: options?.bulk ?? false });
  },
};
const ports = () => ({
  connections: connectionStore,
  probe: siteProbe({ clock, tokenOf: readToken }),
  commit,
  outbox,
  asides,
  queue,
  clock,
  ids: randomIds,
  log: consoleLog,
});
type AllPorts = ReturnType<typeof ports>;
const input = (more: Partial<ConnectInput> = {}): ConnectInput => {
  const { baseUrl: instanceUrl, email, token } = tokenOf(platform);
  return { instanceUrl, email, token, by: LEAD, ...more };
};
const connect = (more: Partial<ConnectInput> = {}, all: Partial<AllPorts> = {}) =>
  inForge(() => connectSite({ ...ports(), ...all }, input(more)));
const connected = async (more: Partial<Connection> = {}): Promise<Connection> => {
  const made = await connect();
  if (!made.ok) throw new Error(made.error.code);
  const changed = { ...made.value, ...more, revision: made.value.revision + 1 };
  await inForge(() => commit({ connection: changed }));
  asked = [];
  pushed = [];
  // What comes after is told after.
  clock.move(1);
  return changed;
};
const now = () => inForge(() => connectionStore.chosen());
const secrets = () =>
  inForge(async () => {
    const kept = await connectionStore.keptSecrets();
    return kept.map(({ kind, id }) => `${kind} ${id}`).sort();
  });
const events = () =>
  inForge(async () => {
    const { records } = await auditTrail.search({});
    return records;
  });
const failing = (more: Partial<Extract<ConnectionHealth, { state: 'failing' }>> = {}) =>
  ({
    state: 'failing',
    failure: 'f1',
    since: 7,
    checkedAt: clock.now() - HOUR,
    problem: { code: 'tokenExpiredOrRevoked' },
    looks: 3,
    nextLookAt: clock.now() + HOUR,
    ...more,
  }) as const;
const item = (requestId: string): WorkItem => ({ kind: 'provision', requestId });
const waiting = async (id: string, work: WorkItem = item(id), more = {}) => {
  const entry = { ...promiseWork(randomIds, clock.now(), work), id, ...more };
  await inForge(() => commit({ outbox: [entry] }));
  return entry;
};
const provisioned = () =>
  pushed.flatMap(({ item: one }) => (one.kind === 'provision' ? [one.requestId] : []));
const told = () =>
  pushed.flatMap(({ item: one }) => (one.kind === 'notifyAdmins' ? [one.notice] : []));
const rejectAll = () =>
  platform.atlassian.faults.add({
    via: 'token',
    path: /^\/(?!_edge)/,
    effect: { kind: 'answer', status: 401, body: '{}' },
  });

describe('connecting', () => {
  test('tries the credential, keeps its token under a name of its own, and says who connected', async () => {
    await waiting('w1');
    const token = ` ${input().token}\n`;
    const made = await connect({ token, email: ` ${input().email} ` });
    const { siteUrl: instanceUrl, cloudId } = platform.atlassian;
    const at = clock.now();
    expect(made).toEqual({
      ok: true,
      value: {
        id: cloudId,
        revision: 1,
        instanceUrl,
        cloudId,
        siteName: expect.any(String),
        email: input().email,
        credentialId: expect.any(String),
        actsAs: expect.objectContaining({ displayName: 'Olivia Hart' }),
        tokenKind: 'unscoped',
        connectedAt: at,
        connectedBy: LEAD,
        health: { state: 'working', checkedAt: at },
      },
    });
    const connection = await now();
    expect(made.ok && made.value).toEqual(connection);
    expect(await secrets()).toEqual([`token ${connection?.credentialId}`]);
    expect(await inForge(() => readToken(connection?.credentialId ?? ''))).toBe(input().token);
    expect((await events())[0]).toMatchObject({
      events: [
        {
          kind: 'connection.connected',
          instanceUrl,
          email: input().email,
          at,
          actor: { kind: 'person', ...LEAD },
        },
      ],
    });
    // What waited for a connection goes on.
    expect(provisioned()).toEqual(['w1']);
  });

  test('refuses an address that is none, and a credential that is not taken, and keeps nothing', async () => {
    expect(await connect({ instanceUrl: 'nowhere' })).toMatchObject({
      ok: false,
      error: { code: 'badUrl', problem: expect.anything() },
    });
    expect(asked).toEqual([]);
    expect(await connect({ token: 'wrong' })).toEqual({
      ok: false,
      error: { code: 'credential', problem: { code: 'wrongEmailOrToken' } },
    });
    expect([await secrets(), await now()]).toEqual([[], undefined]);
  });

  const organization = {
    id: 'o1',
    name: 'Acme',
    keyId: 'k1',
    connectedAt: 1,
    connectedBy: LEAD,
  };

  test('the same site again replaces its token, and keeps the organization’s key', async () => {
    const before = await connected({ organization });
    await inForge(() => connectionStore.keepOrganizationKey('k1', 'a key'));
    await connect({ by: OTHER_LEAD });
    const after = await now();
    expect(after).toMatchObject({
      id: before.id,
      revision: before.revision + 1,
      organization,
      connectedBy: OTHER_LEAD,
    });
    expect(after?.credentialId).not.toBe(before.credentialId);
    expect(await secrets()).toEqual(['organizationKey k1', `token ${after?.credentialId}`]);
  });

  test('another site takes the place of the first, with all its secrets', async () => {
    await inForge(() => connectionStore.keepOrganizationKey('k1', 'a key'));
    await connected({ id: 'another', cloudId: 'x', instanceUrl: 'https://x', organization });
    await connect();
    const after = await now();
    expect(after?.id).toBe(platform.atlassian.cloudId);
    expect(after).not.toHaveProperty('organization');
    expect(await secrets()).toEqual([`token ${after?.credentialId}`]);
    expect(told()).toEqual([]);
  });

  test('tells admins that it works again, where they heard that it did not', async () => {
    await connected({ health: failing() });
    await connect();
    expect(told()).toEqual([{ about: 'connectionWorking', failure: 'f1', failedSince: 7 }]);
    pushed = [];
    await connected({ id: 'another', cloudId: 'x', instanceUrl: 'https://x', health: failing() });
    await connect();
    expect(told()).toEqual([]);
  });

  test('of two at once one counts, and the other’s token is forgotten', async () => {
    const racing: typeof commit = async (writes) => {
      const { connection } = writes;
      if (connection !== undefined && !('removed' in connection))
        await commit({ connection: { ...connection, email: 'first@acme.example' } });
      return commit(writes);
    };
    expect(await connect({}, { commit: racing })).toEqual({
      ok: false,
      error: { code: 'changedMeanwhile' },
    });
    expect((await now())?.email).toBe('first@acme.example');
    // Its record names the token that both used: that one was forgotten, and nothing else is kept.
    expect(await secrets()).toEqual([]);
    expect(pushed).toEqual([]);
  });

  test.each([
    ['counted', true],
    ['did not count', false],
  ])(
    'with an answer of the store that is lost keeps the token only where it %s',
    async (_, counts) => {
      const lost: typeof commit = async (writes) => {
        if (counts) await commit(writes);
        throw new Error('The answer was lost');
      };
      await expect(connect({}, { commit: lost })).rejects.toThrow('The answer was lost');
      const connection = await now();
      expect(connection === undefined).toBe(!counts);
      expect(await secrets()).toEqual(counts ? [`token ${connection?.credentialId}`] : []);
    },
  );
});

describe('disconnecting', () => {
  const disconnect = (all: Partial<AllPorts> = {}) =>
    inForge(() => disconnectSite({ ...ports(), ...all }, OTHER_LEAD));

  test('forgets the token and the organization’s key, and says who did it', async () => {
    const organization = { id: 'o', name: 'A', keyId: 'k1', connectedAt: 1, connectedBy: LEAD };
    const { instanceUrl } = await connected({ organization });
    await inForge(() => connectionStore.keepOrganizationKey('k1', 'a key'));
    expect(await disconnect()).toEqual({ ok: true, value: null });
    expect([await now(), await secrets()]).toEqual([undefined, []]);
    expect((await events())[0]).toMatchObject({
      events: [
        {
          kind: 'connection.disconnected',
          instanceUrl,
          actor: { kind: 'person', ...OTHER_LEAD },
        },
      ],
    });
    expect(await disconnect()).toEqual({ ok: false, error: { code: 'notConnected' } });
    await connected();
    expect(await disconnect()).toEqual({ ok: true, value: null });
    expect(await secrets()).toEqual([]);
  });

  test('does nothing where somebody has changed it meanwhile', async () => {
    const connection = await connected();
    const racing: typeof commit = async (writes) => {
      await commit({ connection: { ...connection, revision: connection.revision + 1 } });
      return commit(writes);
    };
    expect(await disconnect({ commit: racing })).toEqual({
      ok: false,
      error: { code: 'changedMeanwhile' },
    });
    expect(await secrets()).toEqual([`token ${connection.credentialId}`]);
  });
});

describe('what is learned of the connection', () => {
  const note = (
    of: Pick<Connection, 'id' | 'credentialId'>,
    evidence: Parameters<typeof noteEvidence>[2],
    all: Partial<AllPorts> = {},
  ) => inForge(() => noteEvidence({ ...ports(), ...all }, of, evidence));
  const problem = { code: 'tokenExpiredOrRevoked' } as const;

  test('is nothing where it changes nothing, or the token is another by now', async () => {
    const connection = await connected();
    expect(await note(connection, { evidence: 'accepted' })).toEqual(connection);
    expect(await note({ ...connection, credentialId: 'other' }, { evidence: 'rejected' })).toBe(
      undefined,
    );
    expect(await note({ ...connection, id: 'other' }, { evidence: 'rejected' })).toBe(undefined);
    expect(await now()).toEqual(connection);
  });

  test('is that it fails: told once in the audit and to admins', async () => {
    const connection = await connected();
    const after = await note(connection, { evidence: 'looked', problem });
    expect(after).toEqual(await now());
    const { health, revision } = after ?? connection;
    expect([health.state, revision]).toEqual(['failing', connection.revision + 1]);
    const failure = health.state === 'failing' ? health.failure : undefined;
    expect(failure).toEqual(expect.any(String));
    const { instanceUrl } = connection;
    expect((await events())[0]).toMatchObject({
      events: [
        {
          kind: 'connection.failing',
          instanceUrl,
          problem: problem.code,
          actor: { kind: 'app' },
        },
      ],
    });
    const told = { kind: 'notifyAdmins', notice: { about: 'connectionFailing', failure } };
    expect(pushed.map(({ item: one }) => one)).toEqual([told]);
    expect(await inForge(() => outbox.get(pushed[0]?.outboxId ?? ''))).toMatchObject({
      item: told,
    });
    const before = (await events()).length;
    pushed = [];
    clock.move(MINUTE);
    await note(connection, { evidence: 'looked', problem });
    expect([(await events()).length, pushed]).toEqual([before, []]);
    expect((await now())?.health).toMatchObject({ looks: 2, failure });
  });

  test('is that it works again: told, and what waited goes on', async () => {
    const connection = await connected({ health: failing() });
    await waiting('w2');
    const after = await note(connection, { evidence: 'looked', problem: undefined });
    expect(after?.health).toEqual({ state: 'working', checkedAt: clock.now() });
    expect((await events())[0]).toMatchObject({
      events: [{ kind: 'connection.working', instanceUrl: connection.instanceUrl, failedSince: 7 }],
    });
    expect(told()).toEqual([{ about: 'connectionWorking', failure: 'f1', failedSince: 7 }]);
    expect(provisioned()).toEqual(['w2']);
  });

  test('of a failure without a name is told in the audit alone', async () => {
    const { failure: _, ...unnamed } = failing();
    const connection = await connected({ health: unnamed });
    await note(connection, { evidence: 'looked', problem: undefined });
    expect((await events())[0]).toMatchObject({ events: [{ kind: 'connection.working' }] });
    expect(told()).toEqual([]);
  });

  test('of a doubt that a look has cleared wakes nobody, and is not told', async () => {
    const { failure: _, ...doubt } = failing();
    const connection = await connected({ health: { ...doubt, state: 'suspect' } });
    await waiting('w3');
    const before = (await events()).length;
    await note(connection, { evidence: 'looked', problem: undefined });
    expect([pushed, (await events()).length]).toEqual([[], before]);
    expect((await now())?.health.state).toBe('working');
  });

  test('is held against what somebody else has written meanwhile, up to three times', async () => {
    const connection = await connected();
    let left = 3;
    const racing: typeof commit = async (writes) => {
      const there = await connectionStore.chosen();
      if (left-- > 0 && there !== undefined)
        await commit({ connection: { ...there, revision: there.revision + 1 } });
      return commit(writes);
    };
    const looked = { evidence: 'looked', problem } as const;
    expect((await note(connection, looked, { commit: racing }))?.health.state).toBe('failing');
    left = 4;
    const well = { evidence: 'looked', problem: undefined } as const;
    const after = await note(connection, well, { commit: racing });
    expect(after).toEqual(await now());
    expect(after?.health.state).toBe('failing');
  });

  test('by a call that is rejected, is looked at once more before anything is said', async () => {
    const connection = await connected();
    asked = [];
    const rejected = () => inForge(() => noteRejected(ports(), connection));
    expect((await rejected())?.health.state).toBe('working');
    expect(asked.length).toBeGreaterThan(0);
    expect(pushed).toEqual([]);
    rejectAll();
    expect((await rejected())?.health.state).toBe('failing');
    // Whoever is rejected now is not looked after again: that was a moment ago.
    asked = [];
    expect((await rejected())?.health.state).toBe('failing');
    expect(asked).toEqual([]);
    clock.move(MINUTE);
    await rejected();
    expect(asked.length).toBeGreaterThan(0);
    asked = [];
    const gone = { ...connection, credentialId: 'other' };
    expect(await inForge(() => noteRejected(ports(), gone))).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('is looked for by the app itself once a pause is over', async () => {
    const look = () => inForge(() => lookWhenDue(ports()));
    await connected();
    expect(await look()).toBe(0);
    await connected({ health: failing({ nextLookAt: clock.now() + 2 }) });
    expect([await look(), asked]).toEqual([0, []]);
    clock.move(1);
    expect(await look()).toBe(1);
    expect((await now())?.health.state).toBe('working');
  });

  test('is what an admin asks for, whenever they do', async () => {
    const check = () => inForge(() => checkConnection(ports()));
    expect(await check()).toEqual({ ok: false, error: { code: 'notConnected' } });
    const connection = await connected({ health: failing() });
    expect(await check()).toMatchObject({ ok: true, value: { health: { state: 'working' } } });
    rejectAll();
    expect(await check()).toMatchObject({
      ok: true,
      value: { health: { state: 'failing', problem: { code: 'tokenExpiredOrRevoked' } } },
    });
    // A check that could not be made says nothing of the connection.
    platform.atlassian.faults.clear();
    platform.atlassian.faults.add({ effect: { kind: 'answer', status: 503 } });
    expect(await check()).toEqual({
      ok: false,
      error: { code: 'credential', problem: { code: 'unexpectedAnswer', status: 503 } },
    });
    const probe = {
      ...ports().probe,
      probeStored: async () => {
        const there = await connectionStore.chosen();
        if (there !== undefined) await commit({ connection: { removed: there } });
        return ports().probe.probeStored(connection);
      },
    };
    expect(await inForge(() => checkConnection({ ...ports(), probe }))).toEqual({
      ok: false,
      error: { code: 'changedMeanwhile' },
    });
  });
});

describe('what keeps the connection from being used', () => {
  const obstacle = (id = platform.atlassian.cloudId) =>
    inForge(() => findConnectionObstacle(ports(), id));

  test('is that there is none, or another, or nothing', async () => {
    expect(await obstacle()).toBe('notConnected');
    await connected();
    asked = [];
    expect(await obstacle('another')).toBe('otherConnection');
    expect(await obstacle()).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('is a failure that was looked at a moment ago, and is looked at after that', async () => {
    await connected({ health: failing({ checkedAt: clock.now() - MINUTE + 2 }) });
    expect(await obstacle()).toBe('connectionFailing');
    expect(asked).toEqual([]);
    clock.move(1);
    expect(await obstacle()).toBeUndefined();
    await connected({
      health: failing({ failure: 'f2', checkedAt: clock.now(), nextLookAt: clock.now() }),
    });
    expect(await obstacle()).toBeUndefined();
    await connected({ health: failing({ failure: 'f3' }) });
    rejectAll();
    expect(await obstacle()).toBe('connectionFailing');
  });
});

describe('secrets that nothing names', () => {
  const forget = (until?: number) =>
    inForge(() => forgetUnnamedSecrets({ connections: connectionStore, clock }, until));
  /** The store notes by the time of the machine. */
  const keep = async () => {
    await inForge(async () => {
      await connectionStore.keepToken('t-unnamed', 'a token');
      await connectionStore.keepOrganizationKey('k-unnamed', 'a key');
    });
  };

  test('are forgotten once no write that names them can be under way any more', async () => {
    const { credentialId } = await connected();
    await keep();
    const all = await inForge(() => connectionStore.keptSecrets());
    const keptAt = Math.min(...all.map((one) => one.keptAt));
    expect(await forget(keptAt - 1)).toBe(0);
    const until = Math.max(...all.map((one) => one.keptAt));
    expect(await forget(until)).toBe(2);
    expect(await secrets()).toEqual([`token ${credentialId}`]);
  });

  test('are kept for ten minutes', async () => {
    await keep();
    const all = await inForge(() => connectionStore.keptSecrets());
    const keptAt = Math.min(...all.map((one) => one.keptAt));
    const at = (now: number) => ({ now: () => now, sleep: async () => {} });
    const forgetAt = (now: number) =>
      inForge(() => forgetUnnamedSecrets({ connections: connectionStore, clock: at(now) }));
    expect(await forgetAt(keptAt + 10 * MINUTE - 1)).toBe(0);
    expect(await forgetAt(keptAt + 11 * MINUTE)).toBe(2);
  });

  test('are kept as long as the connection can’t be read: it may name them', async () => {
    await keep();
    const all = () => Promise.reject(new UnreadableRecord('connection', 'x', 'value'));
    const connections = { ...connectionStore, all };
    expect(
      await inForge(() => forgetUnnamedSecrets({ connections, clock }, clock.now() + HOUR)),
    ).toBe(0);
    expect(await secrets()).toHaveLength(2);
  });

  test('are told apart by what they are, and those that are named are noted', async () => {
    const organization = { id: 'o', name: 'A', keyId: 'k1', connectedAt: 1, connectedBy: LEAD };
    const { credentialId } = await connected({ organization });
    const noted: unknown[] = [];
    const connections = {
      ...connectionStore,
      keptSecrets: async () => [
        { kind: 'organizationKey' as const, id: credentialId, keptAt: 0 },
        { kind: 'organizationKey' as const, id: 'k1', keptAt: 0 },
      ],
      noteKept: async (one: unknown) => void noted.push(one),
    };
    expect(await inForge(() => forgetUnnamedSecrets({ connections, clock }, 1))).toBe(1);
    expect(noted).toEqual([{ kind: 'token', id: credentialId }]);
  });
});

describe('promised work', () => {
  const push = (all: Partial<AllPorts> = {}, mayGoOn?: () => boolean) =>
    inForge(() => pushDueWork({ ...ports(), ...all }, mayGoOn));
  const dueAt = (id: string) => inForge(async () => (await outbox.get(id))?.dueAt);

  test('is of the bulk from a hundred steps on, and pushed again after two minutes', async () => {
    const made = (steps?: number) => promiseWork(randomIds, 7, item('r'), steps);
    expect([made().bulk, made(99).bulk, made(100).bulk]).toEqual([false, false, true]);
    expect(made()).toEqual({
      id: expect.any(String),
      item: item('r'),
      dueAt: 7 + 2 * MINUTE,
      bulk: false,
      claimedUntil: 0,
      attempts: 0,
    });
  });

  test('is pushed again once it is due, for longer each time, and small before large', async () => {
    await waiting('large', item('large'), { bulk: true });
    await waiting('small');
    await waiting('late', item('late'), { dueAt: clock.now() + HOUR });
    expect(await push()).toBe(0);
    clock.move(2 * MINUTE);
    expect(await push()).toBe(2);
    expect(pushed.map(({ outboxId, bulk }) => [outboxId, bulk])).toEqual([
      ['small', false],
      ['large', true],
    ]);
    expect(await dueAt('small')).toBe(clock.now() + 2 * MINUTE);
    clock.move(2 * MINUTE);
    expect(await push()).toBe(2);
    expect(await dueAt('small')).toBe(clock.now() + 4 * MINUTE);
    for (const _ of Array.from({ length: 8 })) {
      clock.move(HOUR);
      await push();
    }
    expect(await dueAt('small')).toBe(clock.now() + HOUR);
  });

  test('that is done, put off or taken meanwhile is not pushed', async () => {
    await waiting('done');
    await waiting('taken');
    await waiting('off');
    await waiting('open');
    clock.move(2 * MINUTE);
    const behind: Outbox = {
      ...outbox,
      get: async (id) => {
        if (id === 'done') await outbox.done(id);
        const entry = await outbox.get(id);
        if (id === 'taken') await outbox.claim(id, clock.now(), clock.now() + MINUTE);
        return id === 'off' && entry !== undefined ? { ...entry, dueAt: clock.now() + 1 } : entry;
      },
    };
    expect(await push({ outbox: behind })).toBe(1);
    expect(pushed.map(({ outboxId }) => outboxId)).toEqual(['open']);
  });

  test('that the queue does not take stays, and is pushed later', async () => {
    await waiting('kept');
    clock.move(2 * MINUTE);
    const full = { push: () => Promise.reject(new Error('The queue is full')) };
    expect(await push({ queue: full })).toBe(1);
    clock.move(2 * MINUTE);
    expect(await push()).toBe(1);
    expect(pushed.map(({ outboxId }) => outboxId)).toEqual(['kept']);
  });

  test('of which one fails is pushed but for that one', async () => {
    await waiting('poison');
    await waiting('sound');
    clock.move(2 * MINUTE);
    const failingOutbox: Outbox = {
      ...outbox,
      get: (id) => (id === 'poison' ? Promise.reject(new TypeError('Not so')) : outbox.get(id)),
    };
    await push({ outbox: failingOutbox }).catch(() => undefined);
    expect(pushed.map(({ outboxId }) => outboxId)).toEqual(['sound']);
  });

  test('without time left is not begun', async () => {
    await waiting('later');
    clock.move(2 * MINUTE);
    expect(await push({}, () => false)).toBe(0);
    expect(pushed).toEqual([]);
  });

  test('that has failed goes on at once where what it failed of is mended', async () => {
    await waiting('fresh');
    await waiting('failed', item('failed'), { attempts: 1, dueAt: clock.now() + 6 * HOUR });
    await waiting('far', item('far'), { attempts: 1, dueAt: clock.now() + 6 * HOUR + 1 });
    await inForge(() => wakeFailed(ports()));
    expect(pushed.map(({ outboxId }) => outboxId)).toEqual(['failed']);
  });

  test('that waits for the connection is what is woken with it, within the hour', async () => {
    const notice = { about: 'needsALook' } as const;
    await waiting('soon', item('soon'), { dueAt: clock.now() + HOUR });
    await waiting('far', item('far'), { dueAt: clock.now() + HOUR + 1 });
    await waiting('other', { kind: 'notifyAdmins', notice });
    await connect();
    // What is due to end comes first.
    expect(pushed.map(({ outboxId }) => outboxId)).toEqual([
      expect.stringMatching(/^ends\.woken/),
      'soon',
    ]);
  });
});
