import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServedSite, refusalOf, type ServedSite } from '../support/open-served-site';

let site: ServedSite;

beforeEach(async () => {
  site = await openServedSite();
});
afterEach(async () => {
  site.watch.expectNoViolations();
  await site.close();
});

const EMPLOYEE = 'Token of somebody who is no admin';

describe('people', () => {
  it('are found by the start of a word of their name, accents or not, active ones only', async () => {
    const { userSearch } = site.client();
    const names = async (query: string) =>
      (await userSearch.findUsers({ query })).map(({ displayName }) => displayName);
    expect(await names('pri')).toEqual(['Priya Raman']);
    expect(await names('chloe')).toEqual(['Chloé Bernard']);
    expect(await names('kowalska')).toEqual(['Anna Kowalska', 'Anna Kowalska']);
    expect(await names('becker')).toEqual([]);
  });

  it('are found by an address that is hidden only if it is complete', async () => {
    const { userSearch } = site.client(EMPLOYEE);
    const hidden = site.atlassian.directory.person(site.accountId('Sofia Costa'));
    const found = async (query: string) => (await userSearch.findUsers({ query })).length;
    expect(await found('sofia.costa@acme.example')).toBe(1);
    expect(await found('sofia.costa@acme')).toBe(0);
    const [sofia] = await userSearch.findUsers({ accountId: hidden?.accountId ?? '' });
    expect(sofia).not.toHaveProperty('emailAddress');
    // Nor is it shown to an administrator: to nobody but its owner.
    const [asAdmin] = await site
      .client()
      .userSearch.findUsers({ query: 'sofia.costa@acme.example' });
    expect(asAdmin).toMatchObject({ accountId: hidden?.accountId });
    expect(asAdmin).not.toHaveProperty('emailAddress');
    expect(await site.client().userSearch.findUsers({ query: 'sofia.costa@acme' })).toEqual([]);
  });

  it('show an address that is for the organization to those whom it manages, and to no app', async () => {
    const { directory } = site.atlassian;
    const { accountId, email } = directory.personNamed('Sofia Costa');
    directory.showEmailToOrganization(accountId);
    const as = async (caller: 'app' | { readonly accountId: string }) => {
      const scopes = ['read:jira-user'];
      const answer = await site.atlassian.fetchAs(
        caller === 'app'
          ? { kind: 'app', scopes }
          : { kind: 'user', accountId: caller.accountId, scopes },
        new Request(`${site.atlassian.siteUrl}/rest/api/3/user?accountId=${accountId}`),
      );
      return ((await answer.json()) as { emailAddress?: string }).emailAddress;
    };
    const liam = directory.personNamed('Liam Chen');
    expect([await as(liam), await as('app')]).toEqual([email, undefined]);
    expect(await site.client().userSearch.findUsers({ query: 'sofia.costa@acme' })).toHaveLength(1);
    directory.setEmail(liam.accountId, 'liam@elsewhere.example');
    expect(await as(liam)).toBeUndefined();
  });

  it('are searched by a query or an accountId, not by nothing, and by nobody who is not logged in', async () => {
    expect((await refusalOf(site.client().userSearch.findUsers({}))).status).toBe(400);
    expect(await site.anonymous().userSearch.findUsers({ query: 'a' })).toEqual([]);
  });

  it('are listed with inactive people, apps and customers among them', async () => {
    const all = await site.client().users.getAllUsers({ maxResults: 1000 });
    expect(all.length).toBe(site.atlassian.directory.people().length);
    expect(new Set(all.map(({ accountType }) => accountType))).toEqual(
      new Set(['atlassian', 'app', 'customer']),
    );
    expect(all.some(({ active }) => !active)).toBe(true);
    const some = await site.client().users.getAllUsers({ startAt: 2, maxResults: 3 });
    expect(some.map(({ accountId }) => accountId)).toEqual(
      all.slice(2, 5).map(({ accountId }) => accountId),
    );
  });

  it('are read many at once, in pages; who is unknown is left out', async () => {
    const wanted = ['Priya Raman', 'Noah Okafor', 'Maya Lindqvist'].map(site.accountId);
    const query = new URLSearchParams([
      ...[...wanted, '712020:nobody'].map((accountId) => ['accountId', accountId]),
      ['maxResults', '2'],
    ]);
    const answer = await site.send('GET', `/rest/api/3/user/bulk?${query.toString()}`);
    const page = (await answer.json()) as {
      total: number;
      isLast: boolean;
      values: { accountId: string }[];
    };
    expect(page.total).toBe(3);
    expect(page.values.map(({ accountId }) => accountId)).toEqual(wanted.slice(0, 2));
    expect(page.isLast).toBe(false);
    const { users } = site.client();
    const one = await users.bulkGetUsers({ accountId: wanted.slice(0, 1) });
    expect(one.values?.map(({ accountId }) => accountId)).toEqual(wanted.slice(0, 1));
    expect((await refusalOf(users.bulkGetUsers({ accountId: [] }))).status).toBe(400);
  });

  it('tell their groups, and expand them', async () => {
    const { users } = site.client();
    const accountId = site.accountId('Noah Okafor');
    const names = (await users.getUserGroups({ accountId })).map(({ name }) => name);
    expect(names).toEqual([
      'all-staff',
      'engineering',
      'frontend',
      'jira-software-users-acme-local',
    ]);
    const noah = await users.getUser({ accountId, expand: 'groups' });
    expect(noah.groups?.items?.map(({ name }) => name)).toEqual(names);
    const plain = await users.getUser({ accountId });
    expect(plain.groups).toMatchObject({ size: names.length, items: [] });
    expect((await refusalOf(users.getUser({ accountId: '712020:nobody' }))).status).toBe(404);
    const byName = await site.send('GET', '/rest/api/3/user?username=noah');
    expect(byName.status).toBe(400);
    expect((await refusalOf(site.anonymous().users.getUser({ accountId }))).status).toBe(401);
  });

  it('are picked with their name in bold', async () => {
    const { userSearch, groupAndUserPicker } = site.client();
    const picked = await userSearch.findUsersForPicker({ query: 'priya' });
    expect(picked.users?.map(({ html }) => html)).toEqual(['<b>Priya</b> Raman']);
    const both = await groupAndUserPicker.findUsersAndGroups({ query: 'sales' });
    expect(both.groups?.groups?.map(({ name }) => name)).toEqual(['sales']);
  });

  it('have pictures drawn from their names', async () => {
    const me = await site.client().myself.getCurrentUser();
    const url = me.avatarUrls?.['48x48'] ?? '';
    const picture = await fetch(url);
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect(await picture.text()).toContain('>OH</text>');
  });
});

