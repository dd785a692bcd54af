import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ForgeManifest } from './forge/forge';
import { startupErrorOf } from './machine/startup-error';
import { type OpenedHost, openHost } from './open-host';
import { openPlatform, type Platform } from './platform/platform';

const manifest: ForgeManifest = {
  app: { id: 'ari:cloud:ecosystem::app/0f0f0f0f', runtime: { name: 'nodejs24.x' } },
  modules: {
    'jira:adminPage': [{ key: 'settings', title: 'Sample', resource: 'main', useAsConfig: true }],
    'jira:issuePanel': [{ key: 'panel', title: 'Sample panel', resource: 'main' }],
  },
  resources: [{ key: 'main', path: 'nowhere' }],
  permissions: { scopes: [] },
};
const HOUR = 3_600_000;

let platform: Platform;
let host: OpenedHost;

beforeAll(async () => {
  platform = await openPlatform({
    databaseFile: ':memory:',
    manifest,
    loadApp: async () => ({}),
    outside: 'sealed',
  });
  host = await openHost({
    platform,
    staticRoot: tmpdir(),
    troubleOf: (error) => startupErrorOf(error, 'platform.sqlite'),
  });
});

afterAll(async () => {
  await host.close();
  await platform.close();
});

const accountIdOf = (name: string) => platform.atlassian.directory.personNamed(name).accountId;

/** What a browser does that is signed in as somebody. */
async function browserOf(name: string) {
  const form = new URLSearchParams({ accountId: accountIdOf(name), next: '/jira/projects' });
  const answer = await fetch(`${host.url}/sign-in`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const send = (path: string, init: RequestInit = {}) =>
    fetch(`${host.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { cookie, ...(init.headers as Record<string, string>) },
    });
  return {
    answer,
    send,
    get: async (path: string) => {
      const response = await send(path);
      return { status: response.status, text: await response.text() };
    },
    post: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
  };
}

describe('signing in', () => {
  it('is needed for a page, which it then leads to', async () => {
    const answer = await fetch(`${host.url}/browse/WEB-1`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('/sign-in?next=%2Fbrowse%2FWEB-1');
    const signedIn = await browserOf('Noah Okafor');
    expect(signedIn.answer.headers.get('location')).toBe('/jira/projects');
    expect((await signedIn.get('/browse/WEB-1')).status).toBe(200);
  });

  it('is not for who is inactive, nor for apps', async () => {
    expect((await browserOf('Tom Becker')).answer.status).toBe(400);
    expect((await browserOf('Sample')).answer.status).toBe(400);
  });

  it('is for who was created since, whom their invitation awaits', async () => {
    const { siteUrl, tokens } = platform.atlassian;
    const good = tokens.samples().find(({ label }) => label === 'Good token');
    const login = Buffer.from(`${good?.email}:${good?.token}`).toString('base64');
    const created = await platform.atlassian.fetch(
      new Request(`${siteUrl}/rest/api/3/user`, {
        method: 'POST',
        headers: { authorization: `Basic ${login}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          emailAddress: 'nina.new@acme.example',
          products: ['jira-software'],
        }),
      }),
    );
    expect(created.status).toBe(201);
    const nina = await browserOf('Nina New');
    expect((await nina.get('/jira/notifications')).text).toContain('You have been invited to Acme');
    expect((await nina.get('/browse/WEB-1')).status).toBe(200);
  });

  it('leads to no other site', async () => {
    const noah = await browserOf('Noah Okafor');
    const accountId = accountIdOf('Noah Okafor');
    for (const next of [
      '//elsewhere.example',
      'https://elsewhere.example',
      '/\\elsewhere',
      '/\t/elsewhere.example',
    ]) {
      const answer = await noah.post('/sign-in', { accountId, next });
      expect(answer.headers.get('location')).toBe('/');
    }
  });

  it('can’t be made up', async () => {
    const { port } = new URL(host.url);
    const forged = Buffer.from(JSON.stringify(accountIdOf('Olivia Hart'))).toString('base64url');
    const answer = await fetch(`${host.url}/jira/projects`, {
      redirect: 'manual',
      headers: { cookie: `jira-session-${port}=${forged}.AAAA` },
    });
    expect(answer.status).toBe(302);
  });
});

