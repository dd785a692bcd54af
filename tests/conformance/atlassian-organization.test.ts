import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServedSite, type ServedSite } from '../support/open-served-site';

let site: ServedSite;

beforeEach(async () => {
  site = await openServedSite();
});
afterEach(async () => {
  await site.close();
});

const secretOf = (label: string) => {
  const found = site.atlassian.tokens.samples().find((entry) => entry.label === label);
  if (found === undefined) throw new Error(`No sample token is called ${label}`);
  return found.token;
};

interface Asked {
  readonly bearer?: string;
  readonly body?: unknown;
  readonly organizationId?: string;
}

/** Under /admin/vN/orgs/{orgId}, with the organization's key unless another bearer is named. */
const send = (method: string, version: 'v1' | 'v2', path: string, asked: Asked = {}) =>
  site.atlassian.fetch(
    new Request(
      `https://api.atlassian.com/admin/${version}/orgs/${asked.organizationId ?? site.atlassian.organization.id}${path}`,
      {
        method,
        headers: {
          authorization: `Bearer ${asked.bearer ?? secretOf('API key of the organization')}`,
          ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
      },
    ),
  );

const inDirectory = (name: string, verb: string) =>
  `/directories/${site.atlassian.organization.directoryId}/users/${site.accountId(name)}/${verb}`;

const lastActive = async (name: string) => {
  const path = `/directory/users/${site.accountId(name)}/last-active-dates`;
  return (await (await send('GET', 'v1', path)).json()) as {
    data: { product_access: { key: string; last_active: string; last_active_timestamp: string }[] };
  };
};

describe('the organization', () => {
  it('tells its name, its sites and its directory', async () => {
    const { organization, siteUrl, cloudId } = site.atlassian;
    expect(await (await send('GET', 'v1', '')).json()).toMatchObject({
      data: { id: organization.id, type: 'orgs', attributes: { name: organization.name } },
    });
    expect(await (await send('POST', 'v2', '/workspaces', { body: {} })).json()).toMatchObject({
      data: [{ id: `ari:cloud:jira::site/${cloudId}`, attributes: { hostUrl: siteUrl } }],
    });
    expect(await (await send('GET', 'v2', '/directories')).json()).toMatchObject({
      data: [{ directoryId: organization.directoryId, name: organization.name }],
    });
  });

  it('opens to its key only: 401', async () => {
    for (const bearer of [secretOf('Good token'), secretOf('Good token with scopes'), 'none'])
      expect((await send('GET', 'v1', '', { bearer })).status).toBe(401);
    site.atlassian.directory.setActive(site.accountId('Olivia Hart'), false);
    expect((await send('GET', 'v1', '')).status).toBe(200);
  });

  it('is found by its id only: 404 with its code', async () => {
    const answer = await send('GET', 'v1', '', { organizationId: 'another' });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      errors: [{ status: '404', code: 'ADMIN-404-2', title: 'Organization not found' }],
    });
  });
});

describe('people of the organization', () => {
  const search = async (body: unknown) => {
    const answer = await send('POST', 'v2', '/directories/-/users/search', { body });
    return (await answer.json()) as {
      data: { name: string; status: string }[];
      links: { next?: string };
    };
  };

  it('are found by a part of their name or address, whatever their state', async () => {
    expect((await search({ searchTerm: 'becker' })).data).toMatchObject([
      { name: 'Tom Becker', status: 'deactivated', accountStatus: 'inactive' },
    ]);
    expect((await search({ searchTerm: 'priya.raman@' })).data).toMatchObject([
      { name: 'Priya Raman', status: 'active', membershipStatus: 'active' },
    ]);
    expect((await search({ searchTerm: 'Automation' })).data).toEqual([]);
  });

  it('come in pages', async () => {
    const first = await search({ limit: 10 });
    expect(first.data).toHaveLength(10);
    const second = await search({ limit: 10, cursor: first.links.next });
    expect(second.data[0]?.name).not.toBe(first.data[0]?.name);
    const broken = await send('POST', 'v2', '/directories/-/users/search', {
      body: { cursor: 'x' },
    });
    expect(broken.status).toBe(400);
  });

  it('were last active on a day, some long ago, some never', async () => {
    const noah = await lastActive('Noah Okafor');
    expect(noah.data.product_access).toMatchObject([{ key: 'jira-software' }]);
    const [visit] = noah.data.product_access;
    expect(visit?.last_active_timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(visit?.last_active_timestamp.slice(0, 10)).toBe(visit?.last_active);
    expect((await lastActive('Wei Zhang')).data.product_access).toEqual([]);
    const quarterAgo = Date.now() - 90 * 86_400_000;
    const active = site.atlassian.directory
      .people()
      .filter((person) => person.active && person.accountType === 'atlassian');
    const days = await Promise.all(
      active.map(async ({ accountId }) => {
        const path = `/directory/users/${accountId}/last-active-dates`;
        const { data } = (await (await send('GET', 'v1', path)).json()) as typeof noah;
        return Date.parse(data.product_access[0]?.last_active ?? '');
      }),
    );
    expect(days.filter((at) => at < quarterAgo).length).toBeGreaterThan(2);
  });

  it('lose their access when suspended, keep their groups, and get it back', async () => {
    const priya = site.accountId('Priya Raman');
    const groups = await site.client().users.getUserGroups({ accountId: priya });
    const answer = await send('POST', 'v2', inDirectory('Priya Raman', 'suspend'), { body: {} });
    expect(answer.status).toBe(204);
    const { users, userSearch } = site.client();
    expect((await users.getUser({ accountId: priya })).active).toBe(false);
    expect(await userSearch.findUsers({ query: 'Priya' })).toEqual([]);
    expect(await users.getUserGroups({ accountId: priya })).toEqual(groups);
    expect(site.atlassian.directory.isSuspended(priya)).toBe(true);
    expect((await search({ searchTerm: 'Priya' })).data).toMatchObject([{ status: 'suspended' }]);
    await send('POST', 'v2', inDirectory('Priya Raman', 'restore'), { body: {} });
    expect((await users.getUser({ accountId: priya })).active).toBe(true);
  });

  it('who were deactivated stay so, whatever is restored', async () => {
    await send('POST', 'v2', inDirectory('Tom Becker', 'restore'), { body: {} });
    const tom = await site.client().users.getUser({ accountId: site.accountId('Tom Becker') });
    expect(tom.active).toBe(false);
  });

  it('are suspended with a JSON body, be it empty: 415 without', async () => {
    const answer = await send('POST', 'v2', inDirectory('Priya Raman', 'suspend'));
    expect(answer.status).toBe(415);
    expect(site.atlassian.directory.isSuspended(site.accountId('Priya Raman'))).toBe(false);
  });

  it('have to be there: 404', async () => {
    const path = `/directories/${site.atlassian.organization.directoryId}/users/nobody/suspend`;
    expect(await (await send('POST', 'v2', path, { body: {} })).json()).toMatchObject({
      errors: [{ code: 'ADMIN-404-8' }],
    });
    const elsewhere = `/directories/other/users/${site.accountId('Priya Raman')}/suspend`;
    expect((await send('POST', 'v2', elsewhere, { body: {} })).status).toBe(404);
  });
});