describe('people who are created', () => {
  it('are invited by email and get the products they are given', async () => {
    const { users } = site.client();
    const created = await users.createUser({
      emailAddress: 'ada.new@acme.example',
      products: ['jira-software'],
    });
    expect(created).toMatchObject({ displayName: 'Ada New', active: true });
    const accountId = created.accountId ?? '';
    expect(
      site.atlassian.directory.membersOf(site.groupId('jira-software-users-acme-local')),
    ).toContain(accountId);
    expect(site.atlassian.mailOf(accountId)).toMatchObject([
      { kind: 'invitation', to: 'ada.new@acme.example' },
    ]);
    const again = await users.createUser({
      emailAddress: 'ada.new@acme.example',
      products: ['jira-software'],
    });
    expect(again.accountId).toBe(accountId);
  });

  it('are found by their address, and are the same account however it is written', async () => {
    const { users, userSearch } = site.client();
    const ask = { emailAddress: 'ada.new@acme.example', products: ['jira-software'] } as const;
    const { accountId } = await users.createUser({ ...ask, products: [...ask.products] });
    const found = await userSearch.findUsers({ query: ask.emailAddress });
    expect(found.map((user) => user.accountId)).toEqual([accountId]);
    const shouted = await users.createUser({
      emailAddress: 'ADA.NEW@acme.example',
      products: [],
    });
    expect(shouted.accountId).toBe(accountId);
  });

  it('get no seat from an empty list of products; then creating them again answers 400', async () => {
    const { users } = site.client();
    const ask = { emailAddress: 'b.new@acme.example', products: [] };
    const created = await users.createUser(ask);
    expect(await users.getUserGroups({ accountId: created.accountId ?? '' })).toEqual([]);
    expect((await refusalOf(users.createUser(ask))).status).toBe(400);
    const former = { emailAddress: 'petra.horvat@acme.example', products: ['jira-software'] };
    expect((await refusalOf(users.createUser(former as never))).status).toBe(400);
  });

  it('need an address, products and an administrator', async () => {
    const { users } = site.client();
    const without = await site.send('POST', '/rest/api/3/user', { products: [] });
    expect(without.status).toBe(400);
    const noProducts = await site.send('POST', '/rest/api/3/user', {
      emailAddress: 'c@acme.example',
    });
    expect(noProducts.status).toBe(400);
    const malformed = await refusalOf(
      users.createUser({ emailAddress: 'c at acme', products: [] }),
    );
    expect(malformed.status).toBe(400);
    const unknown = await refusalOf(
      users.createUser({ emailAddress: 'c@acme.example', products: ['jira-magic'] as never }),
    );
    expect(unknown.status).toBe(400);
    const employee = await refusalOf(
      site.client(EMPLOYEE).users.createUser({ emailAddress: 'c@acme.example', products: [] }),
    );
    expect(employee.status).toBe(403);
  });

  it('are removed by site admins', async () => {
    const accountId = site.accountId('Lauren Mitchell');
    await site.client().users.removeUser({ accountId });
    expect(site.atlassian.directory.person(accountId)).toBeUndefined();
    expect((await refusalOf(site.client().users.removeUser({ accountId }))).status).toBe(404);
    const jiraAdmin = site.client('Token of a Jira admin who is no site admin').users;
    const ask = { accountId: site.accountId('Grace Kim') };
    expect((await refusalOf(jiraAdmin.removeUser(ask))).status).toBe(403);
  });
});