describe('changes', () => {
  it('come from the host’s own pages only', async () => {
    const noah = await browserOf('Noah Okafor');
    const before = platform.clock.offset;
    for (const origin of [host.frameUrl, 'https://elsewhere.example', 'null']) {
      const answer = await noah.post('/local/advance', { milliseconds: '60000' }, { origin });
      expect(answer.status).toBe(403);
    }
    expect(platform.clock.offset).toBe(before);
  });
});

describe('whatever is sent', () => {
  it.each(['{"surface"', '', 'null', '7', '"text"'])('as a call: %j is none', async (body) => {
    const noah = await browserOf('Noah Okafor');
    for (const path of ['/bridge/invoke', '/bridge/product']) {
      const answer = await noah.send(path, { method: 'POST', body });
      expect([path, answer.status]).toEqual([path, 400]);
    }
  });

  it.each(['%', '%E0%A4%A', '%zz', 'index.html%00'])('as a path: %s is none', async (path) => {
    const answer = await fetch(`${host.frameUrl}/resource/main/${path}`);
    expect(answer.status).toBe(400);
  });

  it('as a report of the browser: from the app’s own pages, and of few lines', async () => {
    const report = (body: string, headers: Record<string, string> = {}) =>
      fetch(`${host.frameUrl}/csp-report`, { method: 'POST', body, headers });
    const before = host.policyReports.length;
    expect((await report('x'.repeat(16_385))).status).toBe(413);
    for (const origin of ['https://elsewhere.example', host.url]) {
      expect((await report('{}', { origin })).status).toBe(403);
    }
    expect(host.policyReports).toHaveLength(before);
    expect((await report('{}', { origin: host.frameUrl })).status).toBe(204);
    for (let place = 0; place < 110; place += 1) await report(String(place));
    expect(host.policyReports).toHaveLength(100);
    expect(host.policyReports.at(-1)).toBe('109');
  });
});

describe('a page of the host', () => {
  it('stands under nobody’s own, whoever is signed in', async () => {
    const noah = await browserOf('Noah Okafor');
    for (const answer of [
      await fetch(`${host.url}/sign-in`),
      await noah.send('/browse/WEB-1'),
      await noah.send('/no-such-page'),
    ]) {
      expect(answer.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
      expect(answer.headers.get('x-frame-options')).toBe('DENY');
    }
  });
});

describe('what is shown', () => {
  it('hides an issue that the reader may not see, like one that is not there', async () => {
    const grace = await browserOf('Grace Kim');
    const hidden = await grace.get('/browse/FIN-1');
    const missing = await grace.get('/browse/FIN-999');
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    const said = (text: string) => /<main[\s\S]*<\/main>/.exec(text)?.[0];
    expect(said(hidden.text)).toContain('find that issue');
    expect(said(hidden.text)).toBe(said(missing.text));
    expect((await grace.get('/jira/projects')).text).not.toContain('/jira/projects/FIN/');
    expect((await grace.get('/jira/projects/FIN/issues')).status).toBe(404);
  });

  it('leads Jira administrators from Manage apps to the configuration, and nobody else', async () => {
    const path = '/jira/settings/apps/settings/configuration';
    const sofia = await browserOf('Sofia Costa');
    expect((await sofia.get('/jira/settings/apps/manage-apps')).text).toContain(`href="${path}"`);
    expect((await sofia.get(path)).text).toContain('data-module="settings"');
    const noah = await browserOf('Noah Okafor');
    expect((await noah.get('/jira/settings/apps/manage-apps')).status).toBe(403);
    expect((await noah.get(path)).status).toBe(403);
  });

  it('tells a mention, and counts it until it has been read', async () => {
    const { siteUrl } = platform.atlassian;
    const maya = await browserOf('Maya Lindqvist');
    expect((await maya.get('/')).text).not.toContain('unread');
    const mention = {
      type: 'mention',
      attrs: { id: accountIdOf('Maya Lindqvist'), text: '@Maya' },
    };
    const words = { type: 'text', text: 'look <here>' };
    const content = [{ type: 'paragraph', content: [mention, words] }];
    const written = await platform.atlassian.fetchAs(
      { kind: 'user', accountId: accountIdOf('Noah Okafor'), scopes: ['write:jira-work'] },
      new Request(`${siteUrl}/rest/api/3/issue/WEB-2/comment`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ body: { type: 'doc', version: 1, content } }),
      }),
    );
    expect(written.status).toBe(201);
    expect((await maya.get('/')).text).toMatch(/>2<span class="hidden"> unread/);
    const page = await maya.get('/jira/notifications');
    expect(page.text).toContain('mentioned you on <a href="/browse/WEB-2#comment-');
    expect(page.text).toContain('look &lt;here&gt;');
    expect((await maya.get('/')).text).not.toContain('unread');
    expect((await maya.get('/browse/WEB-2')).text).toContain('<p><a class="mention"');
  });
});

