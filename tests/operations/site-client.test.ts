import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Exchange, FaultRule } from '../../local/atlassian/atlassian';
import type { Platform } from '../../local/platform/platform';
import type { SiteAccess } from '../../src/adapters/atlassian/client/site-access';
import {
  type EffectOptions,
  type SiteCall,
  SiteClient,
  type SiteClientOptions,
} from '../../src/adapters/atlassian/client/site-client';
import { Pace } from '../../src/adapters/atlassian/pacing/pace';
import type { Connection, ConnectionHealth } from '../../src/domain/connection/connection';
import type { PaceRecord } from '../../src/ports/pace-store';
import { SiteFailure } from '../../src/ports/site-failure';
import { type MovedClock, movedClock } from '../support/moved-clock';
import { tokenOf } from '../support/open-client';
import { openBench, runInForge } from '../support/run-in-forge';
import { connection } from '../support/samples';

/** What is sent to the site, when, and what its answers are taken for. */
let platform: Platform;
let exchanges: Exchange[];
let clock: MovedClock;
let pace: Pace;
beforeAll(async () => {
  platform = await openBench();
  platform.atlassian.onExchange((exchange) => exchanges.push(exchange));
});
afterAll(() => platform.close());
beforeEach(() => {
  exchanges = [];
  clock = movedClock();
  pace = new Pace(() => 0);
});
afterEach(() => platform.atlassian.faults.clear());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const open = (more: Partial<SiteClientOptions> = {}, access: Partial<SiteAccess> = {}) => {
  const to: SiteAccess = { ...tokenOf(platform), ...access };
  return new SiteClient({ open: async () => to, pace, clock, ...more });
};
const answer = (
  status: number,
  body: unknown,
  { headers = {}, ...more }: Partial<FaultRule> & { headers?: Record<string, string> } = {},
) =>
  platform.atlassian.faults.add({
    ...more,
    effect: { kind: 'answer', status, headers, body: JSON.stringify(body) },
  });
const limit = (seconds: number, more: Partial<FaultRule> = {}) =>
  answer(429, {}, { headers: { 'retry-after': String(seconds) }, times: 1, ...more });

const MYSELF: SiteCall = { method: 'GET', path: '/myself' };
const me = z.object({ accountId: z.string() });
const read = (client: SiteClient, call = MYSELF) =>
  inForge(() => client.read(call, me)).catch((error: unknown) => error);
const sent = () => exchanges.map(({ method, url }) => `${method} ${url.split('/rest/api/3')[1]}`);

describe('what is sent', () => {
  test('goes to its path, with what is in it and asked for written as an address takes it', async () => {
    const client = open();
    answer(404, {});
    await read(client, {
      method: 'GET',
      path: '/project/{}/role/{}',
      at: ['a/b', '?'],
      query: { q: 'x&y', ids: ['1', '2'], none: undefined, from: 0, all: true },
    });
    await read(client, { method: 'GET', path: '/project/{}', query: { none: undefined } });
    expect(sent()).toEqual([
      'GET /project/a%2Fb/role/%3F?q=x%26y&ids=1&ids=2&from=0&all=true',
      'GET /project/',
    ]);
    expect(client.callsMade).toBe(2);
  });

  test('is signed with the token, and says what it has', async () => {
    const client = open();
    const olivia = platform.atlassian.directory.personNamed('Olivia Hart');
    expect(await read(client)).toMatchObject({ accountId: olivia.accountId });
    expect(exchanges[0]).toMatchObject({ as: olivia.accountId, requestBody: '' });
    const body = { name: 'as-said' };
    const effect = { method: 'POST', path: '/group', body } as const;
    await inForge(() => client.effect(effect, async () => false));
    expect(JSON.parse(exchanges[1]?.requestBody ?? '')).toEqual(body);
  });

  test('is signed anew as soon as there is another token, which is then taken out of answers', async () => {
    let token = 'first-token-of-many';
    const client = open({ open: async () => ({ ...tokenOf(platform), token }) });
    answer(403, { message: 'Not with first-token-of-many nor other-token-of-few' });
    const words = async () => ((await read(client)) as SiteFailure).message;
    expect(await words()).not.toContain('first-token-of-many');
    token = 'other-token-of-few';
    expect(await words()).not.toContain('other-token-of-few');
  });
});

