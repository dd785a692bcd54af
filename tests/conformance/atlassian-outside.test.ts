import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { basic, GOOD, openServedSite, type ServedSite } from '../support/open-served-site';

let site: ServedSite;

beforeEach(async () => {
  site = await openServedSite();
});
afterEach(async () => {
  site.watch.expectNoViolations();
  await site.close();
});

const authorization = () => {
  const good = site.atlassian.tokens.samples().find(({ label }) => label === GOOD);
  if (good === undefined) throw new Error('There is no good token');
  return basic(good);
};

/** As a client that knows nothing of this place; `json` with the good token. */
const plain = (path: string, init: RequestInit = {}) => fetch(`${site.address}${path}`, init);
const json = async (path: string, method = 'GET', body?: unknown) => {
  const answer = await plain(path, {
    method,
    headers: { authorization: authorization(), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: answer.status, body: isJson ? await answer.json() : await answer.text() };
};

describe('at its own port', () => {
  it('answers with links at the address that the client knows', async () => {
    const groupId = site.groupId('all-staff');
    const page = await json(`/rest/api/3/group/member?groupId=${groupId}&maxResults=1`);
    expect(page.body.nextPage).toMatch(new RegExp(`^${site.address}/rest/api/3/group/member`));
    const next = await plain(page.body.nextPage.slice(site.address.length), {
      headers: { authorization: authorization() },
    });
    expect(next.status).toBe(200);
    const picture = await fetch(page.body.values[0].avatarUrls['48x48']);
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect((await json('/rest/api/3/serverInfo')).body.baseUrl).toBe(site.address);
  });

  it('leaves what people have stored as it is', async () => {
    const value = { self: 'mine', note: `${site.atlassian.siteUrl}/rest/api/3/myself` };
    const path = '/rest/api/3/issue/WEB-1/properties/mine';
    expect((await json(path, 'PUT', value)).status).toBe(201);
    expect((await json(path)).body.value).toEqual(value);
  });

  it('tells its cloud id to anybody', async () => {
    expect(await (await plain('/_edge/tenant_info')).json()).toEqual({
      cloudId: site.atlassian.cloudId,
    });
  });

  it('is what its address says, by whichever way this machine is named, and answers to no other name', async () => {
    const { port } = new URL(site.address);
    const named = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const asked = request(
          { host: '127.0.0.1', port, path: '/_edge/tenant_info', headers: { host } },
          (answer) => resolve(answer.resume().statusCode),
        );
        asked.on('error', reject).end();
      });
    expect(await named(`localhost:${port}`)).toBe(200);
    expect(await named(`127.0.0.1:${port}`)).toBe(200);
    expect(await named(`[::1]:${port}`)).toBe(200);
    for (const host of ['rebound.example', `rebound.example:${port}`, 'localhost', 'localhost:1'])
      expect([host, await named(host)]).toEqual([host, 421]);
  });

  it('takes no body of more than a megabyte: 413', async () => {
    const path = '/rest/api/3/issue/WEB-1/properties/large';
    expect((await json(path, 'PUT', 'x'.repeat(1024 * 1024))).status).toBe(413);
  });

  it('lets no GET with a body through: 403, as Atlassian’s edge', async () => {
    const { port } = new URL(site.address);
    const headers = { authorization: authorization(), 'content-length': 2 };
    const status = await new Promise((resolve, reject) => {
      const asked = request({ port, path: '/rest/api/3/myself', headers }, (answer) =>
        resolve(answer.resume().statusCode),
      );
      asked.on('error', reject).end('{}');
    });
    expect(status).toBe(403);
  });

  it('breaks the connection where a fault does', async () => {
    site.atlassian.faults.add({
      path: /^\/myself/,
      times: 1,
      effect: { kind: 'reset', when: 'before' },
    });
    await expect(json('/rest/api/3/myself')).rejects.toThrow();
    expect((await json('/rest/api/3/myself')).status).toBe(200);
  });
});