describe('clients from outside', () => {
  it('are told where the site is, with a line for curl that works', async () => {
    const olivia = await browserOf('Olivia Hart');
    for (const path of ['/', '/local']) {
      const { text } = await olivia.get(path);
      expect(text).toContain(`value="${host.siteUrl}"`);
      const line = /value="curl -u &quot;([^"]+)&quot; ([^"]+)"/.exec(text);
      const login = Buffer.from(line?.[1] ?? '').toString('base64');
      const answer = await fetch(line?.[2] ?? '', {
        headers: { authorization: `Basic ${login}` },
      });
      expect(await answer.json()).toMatchObject({ displayName: 'Olivia Hart' });
    }
    expect(await (await fetch(`${host.url}/`)).text()).toContain(host.siteUrl);
  });

  it('send whatever they send, also without a length', async () => {
    const [good] = platform.atlassian.tokens.samples();
    const login = Buffer.from(`${good?.email}:${good?.token}`).toString('base64');
    const headers = { authorization: `Basic ${login}`, 'content-type': 'application/json' };
    const path = `${host.siteUrl}/rest/api/3/issue/WEB-1/properties/outside`;
    const chunked = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"a":'));
        controller.enqueue(new TextEncoder().encode('1}'));
        controller.close();
      },
    });
    const put = await fetch(path, {
      method: 'PUT',
      headers,
      body: chunked,
      duplex: 'half',
    } as never);
    expect(put.status).toBe(201);
    expect(await (await fetch(path, { headers })).json()).toMatchObject({ value: { a: 1 } });
    expect((await fetch(path, { method: 'OPTIONS' })).status).toBe(200);
    const remove = { method: 'DELETE', headers: { authorization: headers.authorization } };
    expect((await fetch(path, remove)).status).toBe(204);
  });
});

describe('API tokens', () => {
  const expires = () => new Date(platform.clock.now() + 30 * 24 * HOUR).toISOString().slice(0, 10);

  it('are shown once and then work, until they are revoked by their owner', async () => {
    const olivia = await browserOf('Olivia Hart');
    const made = await olivia.post('/manage-profile/security/api-tokens', {
      label: 'For a script',
      expires: expires(),
    });
    // Where it is shown can be loaded again: that makes no second one.
    expect(made.status).toBe(303);
    const shown = (await olivia.get('/manage-profile/security')).text;
    const [, token = ''] = /id="new-token"[^>]* value="([^"]+)"/.exec(shown) ?? [];
    const page = (await olivia.get('/manage-profile/security')).text;
    expect(page).toContain('For a script');
    expect(page).not.toContain(token);
    const myself = async () => {
      const credential = Buffer.from(`olivia.hart@acme.example:${token}`).toString('base64');
      const request = new Request(`${platform.atlassian.siteUrl}/rest/api/3/myself`, {
        headers: { authorization: `Basic ${credential}` },
      });
      return (await platform.atlassian.fetch(request)).status;
    };
    expect(await myself()).toBe(200);
    const { tokens } = platform.atlassian;
    const id = tokens
      .of(accountIdOf('Olivia Hart'))
      .find(({ label }) => label === 'For a script')?.id;
    const path = `/manage-profile/security/api-tokens/${id}/revoke`;
    await (await browserOf('Noah Okafor')).post(path, {});
    expect(await myself()).toBe(200);
    await olivia.post(path, {});
    expect(await myself()).toBe(401);
  });

  it('are refused without a label or beyond a year, with the reason', async () => {
    const olivia = await browserOf('Olivia Hart');
    const blank = await olivia.post('/manage-profile/security/api-tokens', {
      label: ' ',
      expires: expires(),
    });
    expect(blank.status).toBe(400);
    expect(await blank.text()).toContain('A token needs a name');
    const late = await olivia.post('/manage-profile/security/api-tokens', {
      label: 'Late',
      expires: '2199-01-01',
    });
    expect(await late.text()).toContain('A token expires within a year');
  });
});