describe('without a connection', () => {
  test('nothing is sent, and that is said', async () => {
    const client = open({ open: async () => undefined });
    const none = 'No site is connected.';
    expect(await read(client)).toMatchObject({
      code: 'credentialRejected',
      message: none,
      retryable: false,
    });
    const effect = { method: 'POST', path: '/group', body: {} } as const;
    expect(await inForge(() => client.effect(effect, async () => false))).toEqual({
      answer: 'credentialRejected',
      message: none,
    });
    expect([sent(), client.callsMade]).toEqual([[], 0]);
  });
});

describe('a read', () => {
  test('of what is not there is nothing, or fails', async () => {
    const gone = { method: 'GET', path: '/project/0' } as const;
    expect(await inForge(() => open().readIfThere(gone, me))).toBeUndefined();
    expect(await read(open(), gone)).toMatchObject({
      code: 'unexpectedAnswer',
      message: 'The site has no such thing.',
      retryable: false,
      status: 404,
    });
  });

  test('is told apart: an answer that was lost, and a call that Forge does not let out', async () => {
    platform.atlassian.faults.add({ effect: { kind: 'reset', when: 'before' } });
    expect(await read(open())).toMatchObject({
      code: 'networkFailure',
      message: 'The site did not answer.',
      retryable: true,
    });
    expect(sent()).toHaveLength(3);
    expect(await read(open({}, { baseUrl: 'https://elsewhere.example' }))).toMatchObject({
      code: 'networkFailure',
      retryable: false,
    });
    // Forge says so itself in a header as well, of what it does not let out.
    platform.atlassian.faults.clear();
    const named = { 'forge-proxy-error': 'REQUEST_EGRESS_ALLOWLIST_ERR' };
    answer(403, {}, { headers: named });
    expect(await read(open())).toMatchObject({ code: 'networkFailure', retryable: false });
    platform.atlassian.faults.clear();
    answer(502, {}, { headers: { 'forge-proxy-error': 'UPSTREAM_FAILURE' } });
    expect(await read(open())).toMatchObject({ code: 'networkFailure', retryable: true });
  });

  test('passes on what is no failure of the site', async () => {
    const broken = new TypeError('a fault of the app');
    const client = open({ open: () => Promise.reject(broken) });
    expect(await read(client)).toBe(broken);
    const doubtful = open({ isKnown: () => Promise.reject(broken) }, { connection });
    expect(await read(doubtful)).toBe(broken);
    expect(sent()).toEqual([]);
  });

  test('is not sent where an invocation has made its calls, tries among them', async () => {
    const client = open({ reads: { atMost: 2, within: 60_000 } });
    answer(503, {}, { times: 1 });
    expect(await read(client)).toMatchObject({ accountId: expect.any(String) });
    expect(await read(client)).toMatchObject({
      code: 'callsUsedUp',
      message: 'This asks for more of the site than can be read at once.',
      retryable: false,
    });
    expect(sent()).toHaveLength(2);
  });

  test('is not sent where its time is over', async () => {
    const client = open({ reads: { atMost: 9, within: 1_000 } });
    clock.move(1_000);
    expect(await read(client)).toHaveProperty('accountId');
    clock.move(1);
    expect(await read(client)).toMatchObject({
      code: 'callsUsedUp',
      message: 'The site was too slow to be read in time.',
      retryable: true,
    });
    expect(sent()).toHaveLength(1);
  });

  test('waits for a pause of five seconds, and tells a person of a longer one', async () => {
    limit(5);
    expect(await read(open())).toHaveProperty('accountId');
    expect(clock.waits).toEqual([5_000]);
    limit(6);
    const client = open();
    expect(await read(client)).toMatchObject({ code: 'rateLimited', retryAfterMs: 6_000 });
    expect(await read(client)).toMatchObject({
      code: 'rateLimited',
      message: 'The site asks to slow down.',
      retryable: true,
      status: 429,
      retryAfterMs: 6_000,
    });
    expect(sent()).toHaveLength(3);
  });

  test('waits for as long as a run has patience', async () => {
    limit(60);
    expect(await read(open({ patience: 75_000 }))).toHaveProperty('accountId');
    expect(clock.waits).toEqual([60_000]);
    limit(76);
    expect(await read(open({ patience: 75_000 }))).toMatchObject({ code: 'rateLimited' });
  });
});

