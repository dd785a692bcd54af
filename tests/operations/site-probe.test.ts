import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange, FaultRule } from '../../local/atlassian/atlassian';
import type { Platform } from '../../local/platform/platform';
import { siteProbe } from '../../src/adapters/atlassian/probe/site-probe';
import { systemClock } from '../../src/adapters/forge/system-clock';
import type { Connection } from '../../src/domain/connection/connection';
import type { Credential, KnownSite } from '../../src/ports/site-probe';
import { tokenOf } from '../support/open-client';
import { openBench, runInForge } from '../support/run-in-forge';
import { connection as sample } from '../support/samples';

/** What stands in the way of a credential, one answer after the other. */
let platform: Platform;
let exchanges: Exchange[];
beforeAll(async () => {
  platform = await openBench();
  platform.atlassian.onExchange((exchange) => exchanges.push(exchange));
});
afterAll(() => platform.close());
beforeEach(() => {
  exchanges = [];
});
afterEach(() => platform.atlassian.faults.clear());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const credential = (label?: string, more: Partial<Credential> = {}): Credential => {
  const { baseUrl: instanceUrl, email, token } = tokenOf(platform, label);
  return { instanceUrl, email, token, ...more };
};
let token: string | undefined;
const probe = siteProbe({ clock: systemClock, tokenOf: async () => token });
const tried = (given = credential(), known?: KnownSite) => inForge(() => probe.probe(given, known));
const problem = async (given?: Credential, known?: KnownSite) => {
  const found = await tried(given, known);
  return found.ok ? undefined : found.error;
};
const answer = (
  path: RegExp,
  status: number,
  body: unknown = {},
  headers: Record<string, string> = {},
  more: Partial<FaultRule> = {},
) =>
  platform.atlassian.faults.add({
    path,
    ...more,
    effect: {
      kind: 'answer',
      status,
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    },
  });
const lost = (path: RegExp) =>
  platform.atlassian.faults.add({ path, effect: { kind: 'reset', when: 'before' } });
const WHICH = /_edge/;
const OTHER = '11111111-1111-4111-8111-111111111111';
const host = () => new URL(platform.atlassian.siteUrl).host;
const stored = (): Connection => ({
  ...sample,
  ...{ instanceUrl: platform.atlassian.siteUrl, cloudId: platform.atlassian.cloudId },
  email: credential().email,
});