describe('local controls', () => {
  it('move the time forward, never back', async () => {
    const noah = await browserOf('Noah Okafor');
    const before = platform.clock.offset;
    await noah.post('/local/advance', { milliseconds: String(HOUR), next: '/local' });
    await noah.post('/local/advance', { hours: '2' });
    expect(platform.clock.offset).toBe(before + 3 * HOUR);
    expect((await noah.post('/local/advance', { milliseconds: '-5' })).status).toBe(400);
    expect((await noah.post('/local/advance', { hours: 'soon' })).status).toBe(400);
    expect(platform.clock.offset).toBe(before + 3 * HOUR);
  });

  it('switch every fault of the site on and off', async () => {
    const noah = await browserOf('Noah Okafor');
    const { faults } = platform.atlassian;
    for (const { key } of faults.presets()) {
      await noah.post('/local/faults', { kind: 'preset', key, on: 'yes' });
      expect(faults.presets().find((preset) => preset.key === key)?.on).toBe(true);
      await noah.post('/local/faults', { kind: 'preset', key });
      expect(faults.presets().find((preset) => preset.key === key)?.on).toBe(false);
    }
  });

  it('switch faults of Forge, and kill the worker once, at a change', async () => {
    const noah = await browserOf('Noah Okafor');
    const { faults } = platform.forge;
    await noah.post('/local/faults', { kind: 'forge', key: 'duplicate-events', on: 'yes' });
    await noah.post('/local/faults', { kind: 'forge', key: 'lose-push', on: 'yes' });
    await noah.post('/local/faults', { kind: 'forge', key: 'absence', on: 'yes' });
    await noah.post('/local/faults', { kind: 'kill', kill: 'killAfter' });
    expect(faults).toMatchObject({ duplicateEvents: true, loseNextPushes: 1 });
    expect(faults.absenceMeetsNothing).toBe(true);
    await noah.post('/local/faults', { kind: 'forge', key: 'absence' });
    expect(faults.absenceMeetsNothing).toBe(false);
    const call = { invocationId: 'i', functionKey: 'f', moduleKey: 'm', index: 0 };
    const fateOf = (target: string) => faults.onWireCall?.({ ...call, target }) ?? 'go';
    expect(fateOf('egress GET https://acme-local.atlassian.net/x')).toBe('go');
    expect(fateOf('kvs POST /api/v1/set')).toBe('go');
    expect(fateOf('egress POST https://acme-local.atlassian.net/x')).toBe('killAfter');
    expect(fateOf('egress POST https://acme-local.atlassian.net/x')).toBe('go');
    await noah.post('/local/faults', { kind: 'forge', key: 'duplicate-events' });
    await noah.post('/local/faults', { kind: 'forge', key: 'lose-push' });
    expect(faults).toMatchObject({ duplicateEvents: false, loseNextPushes: 0 });
  });
});

describe('what goes wrong within', () => {
  it('is said in one sentence on the page and in the terminal, where it is the disk', async () => {
    const noah = await browserOf('Noah Okafor');
    const terminal = vi.spyOn(console, 'error').mockImplementation(() => {});
    platform.database.exec('PRAGMA query_only = 1');
    const answer = await noah.post('/local/advance', { milliseconds: String(HOUR) });
    platform.database.exec('PRAGMA query_only = 0');
    const sentence = expect.stringMatching(/^platform\.sqlite can’t be written: [^.]*\.$/);
    expect([answer.status, await answer.text()]).toEqual([500, sentence]);
    expect(terminal.mock.calls).toEqual([[sentence]]);
  });
});

describe('ports', () => {
  it('gives the next free one for one that is taken', async () => {
    const other = await openHost({ platform, staticRoot: tmpdir(), port: host.port });
    expect(other.port).toBeGreaterThan(host.port);
    expect((await fetch(`${other.url}/sign-in`)).status).toBe(200);
    await other.close();
    await expect(fetch(`${other.url}/sign-in`)).rejects.toThrow();
  });
});