describe('an effect', () => {
  const ADD: SiteCall = { method: 'POST', path: '/group/user', query: { groupId: 'g' }, body: {} };
  const effect = (
    client: SiteClient,
    isAlreadySo: Parameters<SiteClient['effect']>[1] = async () => false,
    options?: EffectOptions,
  ) => inForge(() => client.effect(ADD, isAlreadySo, options)).catch((error: unknown) => error);

  test('is done where the site says so, and made what it tells of', async () => {
    answer(201, { accountId: 'a1' }, { times: 1 });
    expect(await effect(open())).toEqual({ answer: 'done' });
    const created = me.transform(({ accountId }) => ({ createdId: accountId }));
    answer(201, { accountId: 'a1' }, { times: 1 });
    expect(await effect(open(), async () => false, { created })).toEqual({
      answer: 'done',
      createdId: 'a1',
    });
    answer(201, {}, { times: 1 });
    expect(await effect(open(), async () => false, { created })).toEqual({
      answer: 'unconfirmed',
      message: 'The answer does not say what was created.',
      lost: false,
    });
  });

  test('that is refused may be so already: the site’s state decides', async () => {
    answer(400, { errorMessages: ['No.'] });
    expect(await effect(open())).toEqual({ answer: 'refused', message: 'No.', retryable: false });
    expect(await effect(open(), async () => true)).toEqual({ answer: 'alreadySo' });
    expect(await effect(open(), async () => ({ createdId: 'a1' }))).toEqual({
      answer: 'alreadySo',
      createdId: 'a1',
    });
    const unknown = () => Promise.reject(new SiteFailure('siteUnavailable', 'Not now', true));
    expect(await effect(open(), unknown)).toEqual({
      answer: 'unconfirmed',
      message: 'No.',
      lost: false,
    });
    const broken = new TypeError('a fault of the app');
    expect(await effect(open(), () => Promise.reject(broken))).toBe(broken);
  });

  test('of any other answer is not looked after', async () => {
    const looked = () => Promise.reject(new TypeError('It was looked'));
    for (const [status, kind] of [
      [401, 'credentialRejected'],
      [403, 'refused'],
      [307, 'refused'],
      [503, 'unconfirmed'],
    ] as const) {
      answer(status, {}, { times: 1 });
      expect(await effect(open(), looked)).toMatchObject({ answer: kind });
    }
    expect(sent()).toHaveLength(4);
  });

  test('whose answer was lost may have happened; what Forge keeps has not', async () => {
    platform.atlassian.faults.add({ times: 1, effect: { kind: 'reset', when: 'after' } });
    expect(await effect(open())).toEqual({
      answer: 'unconfirmed',
      message: 'The site did not answer.',
      lost: true,
    });
    expect(await effect(open({}, { baseUrl: 'https://elsewhere.example' }))).toEqual({
      answer: 'refused',
      message: 'Forge did not let the call out.',
      retryable: false,
    });
  });

  test('is told how long the site pauses, and is not sent before', async () => {
    limit(30);
    const client = open();
    expect(await effect(client)).toEqual({
      answer: 'slowDown',
      retryAfterMs: 30_000,
      scope: 'site',
    });
    clock.move(10_000);
    expect(await effect(client)).toEqual({
      answer: 'slowDown',
      retryAfterMs: 20_000,
      scope: 'site',
    });
    expect(sent()).toHaveLength(1);
  });

  test('that has not had its turn in time is not sent', async () => {
    limit(3);
    const client = open();
    await effect(client);
    const late = await effect(client, undefined, { notAfter: clock.now() + 2_999 });
    expect(late).toEqual({ answer: 'slowDown', retryAfterMs: 3_000, scope: 'endpoint' });
    expect(sent()).toHaveLength(1);
    answer(204, {});
    const inTime = await effect(client, undefined, { notAfter: clock.now() + 3_000 });
    expect(inTime).toEqual({ answer: 'done' });
  });

  describe('at an address that may be another site’s', () => {
    let doubts = 0;
    const doubt = (failure: Error) => {
      const isKnown = () => {
        doubts += 1;
        return Promise.reject(failure);
      };
      return open({ isKnown }, { connection });
    };

    test('passes on what is no failure of the site', async () => {
      const broken = new TypeError('a fault of the app');
      expect(await effect(doubt(broken))).toBe(broken);
      expect(sent()).toEqual([]);
    });

    test.each([
      [
        new SiteFailure('otherSite', 'Another one.', false),
        { answer: 'credentialRejected', message: 'Another one.' },
      ],
      [
        new SiteFailure('siteUnavailable', 'Nobody says which.', true),
        { answer: 'refused', message: 'Nobody says which.', retryable: true },
      ],
      [
        new SiteFailure('rateLimited', 'Later.', true, 429, 8_000),
        { answer: 'slowDown', retryAfterMs: 8_000, scope: 'site' },
      ],
    ])('is not sent: %o', async (failure, expected) => {
      const client = doubt(failure);
      expect(await effect(client)).toEqual(expected);
      const { code, retryable } = failure;
      const before = doubts;
      expect(await read(client)).toMatchObject({ code, retryable });
      // What may pass is asked three times; a pause is kept, so that it is not asked at all.
      expect(doubts - before).toBe(code === 'siteUnavailable' ? 3 : code === 'otherSite' ? 1 : 0);
      expect([sent(), client.callsMade]).toEqual([[], 0]);
    });

    test('keeps all calls waiting where that one is asked to slow down', async () => {
      await effect(doubt(new SiteFailure('rateLimited', 'Later.', true, 429, 8_000)));
      expect(pace.pauseOf('GET /myself', clock.now())).toBe(8_000);
    });

    test('is sent where it is the site, which is asked of the connection', async () => {
      answer(204, {});
      const asked: Connection[] = [];
      const isKnown = async (one: Connection) => void asked.push(one);
      expect(await effect(open({ isKnown }, { connection }))).toEqual({ answer: 'done' });
      // A credential that is only tried has no site yet.
      expect(await effect(open({ isKnown }))).toEqual({ answer: 'done' });
      expect(asked).toEqual([connection]);
    });
  });
});