describe('which site is at the address', () => {
  test('is asked without a credential', async () => {
    await tried();
    expect(exchanges[0]).toMatchObject({
      url: `${platform.atlassian.siteUrl}/_edge/tenant_info`,
      as: undefined,
      method: 'GET',
    });
  });

  test('must be the one that is known to be there', async () => {
    const { siteUrl: instanceUrl, cloudId } = platform.atlassian;
    expect(await problem(credential(), { instanceUrl, cloudId })).toBeUndefined();
    expect(await problem(credential(), { instanceUrl, cloudId: OTHER })).toEqual({
      code: 'otherSite',
      host: host(),
    });
    // At another address there may be another.
    expect(await problem(credential(), { instanceUrl: 'https://x', cloudId: OTHER })).toBe(
      undefined,
    );
  });

  test.each([
    [404, {}, { code: 'noSuchSite' }],
    [200, {}, { code: 'unexpectedAnswer', status: 200 }],
    [200, { cloudId: '../x' }, { code: 'unexpectedAnswer', status: 200 }],
    [200, { cloudId: 7 }, { code: 'unexpectedAnswer', status: 200 }],
    [200, '<html>', { code: 'unexpectedAnswer', status: 200 }],
    [503, {}, { code: 'unexpectedAnswer', status: 503 }],
    // Whatever an answer says that is none.
    [503, { cloudId: OTHER }, { code: 'unexpectedAnswer', status: 503 }],
    [503, 'This site is suspended', { code: 'siteSuspended' }],
    [503, `${'x'.repeat(10_000)} suspended`, { code: 'unexpectedAnswer', status: 503 }],
    [400, {}, { code: 'unexpectedAnswer', status: 400 }],
    [403, {}, { code: 'unexpectedAnswer', status: 403 }],
    [403, 'Your IP address is not allowed', { code: 'ipNotAllowed' }],
    [429, {}, { code: 'rateLimited', retryAfterSeconds: undefined }],
  ])('is not known from %i with %j', async (status, body, expected) => {
    answer(WHICH, status, body);
    const named = expected.code === 'noSuchSite' ? { ...expected, host: host() } : expected;
    expect(await problem()).toEqual(named);
    expect(exchanges).toHaveLength(1);
  });

  test('is not known where no answer comes, or how long to wait is all it says', async () => {
    lost(WHICH);
    expect(await problem()).toEqual({ code: 'networkFailure' });
    platform.atlassian.faults.clear();
    answer(WHICH, 429, {}, { 'retry-after': '1.5' });
    expect(await problem()).toEqual({ code: 'rateLimited', retryAfterSeconds: 2 });
  });

  const redirect = (location?: string) =>
    answer(WHICH, 302, {}, location === undefined ? {} : { location }, { times: 1 });

  test('is the same at a new address, which is asked once', async () => {
    const { siteUrl, cloudId } = platform.atlassian;
    const old = credential(undefined, { instanceUrl: 'https://suspended.atlassian.net' });
    redirect(`${siteUrl}/_edge/tenant_info?x=1`);
    expect(await problem(old)).toEqual({ code: 'siteMoved', to: siteUrl });
    expect(exchanges.map(({ url }) => url)).toEqual([
      'https://suspended.atlassian.net/_edge/tenant_info',
      `${siteUrl}/_edge/tenant_info`,
    ]);
    expect(exchanges.every(({ as }) => as === undefined)).toBe(true);
    const known = { instanceUrl: old.instanceUrl, cloudId };
    redirect(siteUrl);
    expect(await problem(old, known)).toEqual({ code: 'siteMoved', to: siteUrl });
    redirect(siteUrl);
    expect(await problem(old, { ...known, cloudId: OTHER })).toEqual({
      code: 'otherSite',
      host: 'suspended.atlassian.net',
    });
  });

  test.each([
    ['nowhere', undefined],
    ['somewhere else', 'https://elsewhere.example/_edge/tenant_info'],
    ['itself', '/login'],
    ['no address', 'http://['],
  ])('is not followed to %s', async (_, location) => {
    redirect(location);
    expect(await problem()).toEqual({ code: 'unexpectedAnswer', status: 302 });
    expect(exchanges).toHaveLength(1);
  });

  test('is suspended where the address of its page says so', async () => {
    redirect('https://www.atlassian.com/unavailable-site');
    expect(await problem()).toEqual({ code: 'siteSuspended' });
  });

  test('is not known where the new address does not say', async () => {
    redirect('https://no-such-site.atlassian.net');
    expect(await problem()).toEqual({ code: 'unexpectedAnswer', status: 404 });
    redirect('https://unreachable.atlassian.net');
    expect(await problem()).toEqual({ code: 'networkFailure' });
  });
});

