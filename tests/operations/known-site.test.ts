import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../local/atlassian/atlassian';
import type { Platform } from '../../local/platform/platform';
import { baseUrlOf, basicAuthorization } from '../../src/adapters/atlassian/client/site-access';
import { knownSite } from '../../src/adapters/atlassian/known-site';
import { openSite } from '../../src/adapters/atlassian/open-site';
import { siteProbe } from '../../src/adapters/atlassian/probe/site-probe';
import type { Connection, CredentialProblem } from '../../src/domain/connection/connection';
import type { SiteFailure } from '../../src/ports/site-failure';
import { type MovedClock, movedClock } from '../support/moved-clock';
import { openBench, runInForge } from '../support/run-in-forge';
import { connection as sample } from '../support/samples';

/** What the app stands on before it sends anything with a token: where to, and whether that is still the site. */
let platform: Platform;
let clock: MovedClock;
let asked: number;
let connection: Connection;
beforeAll(async () => {
  platform = await openBench();
  platform.atlassian.onExchange(() => {
    asked += 1;
  });
});
afterAll(() => platform.close());
beforeEach(() => {
  clock = movedClock();
  asked = 0;
  const { siteUrl: instanceUrl, cloudId } = platform.atlassian;
  connection = { ...sample, id: cloudId, instanceUrl, cloudId };
});
afterEach(() => platform.atlassian.faults.clear());

describe('whether it is the connected site', () => {
  const open = () => {
    const others: [Connection, CredentialProblem][] = [];
    const { identify } = siteProbe({ clock, tokenOf: async () => undefined });
    const onOther = async (one: Connection, problem: CredentialProblem) => {
      await Promise.resolve();
      others.push([one, problem]);
    };
    const known = knownSite({ clock, identify, onOther });
    const ask = (one = connection) =>
      runInForge(platform, () => known(one)).then(
        () => 'known',
        (error: SiteFailure) => error,
      );
    return { ask, others };
  };
  const answer = (status: number, body: unknown, more: Partial<FaultRule> = {}) =>
    platform.atlassian.faults.add({
      path: /_edge/,
      ...more,
      effect: { kind: 'answer', status, body: JSON.stringify(body), ...headersOf(status) },
    });
  const headersOf = (status: number) =>
    status === 429 ? { headers: { 'retry-after': '7' } } : { headers: {} };

  test('is asked once a minute, and once where many ask at the same time', async () => {
    const { ask, others } = open();
    expect(await Promise.all([ask(), ask()])).toEqual(['known', 'known']);
    clock.move(59_999);
    expect(await ask()).toBe('known');
    expect(asked).toBe(1);
    clock.move(1);
    expect(await ask()).toBe('known');
    expect(asked).toBe(2);
    expect(others).toEqual([]);
  });

  test('is asked of each site and each address anew', async () => {
    const { ask } = open();
    await ask();
    const other = { ...connection, cloudId: '11111111-1111-4111-8111-111111111111' };
    expect(await ask(other)).toMatchObject({ code: 'otherSite' });
    await ask({ ...connection, instanceUrl: 'https://no-such-site.atlassian.net' });
    expect(asked).toBe(3);
  });

  test('is told where it is another one, and nothing is asked of it any more', async () => {
    const { ask, others } = open();
    const other = { ...connection, cloudId: '11111111-1111-4111-8111-111111111111' };
    const failure = {
      code: 'otherSite',
      message: 'The address is not that of the connected site any more.',
      retryable: false,
    };
    expect(await ask(other)).toMatchObject(failure);
    expect(await ask(other)).toMatchObject(failure);
    const { host } = new URL(connection.instanceUrl);
    expect(others).toEqual([[other, { code: 'otherSite', host }]]);
    expect(asked).toBe(1);
  });

  test.each([
    [503, { code: 'siteUnavailable', message: 'The site does not say which one it is.' }],
    [
      429,
      {
        code: 'rateLimited',
        message: 'The site asks to slow down.',
        status: 429,
        retryAfterMs: 7_000,
      },
    ],
  ])(
    'is not known where it answers %i, and is asked again with the next call',
    async (status, failure) => {
      const { ask, others } = open();
      answer(status, {}, { times: 1 });
      expect(await ask()).toMatchObject({ ...failure, retryable: true });
      expect(await ask()).toBe('known');
      expect([asked, others]).toEqual([2, []]);
    },
  );

  test('is not known where it asks to slow down and does not say how long', async () => {
    platform.atlassian.faults.add({ effect: { kind: 'answer', status: 429 } });
    expect(await open().ask()).toMatchObject({ code: 'rateLimited', retryAfterMs: undefined });
  });

  test('is asked of one that answers late without forgetting what was learned meanwhile', async () => {
    let fail: ((problem: CredentialProblem) => void) | undefined;
    let questions = 0;
    const known = knownSite({
      clock,
      onOther: async () => {},
      identify: () => {
        questions += 1;
        if (questions > 1) return Promise.resolve({ ok: true, value: null });
        return new Promise((resolve) => {
          fail = (error) => resolve({ ok: false, error });
        });
      },
    });
    const first = known(connection).catch((error: SiteFailure) => error.code);
    clock.move(60_000);
    await known(connection);
    fail?.({ code: 'networkFailure' });
    expect(await first).toBe('siteUnavailable');
    await known(connection);
    expect(questions).toBe(2);
  });
});