describe('what an answer tells of the token', () => {
  const failing: ConnectionHealth = {
    ...{ state: 'suspect', since: 1, checkedAt: 1, looks: 0, nextLookAt: 1 },
    problem: { code: 'tokenExpiredOrRevoked' },
  };
  const watched = (health: ConnectionHealth = failing, credentialId = 'c1') => {
    const told: string[] = [];
    const of = { ...connection, health, credentialId };
    const note = (what: string) => async (by: Connection) => {
      // Whoever is told takes a while, and nobody goes on before.
      await Promise.resolve();
      told.push(`${what} ${by.credentialId}`);
    };
    const evidence = { accepted: note('accepted'), rejected: note('rejected') };
    return { told, client: open({ evidence }, { connection: of }) };
  };
  const call = async (client: SiteClient, method: 'GET' | 'POST', path: string) => {
    const to = { method, path, ...(method === 'GET' ? {} : { body: {} }) };
    const came = await inForge<unknown>(() =>
      method === 'GET' ? client.readIfThere(to, z.unknown()) : client.effect(to, async () => true),
    ).catch((error: unknown) => error);
    // Whatever is told, it is no fault of the app.
    if (came instanceof Error) expect(came).toBeInstanceOf(SiteFailure);
  };

  test.each([
    ['GET', '/group/member', true],
    ['GET', '/user/groups', true],
    ['GET', '/applicationrole', true],
    ['POST', '/group/user', true],
    ['POST', '/user', true],
    ['POST', '/project/1/role/2', true],
    // Read by anybody, signed in or not: that it is answered says nothing.
    ['GET', '/myself', false],
    ['GET', '/project/search', false],
    ['GET', '/groups/picker', false],
    ['POST', '/expression/evaluate', false],
  ] as const)('%s %s is taken of its owner alone: %s', async (method, path, isTold) => {
    answer(200, []);
    const { client, told } = watched();
    await call(client, method, path);
    expect(told).toEqual(isTold ? ['accepted c1'] : []);
  });

  test('is told once of a token in doubt, and not of one that works', async () => {
    answer(200, []);
    const { client, told } = watched();
    await call(client, 'GET', '/applicationrole');
    await call(client, 'GET', '/group/member');
    expect(told).toEqual(['accepted c1']);
    const working = watched({ state: 'working', checkedAt: 1 });
    await call(working.client, 'GET', '/applicationrole');
    expect(working.told).toEqual([]);
  });

  test.each([
    [401, {}],
    [200, { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }],
    [403, { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' }],
  ])('is that it is rejected, by %i with %j', async (status, headers) => {
    answer(status, {}, { headers });
    const { client, told } = watched({ state: 'working', checkedAt: 1 });
    await call(client, 'GET', '/myself');
    await call(client, 'POST', '/expression/evaluate');
    expect(told).toEqual(['rejected c1']);
  });

  test('is nothing where the site refuses, fails or pauses', async () => {
    const { client, told } = watched();
    for (const status of [403, 404, 503, 429]) {
      answer(status, {}, { times: 1 });
      await call(client, 'POST', '/group/user');
    }
    expect(told).toEqual([]);
  });

  test('is told of each token, and of none that is only tried', async () => {
    answer(401, {});
    const told: string[] = [];
    let credentialId = 'c1';
    const evidence = {
      accepted: async () => {},
      rejected: async (by: Connection) => void told.push(by.credentialId),
    };
    const client = open({
      evidence,
      open: async () => ({ ...tokenOf(platform), connection: { ...connection, credentialId } }),
    });
    await call(client, 'GET', '/myself');
    credentialId = 'c2';
    await call(client, 'GET', '/myself');
    expect(told).toEqual(['c1', 'c2']);
    await call(open({ evidence }), 'GET', '/myself');
    await call(open({}, { connection }), 'GET', '/myself');
    expect(told).toEqual(['c1', 'c2']);
  });
});

describe('the pace', () => {
  const lane = 'GET /myself';

  test('is remembered by the site’s host, once for all calls', async () => {
    const asked: string[] = [];
    const record: PaceRecord = { at: clock.now(), pausedUntil: clock.now() + 2_000, lanes: {} };
    const paces = {
      read: async (host: string) => {
        asked.push(host);
        return record;
      },
      write: async () => {},
    };
    const client = open({ paces });
    await read(client);
    await read(client);
    expect(asked).toEqual([new URL(platform.atlassian.siteUrl).host]);
    expect(clock.waits).toEqual([2_000]);
  });

  test('is kept with a pause, at most once a second, whatever becomes of that', async () => {
    const kept: [string, PaceRecord][] = [];
    let fails = false;
    const paces = {
      read: () => Promise.reject(new Error('The store is down')),
      write: async (host: string, record: PaceRecord) => {
        kept.push([host, record]);
        if (fails) throw new Error('The store is down');
      },
    };
    const client = open({ paces });
    limit(0, { times: 2 });
    expect(await read(client)).toHaveProperty('accountId');
    expect(kept).toEqual([[new URL(platform.atlassian.siteUrl).host, pace.record(clock.now())]]);
    clock.move(1_000);
    fails = true;
    limit(0);
    expect(await read(client)).toHaveProperty('accountId');
    expect(kept).toHaveLength(2);
  });

  /** A pace that notes what it is told. */
  class NotedPace extends Pace {
    readonly warned: string[] = [];
    readonly told: unknown[][] = [];
    override nearLimit(name: string, now: number) {
      this.warned.push(name);
      super.nearLimit(name, now);
    }
    override left(...told: Parameters<Pace['left']>) {
      this.told.push(told);
      super.left(...told);
    }
  }

  test.each([
    ['true', [lane]],
    ['false', []],
  ])('is told that the limit is near, where the site says %s', async (near, warned) => {
    const noted = new NotedPace();
    answer(200, { accountId: 'a' }, { headers: { 'x-ratelimit-nearlimit': near } });
    await read(open({ pace: noted }));
    await read(open({ pace: noted }), { ...MYSELF, path: '/applicationrole' });
    expect(noted.warned).toEqual(warned.length === 0 ? [] : [lane, 'GET /applicationrole']);
  });

  test.each([
    ['0', '100', [[lane, 0, 100, 0]]],
    ['7', '1', [[lane, 7, 1, 0]]],
    ['7', undefined, []],
    [undefined, '100', []],
    ['some', '100', []],
    ['-1', '100', []],
    ['5', '0', []],
  ])('is told what is left, where the site says %s of %s', async (left, of, told) => {
    const noted = new NotedPace();
    const headers = {
      ...(left === undefined ? {} : { 'x-ratelimit-remaining': left }),
      ...(of === undefined ? {} : { 'x-ratelimit-limit': of }),
    };
    answer(200, { accountId: 'a' }, { headers });
    await read(open({ pace: noted }));
    expect(noted.told).toEqual(told);
  });

  test('takes a call for over however it ends', async () => {
    let underWay = 0;
    class Counted extends Pace {
      override start(...started: Parameters<Pace['start']>) {
        underWay += 1;
        super.start(...started);
      }
      override end(name: string) {
        underWay -= 1;
        super.end(name);
      }
    }
    platform.atlassian.faults.add({ times: 3, effect: { kind: 'reset', when: 'before' } });
    await read(open({ pace: new Counted() }));
    const isKnown = () => Promise.reject(new SiteFailure('otherSite', 'Another one.', false));
    await read(open({ pace: new Counted(), isKnown }, { connection }));
    await read(open({ pace: new Counted() }));
    expect(underWay).toBe(0);
  });

  test('grows with what the site takes, and learns nothing from that with a limit', async () => {
    const rate = pace.rateOf(lane);
    await read(open());
    expect(pace.rateOf(lane)).toBe(rate + 0.5);
    limit(30);
    await read(open());
    expect(pace.rateOf(lane)).toBeLessThan(rate);
  });
});