describe('whose the token is', () => {
  const MYSELF = /^\/myself/;

  test('is what the site says, at the address that takes it', async () => {
    answer(MYSELF, 200, {
      accountId: 'a',
      displayName: 'Olivia',
      emailAddress: 'o@acme.example',
      avatarUrls: { '48x48': 'https://acme.example/48' },
    });
    expect(await tried()).toMatchObject({
      value: {
        tokenKind: 'unscoped',
        actsAs: {
          accountId: 'a',
          displayName: 'Olivia',
          email: 'o@acme.example',
          avatarUrl: 'https://acme.example/48',
        },
      },
    });
    platform.atlassian.faults.clear();
    answer(MYSELF, 200, { accountId: 'a', emailAddress: '' });
    const found = await tried();
    expect(found.ok && found.value.actsAs).toStrictEqual({
      accountId: 'a',
      displayName: 'Unknown',
    });
  });

  test.each([
    [403, {}, { code: 'unexpectedAnswer', status: 403 }, 1],
    [401, 'Unauthorized; scope does not match', { code: 'wrongEmailOrToken' }, 2],
    [
      401,
      { message: 'Unauthorized; scope does not match' },
      { code: 'scopesMissing', scopes: ['read:jira-user'] },
      1,
    ],
    [401, 'It was revoked.', { code: 'tokenExpiredOrRevoked' }, 2],
    [401, 'It has expired', { code: 'tokenExpiredOrRevoked' }, 2],
    [401, 'unexpired', { code: 'wrongEmailOrToken' }, 2],
    [401, { accountId: 'a' }, { code: 'wrongEmailOrToken' }, 2],
    [404, {}, { code: 'wrongEmailOrToken' }, 2],
    [200, {}, { code: 'wrongEmailOrToken' }, 2],
    [503, {}, { code: 'unexpectedAnswer', status: 503 }, 1],
    [400, {}, { code: 'unexpectedAnswer', status: 400 }, 1],
  ])('is not known from %i with %j', async (status, body, expected, times) => {
    answer(MYSELF, status, body);
    expect(await problem()).toEqual(expected);
    expect(exchanges.filter(({ url }) => url.endsWith('/myself'))).toHaveLength(times);
  });

  test('is asked at the gateway where the site does not take it, and refused there at last', async () => {
    answer(MYSELF, 401, {}, {}, { times: 1 });
    answer(MYSELF, 403, {}, {}, { times: 1 });
    expect(await problem()).toEqual({ code: 'wrongEmailOrToken' });
    expect(exchanges.map(({ url }) => new URL(url).host).slice(1)).toEqual([
      host(),
      'api.atlassian.com',
    ]);
    expect(exchanges[2]?.url).toBe(
      `https://api.atlassian.com/ex/jira/${platform.atlassian.cloudId}/rest/api/3/myself`,
    );
  });

  test('is no matter where it is a key of the organization, or too many failed to sign in', async () => {
    expect(await problem(credential(undefined, { token: 'ATCTT-key' }))).toEqual({
      code: 'organizationKey',
    });
    expect(await problem(credential(undefined, { token: 'x-ATCTT-key' }))).toEqual({
      code: 'wrongEmailOrToken',
    });
    answer(MYSELF, 401, {}, { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' });
    expect(await problem()).toEqual({ code: 'captchaRequired' });
  });
});

describe('what the token may do', () => {
  const scopeMissing = { message: 'Unauthorized; scope does not match' };
  const permissions = (may?: unknown) => ({ permissions: { ADMINISTER: may } });

  test('is asked by calls that change nothing', async () => {
    await tried(credential('Good token with scopes'));
    const rest = exchanges.slice(3).map(({ method, url }) => {
      const { pathname, search } = new URL(url);
      return `${method} ${pathname.split('/rest/api/3')[1]}${search}`;
    });
    const { accountId } = platform.atlassian.directory.personNamed('Olivia Hart');
    expect(rest.sort()).toEqual(
      [
        'GET /mypermissions?permissions=ADMINISTER',
        'GET /group/bulk?accessType=site-admin&maxResults=50',
        `GET /user/groups?accountId=${encodeURIComponent(accountId)}`,
        'GET /applicationrole',
        'DELETE /project/0/role/0',
        'GET /serverInfo',
      ].sort(),
    );
    exchanges = [];
    await tried();
    expect(exchanges.every(({ method }) => method === 'GET')).toBe(true);
  });

  test.each([
    [/^\/mypermissions/, ['read:jira-work']],
    [/^\/group\/bulk/, ['read:jira-user']],
    [/^\/user\/groups/, ['read:jira-user']],
    [/^\/applicationrole/, ['manage:jira-configuration']],
    [/^\/project\/0\/role\/0/, ['manage:jira-project']],
    [/^\/(group\/bulk|user\/groups)/, ['read:jira-user']],
    [/^\/(mypermissions|applicationrole)/, ['read:jira-work', 'manage:jira-configuration']],
  ])('lacks a scope for %s', async (path, scopes) => {
    answer(path, 401, scopeMissing);
    expect(await problem(credential('Good token with scopes'))).toEqual({
      code: 'scopesMissing',
      scopes,
    });
  });

  test.each([
    [permissions({ havePermission: false }), 'notAdministrator'],
    [permissions(), 'unexpectedAnswer'],
    [{}, 'unexpectedAnswer'],
  ])('is to administer Jira, by %j', async (body, code) => {
    answer(/^\/mypermissions/, 200, body);
    expect(await problem()).toEqual(
      code === 'notAdministrator' ? { code, displayName: 'Olivia Hart' } : { code, status: 200 },
    );
  });

  test('is not known where the question is not answered', async () => {
    answer(/^\/mypermissions/, 503);
    expect(await problem()).toEqual({ code: 'unexpectedAnswer', status: 503 });
    platform.atlassian.faults.clear();
    answer(/^\/mypermissions/, 403, permissions({ havePermission: true }));
    expect(await problem()).toEqual({ code: 'unexpectedAnswer', status: 403 });
    platform.atlassian.faults.clear();
    lost(/^\/mypermissions/);
    expect(await problem()).toEqual({ code: 'networkFailure' });
  });

  const group = (groupId: string, name = groupId) => ({ groupId, name });
  const page = (...values: unknown[]) => ({ values, isLast: true });
  test.each([
    ['is in a group that grants it', page(group('a')), [group('a')], true],
    ['is in one of several', page(group('z'), group('a')), [group('a')], true],
    ['may be, as one of each can’t be read', page(group('a'), 7), [group('b'), 7], true],
    ['is in none of those', page(group('a')), [group('b')], false],
    ['is in none at all', page(group('a')), [], false],
    ['administers the organization', page(group('a')), [group('o', 'org-admins')], true],
    ['is in the group that is called so', page(group('a')), [group('o', 'site-admins')], true],
    ['may be, as none is named', page(), [group('b')], true],
    ['may be, as one can’t be read', page(group('a'), 7), [group('b')], true],
    ['may be, as one of theirs can’t be read', page(group('a')), [group('b'), 7], true],
    ['may be, as theirs make no sense', page(group('a')), 'no list', true],
    ['may be, as the groups make no sense', 'no page', [group('b')], true],
  ])('is to administer the site: whoever %s', async (_, granting, own, may) => {
    answer(/^\/group\/bulk/, 200, granting);
    answer(/^\/user\/groups/, 200, own);
    expect(await problem()).toEqual(
      may ? undefined : { code: 'notAdministrator', displayName: 'Olivia Hart' },
    );
  });
});

test('who administers the site is not known from an answer that is none', async () => {
  const body = { values: [{ groupId: 'a', name: 'a' }], isLast: true };
  answer(/^\/group\/bulk/, 403, body);
  expect(await problem()).toBeUndefined();
});

test('one of two addresses that says that the token was revoked is enough', async () => {
  answer(/^\/myself/, 401, 'It was revoked.', {}, { times: 1 });
  answer(/^\/myself/, 401);
  expect(await problem()).toEqual({ code: 'tokenExpiredOrRevoked' });
});

describe('what the site is called', () => {
  test.each([
    [{ serverTitle: ' Acme Tools ' }, 'Acme Tools'],
    [{ serverTitle: 'Jira' }, 'acme-local'],
    [{ serverTitle: ' ' }, 'acme-local'],
    [{}, 'acme-local'],
    ['no JSON', 'acme-local'],
  ])('by %j is %s', async (body, siteName) => {
    answer(/^\/serverInfo/, 200, body);
    expect(await tried()).toMatchObject({ value: { siteName } });
  });

  test('is its address where it does not answer', async () => {
    answer(/^\/serverInfo/, 503, { serverTitle: 'Down' });
    expect(await tried()).toMatchObject({ value: { siteName: 'acme-local' } });
    platform.atlassian.faults.clear();
    lost(/^\/serverInfo/);
    expect(await tried()).toMatchObject({ value: { siteName: 'acme-local' } });
  });
});

describe('the token that is stored', () => {
  const look = (of = stored()) => inForge(() => probe.look(of));
  const probeStored = (of = stored()) => inForge(() => probe.probeStored(of));
  beforeEach(() => {
    token = credential().token;
  });

  test('is tried as when it was new, or shortly', async () => {
    expect(await probeStored()).toMatchObject({ ok: true, value: { tokenKind: 'unscoped' } });
    exchanges = [];
    expect(await look()).toEqual({ ok: true, value: null });
    expect(exchanges).toHaveLength(2);
    exchanges = [];
    expect(await inForge(() => probe.identify(stored()))).toEqual({ ok: true, value: null });
    expect(exchanges).toHaveLength(1);
  });

  test('that is not there, or not taken any more, has expired: it was not mistyped', async () => {
    const gone = { ok: false, error: { code: 'tokenExpiredOrRevoked' } };
    token = 'wrong';
    expect(await look()).toEqual(gone);
    expect(await probeStored()).toEqual(gone);
    token = undefined;
    exchanges = [];
    expect(await look()).toEqual(gone);
    expect(exchanges).toEqual([]);
  });

  test('goes to no other site, and any other problem is told as it is', async () => {
    const other = { ...stored(), cloudId: OTHER };
    const refused = { ok: false, error: { code: 'otherSite', host: host() } };
    expect(await look(other)).toEqual(refused);
    expect(await probeStored(other)).toEqual(refused);
    expect(await inForge(() => probe.identify(other))).toEqual(refused);
    expect(exchanges.every(({ as }) => as === undefined)).toBe(true);
    answer(/^\/myself/, 503);
    expect(await look()).toEqual({
      ok: false,
      error: { code: 'unexpectedAnswer', status: 503 },
    });
  });
});
