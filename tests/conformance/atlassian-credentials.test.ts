import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  basic,
  GOOD,
  openServedSite,
  refusalOf,
  type ServedSite,
} from '../support/open-served-site';

let site: ServedSite;

beforeEach(async () => {
  site = await openServedSite();
});
afterEach(async () => {
  site.watch.expectNoViolations();
  await site.close();
});

const sample = (label: string) => {
  const found = site.atlassian.tokens.samples().find((entry) => entry.label === label);
  if (found === undefined) throw new Error(`No sample token is called ${label}`);
  return found;
};

const get = (url: string, credential?: { readonly email: string; readonly token: string }) =>
  site.atlassian.fetch(
    new Request(url, credential && { headers: { authorization: basic(credential) } }),
  );

const myself = (credential: { readonly email: string; readonly token: string }) =>
  get(`${site.atlassian.siteUrl}/rest/api/3/myself`, credential);

describe('tokens at the site’s own address', () => {
  it('work without scopes', async () => {
    const me = await site.client(GOOD).myself.getCurrentUser();
    expect(me).toMatchObject({ displayName: 'Olivia Hart', accountType: 'atlassian' });
  });

  it.each([
    'Expired token',
    'Revoked token',
    'Good token with scopes',
    'API key of the organization',
  ])('%s: 401', async (label) => {
    const answer = await myself(sample(label));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED');
    expect(await answer.text()).toBe('Client must be authenticated to access this resource.');
  });

  it('need their owner’s address: 401 with another', async () => {
    const { token } = sample(GOOD);
    expect((await myself({ email: 'noah.okafor@acme.example', token })).status).toBe(401);
    expect((await myself({ email: 'nobody@acme.example', token })).status).toBe(401);
  });

  it('are not passwords: 401 that says so', async () => {
    const answer = await myself({ email: 'olivia.hart@acme.example', token: 'hunter2' });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('Basic authentication with passwords is deprecated');
  });

  it('die with their owner’s account', async () => {
    site.atlassian.directory.setActive(site.accountId('Olivia Hart'), false);
    expect((await myself(sample(GOOD))).status).toBe(401);
  });

  it('of an account that must solve a captcha: 403', async () => {
    const answer = await myself(sample('Token of an account that failed to log in too often'));
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATION_DENIED');
  });

  it('that don’t work still read what anybody may read: nothing, with 200', async () => {
    const wrong = { email: 'olivia.hart@acme.example', token: 'ATATT3xWrong' };
    const { siteUrl } = site.atlassian;
    const projects = await get(`${siteUrl}/rest/api/3/project/search`, wrong);
    expect(projects.status).toBe(200);
    expect(projects.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED');
    expect(await projects.json()).toMatchObject({ total: 0, values: [] });
    expect((await get(`${siteUrl}/rest/api/3/issue/WEB-1`, wrong)).status).toBe(404);
    expect((await get(`${siteUrl}/rest/api/3/group/bulk`, wrong)).status).toBe(401);
  });

  it('as a bearer: 403', async () => {
    const answer = await site.atlassian.fetch(
      new Request(`${site.atlassian.siteUrl}/rest/api/3/myself`, {
        headers: { authorization: `Bearer ${sample(GOOD).token}` },
      }),
    );
    expect(answer.status).toBe(403);
  });
});

describe('tokens at api.atlassian.com', () => {
  it('with enough scopes do everything their owner may', async () => {
    const client = site.gatewayClient('Good token with scopes');
    expect((await client.myself.getCurrentUser()).displayName).toBe('Olivia Hart');
    const ask = { groupId: site.groupId('qa'), accountId: site.accountId('Priya Raman') };
    await client.groups.addUserToGroup(ask);
    expect(site.atlassian.directory.membersOf(ask.groupId)).toContain(ask.accountId);
  });

  it('without the scope of an operation: 401, in the gateway’s own words', async () => {
    const client = site.gatewayClient('Token with too few scopes');
    expect((await client.myself.getCurrentUser()).displayName).toBe('Olivia Hart');
    const ask = { groupId: site.groupId('qa'), accountId: site.accountId('Priya Raman') };
    expect(await refusalOf(client.groups.addUserToGroup(ask))).toEqual({
      status: 401,
      text: '{"code":401,"message":"Unauthorized; scope does not match"}',
    });
    expect(site.atlassian.directory.membersOf(ask.groupId)).not.toContain(ask.accountId);
  });

  it('never create people, whatever their scopes', async () => {
    const { users } = site.gatewayClient('Good token with scopes');
    const refused = await refusalOf(
      users.createUser({ emailAddress: 'new@acme.example', products: [] }),
    );
    expect(refused.status).toBe(401);
  });

  it('rejected or of another site: refused', async () => {
    const expired = site.gatewayClient('Expired token');
    expect((await refusalOf(expired.myself.getCurrentUser())).status).toBe(401);
    const elsewhere = await get(
      'https://api.atlassian.com/ex/jira/another/rest/api/3/myself',
      sample('Good token with scopes'),
    );
    expect(elsewhere.status).toBe(404);
  });
});

describe('tokens made and revoked', () => {
  it('work until they are revoked or expire', async () => {
    const { tokens } = site.atlassian;
    const owner = site.accountId('Olivia Hart');
    const now = Date.now();
    const token = tokens.create(owner, 'laptop', now + 86_400_000);
    const credential = { email: 'olivia.hart@acme.example', token };
    expect((await myself(credential)).status).toBe(200);
    const listed = tokens.of(owner).find(({ label }) => label === 'laptop');
    expect(listed).toMatchObject({ scoped: false, revoked: false });
    expect(JSON.stringify(listed)).not.toContain(token);
    tokens.revoke(listed?.id ?? '');
    expect((await myself(credential)).status).toBe(401);
    expect(() => tokens.create(owner, 'eternal', now + 400 * 86_400_000)).toThrow('within a year');
  });
});

describe('the site as its app sees it', () => {
  const appAsks = (scopes: readonly string[], method: string, path: string, body?: unknown) =>
    site.atlassian.fetchAs(
      { kind: 'app', scopes },
      new Request(`${site.atlassian.siteUrl}/rest/api/3${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );

  it('asks as a user of its own', async () => {
    const answer = await appAsks(['read:jira-user'], 'GET', '/myself');
    expect(await answer.json()).toMatchObject({ accountType: 'app' });
  });

  it('is held to the scopes it has', async () => {
    const answer = await appAsks(['read:jira-work'], 'GET', '/myself');
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({
      code: 401,
      message: 'Unauthorized; scope does not match',
    });
  });

  it('takes all granular scopes in place of the classic one', async () => {
    const granular = ['read:issue.property:jira'];
    const path = '/issue/WEB-1/properties';
    expect((await appAsks(granular, 'GET', path)).status).toBe(200);
    const some = ['read:group:jira', 'read:user:jira'];
    const members = `/group/member?groupId=${site.groupId('qa')}`;
    expect((await appAsks(some, 'GET', members)).status).toBe(401);
    expect((await appAsks([...some, 'read:avatar:jira'], 'GET', members)).status).toBe(200);
  });

  it('sees every project but the ones closed to apps', async () => {
    const scopes = ['read:jira-work'];
    expect((await appAsks(scopes, 'GET', '/issue/FIN-1')).status).toBe(200);
    expect((await appAsks(scopes, 'GET', '/issue/HIRE-1')).status).toBe(404);
  });

  it('changes no group: it is no site admin', async () => {
    const answer = await appAsks(
      ['manage:jira-configuration'],
      'POST',
      `/group/user?groupId=${site.groupId('qa')}`,
      { accountId: site.accountId('Priya Raman') },
    );
    expect(answer.status).toBe(403);
  });

  it('as a person sees what that person may see', async () => {
    const asks = (name: string, path: string) =>
      site.atlassian.fetchAs(
        {
          kind: 'user',
          accountId: site.accountId(name),
          scopes: ['read:jira-work', 'read:jira-user'],
        },
        new Request(`${site.atlassian.siteUrl}/rest/api/3${path}`),
      );
    expect((await asks('Grace Kim', '/issue/FIN-1')).status).toBe(404);
    expect((await asks('Ingrid Solberg', '/issue/FIN-1')).status).toBe(200);
    const permissions = await asks('Sofia Costa', '/mypermissions?permissions=ADMINISTER');
    expect(await permissions.json()).toMatchObject({
      permissions: { ADMINISTER: { havePermission: true } },
    });
  });
});

describe('addresses', () => {
  it('tell their cloud id to anybody', async () => {
    const answer = await get(`${site.atlassian.siteUrl}/_edge/tenant_info`);
    expect(await answer.json()).toEqual({ cloudId: site.atlassian.cloudId });
  });

  it('without a site: 404', async () => {
    expect((await get('https://no-such-site.atlassian.net/_edge/tenant_info')).status).toBe(404);
    const page = await get('https://no-such-site.atlassian.net/rest/api/3/myself');
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toContain('text/html');
  });

  it('of a suspended site: 503 with a page', async () => {
    const answer = await get('https://suspended.atlassian.net/rest/api/3/myself');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('suspended');
  });

  it('behind a list of allowed addresses: 403', async () => {
    const answer = await get('https://locked-down.atlassian.net/rest/api/3/myself');
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('not on the allowed list');
  });

  it('that can’t be reached fail as the network does', async () => {
    await expect(get('https://unreachable.atlassian.net/rest/api/3/myself')).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { code: 'ENOTFOUND' },
    });
  });

  it('of others are not answered here', () => {
    expect(site.atlassian.owns('acme-local.atlassian.net')).toBe(true);
    expect(site.atlassian.owns('api.atlassian.com')).toBe(true);
    expect(site.atlassian.owns('example.atlassian.net')).toBe(false);
  });
});
