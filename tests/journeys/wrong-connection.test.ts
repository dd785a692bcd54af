import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { error, openWorld, value, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

function connect(over: { instanceUrl?: string; email?: string; token?: string }) {
  const { tokens, siteUrl } = world.platform.atlassian;
  const [good] = tokens.samples();
  if (good === undefined) throw new Error('There is no token');
  return world.as('Olivia Hart').admin('connection.connect', {
    instanceUrl: siteUrl,
    email: good.email,
    token: good.token,
    ...over,
  });
}

describe('an address that is none of a site', () => {
  test.each([
    ['acme', { code: 'badUrl', problem: { code: 'notAUrl' } }],
    ['http://acme-local.atlassian.net', { code: 'badUrl', problem: { code: 'notHttps' } }],
    ['https://jira.acme.example', { code: 'badUrl', problem: { code: 'notAtlassianCloud' } }],
    ['https://no-such-site.atlassian.net', { code: 'credential', problem: { code: 'noSuchSite' } }],
    ['https://suspended.atlassian.net', { code: 'credential', problem: { code: 'siteSuspended' } }],
    [
      'https://unreachable.atlassian.net',
      { code: 'credential', problem: { code: 'networkFailure' } },
    ],
    [
      'https://locked-down.atlassian.net',
      { code: 'credential', problem: { code: 'ipNotAllowed' } },
    ],
  ])('%s', async (instanceUrl, expected) => {
    expect(error(await connect({ instanceUrl }))).toMatchObject(expected);
    expect(world.platform.forge.kvs.secretKeys()).toEqual([]);
    expect(value(await world.as('Olivia Hart').admin('admin.load', {})).connection).toBeUndefined();
  });
});

describe('a credential that does not serve', () => {
  const EXPECTED: Readonly<Record<string, readonly string[]>> = {
    'Good token': [],
    'Good token with scopes': [],
    'Token with too few scopes': ['scopesMissing'],
    'Expired token': ['tokenExpiredOrRevoked', 'wrongEmailOrToken'],
    'Revoked token': ['tokenExpiredOrRevoked', 'wrongEmailOrToken'],
    'API key of the organization': ['organizationKey'],
    'Token of somebody who is no admin': ['notAdministrator'],
    'Token of a Jira admin who is no site admin': ['notAdministrator'],
    'Token of an account that failed to log in too often': ['captchaRequired'],
  };
  test('every sample is told for what it is', async () => {
    const samples = world.platform.atlassian.tokens.samples();
    expect(samples.map(({ label }) => label).sort()).toEqual(Object.keys(EXPECTED).sort());
    for (const { label, email, token } of samples) {
      const reply = await connect({ email, token });
      const codes = EXPECTED[label] ?? [];
      if (codes.length === 0) expect([label, reply.ok]).toEqual([label, true]);
      else {
        const problem = error(reply);
        expect([label, problem.code]).toEqual([label, 'credential']);
        expect(codes).toContain(problem.code === 'credential' && problem.problem.code);
      }
    }
  });

  test.each([
    ['a wrong token', { token: 'ATATT3xNotAToken' }],
    ['a wrong email', { email: 'somebody.else@acme.example' }],
    ['nothing', { token: '', email: '' }],
  ])('%s', async (_, over) => {
    const reply = error(await connect(over));
    expect(['credential', 'badInput']).toContain(reply.code);
    expect(world.platform.forge.kvs.secretKeys()).toEqual([]);
  });

  test('too fast: says when to come back', async () => {
    world.platform.atlassian.faults.add({
      via: 'token',
      effect: { kind: 'answer', status: 429, headers: { 'Retry-After': '17' } },
    });
    expect(error(await connect({}))).toMatchObject({
      problem: { code: 'rateLimited', retryAfterSeconds: 17 },
    });
  });
});

describe('a connection', () => {
  test('shows as whom the app acts and on which site, and never the token', async () => {
    await world.connect();
    const { connection, siteUrl } = value(await world.as('Sofia Costa').admin('admin.load', {}));
    expect(connection).toMatchObject({
      instanceUrl: world.platform.atlassian.siteUrl,
      siteName: 'Acme',
      actsAs: { displayName: 'Olivia Hart' },
      connectedBy: { displayName: 'Olivia Hart' },
      health: { state: 'working' },
      sameSite: true,
    });
    expect(siteUrl).toBe(world.platform.atlassian.siteUrl);
  });

  test('keeps the old token until a new one has proved itself', async () => {
    await world.connect();
    expect((await connect({ token: 'ATATT3xWrong' })).ok).toBe(false);
    expect(value(await world.as('Olivia Hart').admin('connection.check', {})).health.state).toBe(
      'working',
    );
  });

  test('finds out that its token was revoked, and says so until another is given', async () => {
    const { tokens } = world.platform.atlassian;
    const olivia = world.as('Olivia Hart');
    const token = tokens.create(
      olivia.accountId,
      'Multiplier',
      world.platform.clock.now() + 86_400_000,
    );
    value(await connect({ token }));
    const [made] = tokens.of(olivia.accountId).filter(({ label }) => label === 'Multiplier');
    tokens.revoke(made?.id ?? '');
    expect(value(await olivia.admin('connection.check', {})).health.state).toBe('failing');
    await world.connect();
    expect(value(await olivia.admin('admin.load', {})).connection?.health.state).toBe('working');
  });
});
