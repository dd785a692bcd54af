import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Exchange } from '../../local/atlassian/atlassian';
import { openServedSite, type ServedSite } from '../support/open-served-site';

let site: ServedSite;

beforeEach(async () => {
  site = await openServedSite();
});
afterEach(async () => {
  site.watch.expectNoViolations();
  await site.close();
});

const addToQa = (name: string) =>
  site.send('POST', `/rest/api/3/group/user?groupId=${site.groupId('qa')}`, {
    accountId: site.accountId(name),
  });

describe('limits', () => {
  it('let ordinary use pass', async () => {
    for (let call = 0; call < 40; call += 1)
      expect((await site.send('GET', '/rest/api/3/myself')).status).toBe(200);
  });

  it('refuse what is too fast, change nothing, and say how long to wait', async () => {
    site.atlassian.limits.set({ perSecond: { GET: 100, POST: 1, PUT: 1, DELETE: 1 } });
    expect((await addToQa('Priya Raman')).status).toBe(201);
    const refused = await addToQa('Grace Kim');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('ratelimit-reason')).toBe('jira-burst-based');
    expect(site.atlassian.directory.membersOf(site.groupId('qa'))).not.toContain(
      site.accountId('Grace Kim'),
    );
    expect((await site.send('GET', '/rest/api/3/myself')).status).toBe(200);
  });

  it('allow twenty writes to one issue in two seconds', async () => {
    const path = (issue: string, key: number) => `/rest/api/3/issue/${issue}/properties/p${key}`;
    const answers = [];
    for (let call = 0; call < 21; call += 1)
      answers.push(await site.send('PUT', path('WEB-1', call), call));
    const last = answers.at(-1);
    expect(answers.slice(0, 20).every(({ status }) => status === 201)).toBe(true);
    expect(last?.status).toBe(429);
    expect(last?.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
    expect((await site.send('PUT', path('WEB-2', 1), 1)).status).toBe(201);
  });
});

describe('faults', () => {
  it('strike as often as they are told, where they are told', async () => {
    site.atlassian.faults.add({
      method: 'POST',
      path: /^\/group\/user$/,
      times: 2,
      effect: { kind: 'answer', status: 503, body: '<html>' },
    });
    expect((await site.send('GET', '/rest/api/3/myself')).status).toBe(200);
    expect((await addToQa('Priya Raman')).status).toBe(503);
    expect((await addToQa('Priya Raman')).status).toBe(503);
    expect((await addToQa('Priya Raman')).status).toBe(201);
  });

  it('break the connection before a change, or after it', async () => {
    const members = () => site.atlassian.directory.membersOf(site.groupId('qa'));
    const priya = site.accountId('Priya Raman');
    site.atlassian.faults.add({ times: 1, effect: { kind: 'reset', when: 'before' } });
    await expect(addToQa('Priya Raman')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(members()).not.toContain(priya);
    site.atlassian.faults.add({ times: 1, effect: { kind: 'reset', when: 'after' } });
    await expect(addToQa('Priya Raman')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(members()).toContain(priya);
  });

  it('can be aimed at the token’s calls or the app’s, taken back, and cleared', async () => {
    const seen: Exchange[] = [];
    const stop = site.atlassian.onExchange((exchange) => seen.push(exchange));
    const asApp = () =>
      site.atlassian.fetchAs(
        { kind: 'app', scopes: ['read:jira-user'] },
        new Request(`${site.atlassian.siteUrl}/rest/api/3/myself`),
      );
    const remove = site.atlassian.faults.add({
      via: 'gateway',
      effect: { kind: 'answer', status: 500 },
    });
    expect((await asApp()).status).toBe(500);
    expect((await site.send('GET', '/rest/api/3/myself')).status).toBe(200);
    remove();
    expect((await asApp()).status).toBe(200);
    site.atlassian.faults.add({ effect: { kind: 'answer', status: 500 } });
    site.atlassian.faults.clear();
    expect((await asApp()).status).toBe(200);
    expect(seen.map(({ via, status, faulty }) => [via, status, faulty])).toEqual([
      ['gateway', 500, true],
      ['token', 200, false],
      ['gateway', 200, false],
      ['gateway', 200, false],
    ]);
    stop();
    await asApp();
    expect(seen).toHaveLength(4);
  });

  it('come ready-made, each off until it is switched on', async () => {
    const { faults } = site.atlassian;
    expect(faults.presets().some(({ on }) => on)).toBe(false);
    faults.setPreset('token-rejected', true);
    expect((await site.send('GET', '/rest/api/3/myself')).status).toBe(401);
    const found = await site.atlassian.fetch(
      new Request(`${site.atlassian.siteUrl}/_edge/tenant_info`),
    );
    expect(found.status).toBe(200);
    faults.setPreset('token-rejected', false);
    expect((await site.send('GET', '/rest/api/3/myself')).status).toBe(200);
    faults.setPreset('rate-limited', true);
    const statuses = [];
    for (let call = 0; call < 6; call += 1)
      statuses.push((await site.send('GET', '/rest/api/3/myself')).status);
    expect(statuses).toEqual([429, 429, 200, 429, 429, 200]);
    expect(() => faults.setPreset('plague', true)).toThrow('No fault is called plague');
  });
});

describe('what is not built', () => {
  it('says so, in the answer and on the console: 501', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const answer = await site.send('GET', '/rest/api/3/dashboard');
    expect(answer.status).toBe(501);
    expect(await answer.text()).toContain('GET /rest/api/3/dashboard');
    expect(said).toHaveBeenCalledOnce();
  });
});