describe('versions', () => {
  it('2 and latest have the same operations, at links of version 2', async () => {
    const asked = `groupId=${site.groupId('qa')}&maxResults=1`;
    for (const version of ['2', 'latest']) {
      const page = await json(`/rest/api/${version}/group/member?${asked}`);
      expect(page.status).toBe(200);
      expect(page.body.nextPage).toContain('/rest/api/2/group/member');
      expect(page.body.values[0].self).toContain('/rest/api/2/user');
    }
    expect((await json(`/rest/api/4/group/member?${asked}`)).status).toBe(501);
  });

  it('2 has texts where 3 has documents', async () => {
    const maya = site.accountId('Maya Lindqvist');
    const body = `Look here, [~accountid:${maya}].\nSecond line.`;
    const written = await json('/rest/api/2/issue/WEB-2/comment', 'POST', { body });
    expect(written).toMatchObject({ status: 201, body: { body } });
    expect(site.atlassian.notificationsOf(maya)).toHaveLength(1);
    const path = `/issue/WEB-2/comment/${written.body.id}`;
    expect((await json(`/rest/api/latest${path}`)).body.body).toBe(body);
    const document = (await json(`/rest/api/3${path}`)).body.body;
    expect(document.content).toHaveLength(2);
    expect(document.content[0].content[1]).toEqual({
      type: 'mention',
      attrs: { id: maya, text: '@Maya Lindqvist' },
    });
    const asked = await json('/rest/api/2/issue/WEB-2?fields=description');
    expect(asked.body.fields.description).toEqual(expect.any(String));
    expect((await json('/rest/api/3/issue/WEB-2/comment', 'POST', { body })).status).toBe(400);
  });

  it('are struck by the same faults', async () => {
    site.atlassian.faults.add({ path: /^\/myself/, effect: { kind: 'answer', status: 503 } });
    for (const version of ['2', '3', 'latest'])
      expect((await plain(`/rest/api/${version}/myself`)).status).toBe(503);
  });
});

describe('content types', () => {
  const path = () => `/rest/api/3/group/user?groupId=${site.groupId('frontend')}`;
  const body = () => JSON.stringify({ accountId: site.accountId('Priya Raman') });
  const post = (type: string | undefined, text: string | Uint8Array<ArrayBuffer> | undefined) =>
    plain(path(), {
      method: 'POST',
      headers: {
        authorization: authorization(),
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      ...(text === undefined ? {} : { body: text }),
    });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'application/xml'])(
    '%s: 415, and nothing is changed',
    async (type) => {
      const before = site.atlassian.directory.membersOf(site.groupId('frontend')).length;
      expect((await post(type, body())).status).toBe(415);
      expect((await post(type, undefined)).status).toBe(415);
      expect(site.atlassian.directory.membersOf(site.groupId('frontend'))).toHaveLength(before);
    },
  );

  it('a body without one: 415', async () => {
    expect((await post(undefined, new TextEncoder().encode(body()))).status).toBe(415);
  });

  it('JSON in any writing of its name is taken', async () => {
    expect((await post('Application/JSON; charset=UTF-8', body())).status).toBe(201);
  });

  it('are not looked at before the credential', async () => {
    const answer = await plain(path(), { method: 'POST', body: body() });
    expect(answer.status).toBe(401);
  });
});

describe('OPTIONS', () => {
  it('tells what can be done, to anybody, and lets no page of another site in', async () => {
    const answer = await plain('/rest/api/3/group/user', {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('allow')).toBe('POST, DELETE, OPTIONS');
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    );
    const role = await plain('/rest/api/2/project/WEB/role/10002', { method: 'OPTIONS' });
    expect(role.headers.get('allow')).toBe('GET, HEAD, POST, PUT, DELETE, OPTIONS');
  });
});

describe('HEAD', () => {
  it('is a GET without its body', async () => {
    const headers = { authorization: authorization() };
    const answer = await plain('/rest/api/3/myself', { method: 'HEAD', headers });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });
});

describe('a path that is not built', () => {
  it('is 401 for who is nobody, and only then 501', async () => {
    for (const path of ['/rest/api/3/colour', '/rest/agile/1.0/board']) {
      const nobody = await plain(path);
      expect(nobody.status).toBe(401);
      expect(await nobody.text()).toBe('Client must be authenticated to access this resource.');
      const headers = { authorization: basic({ email: 'olivia.hart@acme.example', token: 'ATx' }) };
      const rejected = await plain(path, { headers });
      expect(rejected.status).toBe(401);
      expect(rejected.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED');
      expect((await json(path)).status).toBe(501);
    }
  });
});