describe('the way to the site', () => {
  const open = () => {
    const kept = {
      connection: connection as Connection | undefined,
      tokens: { c1: 'token-1', c2: 'token-2' } as Record<string, string>,
      reads: 0,
      fails: false,
    };
    const site = openSite({
      clock,
      connection: async () => {
        kept.reads += 1;
        if (kept.fails) throw new Error('The store is down');
        return kept.connection;
      },
      tokenOf: async (id) => kept.tokens[id],
    });
    return { site, kept };
  };

  test('is that of its connection, with the token that is named there', async () => {
    const { site } = open();
    const { instanceUrl: baseUrl, email } = connection;
    expect(await site.open()).toEqual({ baseUrl, email, token: 'token-1', connection });
  });

  test('is none without a connection, or without its token', async () => {
    const { site, kept } = open();
    kept.connection = undefined;
    expect(await site.open()).toBeUndefined();
    const { site: other, kept: without } = open();
    without.tokens = {};
    expect(await other.open()).toBeUndefined();
  });

  test('is looked up every fifteen seconds, and once where many ask', async () => {
    const { site, kept } = open();
    await Promise.all([site.open(), site.open()]);
    clock.move(14_999);
    await site.open();
    expect(kept.reads).toBe(1);
    clock.move(1);
    await site.open();
    expect(kept.reads).toBe(2);
  });

  test('is looked up at once where the last look failed', async () => {
    const { site, kept } = open();
    kept.fails = true;
    await expect(site.open()).rejects.toThrow('The store is down');
    kept.fails = false;
    expect(await site.open()).toMatchObject({ token: 'token-1' });
  });

  test('keeps what was found meanwhile where an earlier look fails late', async () => {
    const looks: { resolve(one: Connection): void; reject(why: Error): void }[] = [];
    const site = openSite({
      clock,
      connection: () =>
        new Promise<Connection>((resolve, reject) => {
          looks.push({ resolve, reject });
        }),
      tokenOf: async () => 'token',
    });
    const first = site.open().catch((error: Error) => error.message);
    clock.move(15_000);
    const second = site.open();
    looks[1]?.resolve(connection);
    await second;
    looks[0]?.reject(new Error('late'));
    expect(await first).toBe('late');
    await site.open();
    expect(looks).toHaveLength(2);
  });

  test('is another one as soon as somebody has read another token, or that it is gone', async () => {
    const { site, kept } = open();
    // Before anything was looked up, nothing of it is out of date.
    site.note(undefined);
    await site.open();
    site.note({ ...connection, siteName: 'Renamed' });
    await site.open();
    expect(kept.reads).toBe(1);
    kept.connection = { ...connection, credentialId: 'c2' };
    site.note(kept.connection);
    expect(await site.open()).toMatchObject({ token: 'token-2' });
    kept.connection = undefined;
    site.note(undefined);
    expect(await site.open()).toBeUndefined();
    site.note(undefined);
    await site.open();
    expect(kept.reads).toBe(3);
    kept.connection = connection;
    site.note(connection);
    expect(await site.open()).toMatchObject({ token: 'token-1' });
  });

  test('is the site’s own address without scopes, and the gateway’s with them', () => {
    const { instanceUrl, cloudId } = connection;
    expect(baseUrlOf({ instanceUrl, cloudId, tokenKind: 'unscoped' })).toBe(instanceUrl);
    expect(baseUrlOf({ instanceUrl, cloudId, tokenKind: 'scoped' })).toBe(
      `https://api.atlassian.com/ex/jira/${cloudId}`,
    );
  });

  test.each(['../../me', '', 'x/y', ` ${'1'.repeat(8)}-1111-4111-8111-${'1'.repeat(12)}`])(
    'is none for %j in place of a cloud id',
    (cloudId) => {
      const { instanceUrl } = connection;
      expect(() => baseUrlOf({ instanceUrl, cloudId, tokenKind: 'scoped' })).toThrow(
        'a cloud id that is none must not go into a path',
      );
      expect(baseUrlOf({ instanceUrl, cloudId, tokenKind: 'unscoped' })).toBe(instanceUrl);
    },
  );

  test('is opened with email and token, whatever letters they have', () => {
    const { header } = basicAuthorization({ baseUrl: '', email: 'ö@acme.example', token: 'a:b' });
    expect(Buffer.from(header.replace(/^Basic /, ''), 'base64').toString()).toBe(
      'ö@acme.example:a:b',
    );
    expect(header).toMatch(/^Basic /);
  });
});
