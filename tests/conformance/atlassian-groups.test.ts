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

describe('members of a group', () => {
  it('are listed page by page, without the inactive', async () => {
    const { groups } = site.client();
    const groupId = site.groupId('engineering');
    const found: string[] = [];
    for (let startAt = 0; ; ) {
      const page = await groups.getUsersFromGroup({ groupId, startAt, maxResults: 4 });
      found.push(...(page.values ?? []).map((user) => user.accountId ?? ''));
      if (page.isLast === true) break;
      expect(page.values).toHaveLength(4);
      expect(page.nextPage).toContain(`startAt=${startAt + 4}`);
      startAt += 4;
    }
    const all = site.atlassian.directory.membersOf(groupId);
    expect(new Set(found).size).toBe(found.length);
    expect(all).toContain(site.accountId('Tom Becker'));
    expect(found.toSorted()).toEqual(
      all.filter((id) => site.atlassian.directory.person(id)?.active === true).toSorted(),
    );
    const withInactive = await groups.getUsersFromGroup({ groupId, includeInactiveUsers: true });
    expect(withInactive.total).toBe(all.length);
  });

  it('can be found by the group’s name, and come fifty at most', async () => {
    const page = await site
      .client()
      .groups.getUsersFromGroup({ groupname: 'all-staff', maxResults: 1000 });
    expect(page.maxResults).toBe(50);
    expect(page.values).toHaveLength(50);
    expect(page.isLast).toBe(false);
  });

  it('are added once: a second time answers 400', async () => {
    const { groups } = site.client();
    const ask = { groupId: site.groupId('frontend'), accountId: site.accountId('Priya Raman') };
    const added = await groups.addUserToGroup(ask);
    expect(added.name).toBe('frontend');
    expect(site.atlassian.directory.membersOf(ask.groupId)).toContain(ask.accountId);
    const again = await refusalOf(groups.addUserToGroup(ask));
    expect(again.status).toBe(400);
    expect(again.text).toContain('already a member');
  });

  it('are taken out once: a second time answers 400', async () => {
    const { groups } = site.client();
    const ask = { groupId: site.groupId('frontend'), accountId: site.accountId('Noah Okafor') };
    await groups.removeUserFromGroup(ask);
    expect(site.atlassian.directory.membersOf(ask.groupId)).not.toContain(ask.accountId);
    const again = await refusalOf(groups.removeUserFromGroup(ask));
    expect(again.status).toBe(400);
    expect(again.text).toContain('not a member');
  });

  it('can’t be somebody unknown, nor go into a group that is not there: 404', async () => {
    const { groups } = site.client();
    const unknownPerson = await refusalOf(
      groups.addUserToGroup({ groupId: site.groupId('qa'), accountId: '712020:nobody' }),
    );
    expect(unknownPerson).toEqual({
      status: 404,
      text: '{"errorMessages":["Specified user does not exist or you do not have required permissions"],"errors":{}}',
    });
    const unknownGroup = await refusalOf(
      groups.addUserToGroup({ groupId: 'none', accountId: site.accountId('Priya Raman') }),
    );
    expect(unknownGroup.status).toBe(404);
  });

  it('are named by accountId, and the group exactly once: 400', async () => {
    const { groups } = site.client();
    const groupId = site.groupId('qa');
    const byName = await site.send('POST', `/rest/api/3/group/user?groupId=${groupId}`, {
      name: 'priya',
    });
    expect(byName.status).toBe(400);
    const neither = await refusalOf(
      groups.addUserToGroup({ accountId: site.accountId('Priya Raman') }),
    );
    expect(neither.status).toBe(400);
    const both = await refusalOf(
      groups.addUserToGroup({
        groupId,
        groupname: 'qa',
        accountId: site.accountId('Priya Raman'),
      }),
    );
    expect(both.status).toBe(400);
  });

  it('are a site admin’s to change: a Jira admin gets 403 and changes nothing', async () => {
    const { groups } = site.client('Token of a Jira admin who is no site admin');
    const ask = { groupId: site.groupId('frontend'), accountId: site.accountId('Priya Raman') };
    expect((await refusalOf(groups.addUserToGroup(ask))).status).toBe(403);
    expect(site.atlassian.directory.membersOf(ask.groupId)).not.toContain(ask.accountId);
    expect((await groups.getUsersFromGroup({ groupId: ask.groupId })).total).toBeGreaterThan(0);
  });

  it('of an identity provider’s group are read-only: 403', async () => {
    const { groups } = site.client();
    const groupId = site.groupId('all-staff');
    const before = site.atlassian.directory.membersOf(groupId);
    const ask = { groupId, accountId: site.accountId('Priya Raman') };
    expect((await refusalOf(groups.removeUserFromGroup(ask))).status).toBe(403);
    expect((await refusalOf(groups.addUserToGroup(ask))).status).toBe(403);
    expect(site.atlassian.directory.membersOf(groupId)).toEqual(before);
  });

  it('keep one site admin, whoever asks', async () => {
    const { groups } = site.client();
    const groupId = site.groupId('site-admins');
    await groups.removeUserFromGroup({ groupId, accountId: site.accountId('Jonas Weber') });
    const last = { groupId, accountId: site.accountId('Olivia Hart') };
    expect((await refusalOf(groups.removeUserFromGroup(last))).status).toBe(400);
    expect(site.atlassian.directory.membersOf(groupId)).toEqual([last.accountId]);
  });
});

describe('groups', () => {
  it('are created with a name that is free, and deleted', async () => {
    const { groups } = site.client();
    const created = await groups.createGroup({ name: 'spring-campaign' });
    expect(created.groupId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await refusalOf(groups.createGroup({ name: 'spring-campaign' }))).status).toBe(400);
    expect((await refusalOf(groups.createGroup({ name: 'Spring-Campaign' }))).status).toBe(400);
    expect((await refusalOf(groups.createGroup({ name: ' ' }))).status).toBe(400);
    expect((await refusalOf(groups.createGroup({ name: 'x'.repeat(256) }))).status).toBe(400);
    const long = await groups.createGroup({ name: 'x'.repeat(255) });
    expect(long.name).toHaveLength(255);
    await groups.removeGroup({ groupId: created.groupId ?? '' });
    const gone = await groups.bulkGetGroups({ groupId: [created.groupId ?? ''] });
    expect(gone.values).toEqual([]);
  });

  it('are a site admin’s to create and delete', async () => {
    const { groups } = site.client('Token of a Jira admin who is no site admin');
    expect((await refusalOf(groups.createGroup({ name: 'mine' }))).status).toBe(403);
    const ask = { groupId: site.groupId('qa') };
    expect((await refusalOf(groups.removeGroup(ask))).status).toBe(403);
    expect(site.atlassian.directory.groupNamed('qa').groupId).toBe(ask.groupId);
  });

  it('are found by their name, in upper or lower case', async () => {
    const { groups } = site.client();
    const path = '/rest/api/3/group/bulk?groupName=Engineering&groupName=qa&groupName=none';
    const found = (await (await site.send('GET', path)).json()) as { values: { name: string }[] };
    expect(found.values.map(({ name }) => name)).toEqual(['engineering', 'qa']);
    expect((await groups.getUsersFromGroup({ groupname: 'ENGINEERING' })).total).toBeGreaterThan(0);
  });

  it('are listed by what they grant', async () => {
    const { groups } = site.client();
    const names = async (accessType: string) =>
      (await groups.bulkGetGroups({ accessType })).values?.map(({ name }) => name);
    expect(await names('site-admin')).toEqual([
      'org-admins',
      'site-admins',
      'system-administrators',
    ]);
    expect(await names('admin')).toContain('platform-crew');
    expect(await names('user')).toEqual([
      'jira-servicemanagement-users-acme-local',
      'jira-software-users-acme-local',
    ]);
    const desk = await groups.bulkGetGroups({ applicationKey: 'jira-servicedesk' });
    expect(desk.values?.map(({ name }) => name)).toEqual([
      'jira-servicemanagement-users-acme-local',
    ]);
    expect((await refusalOf(groups.bulkGetGroups({ accessType: 'owner' }))).status).toBe(400);
  });

  it('are picked by a part of their name, which is shown in bold, and say who manages them', async () => {
    const { groups } = site.client();
    const found = await groups.findGroups({ query: 'ENG', caseInsensitive: true });
    expect(found.groups?.map(({ html }) => html)).toEqual(['<b>eng</b>ineering']);
    expect((await groups.findGroups({ query: 'ENG' })).total).toBe(0);
    const managed = await groups.findGroups({ query: 'all-staff' });
    expect(managed.groups?.[0]).toMatchObject({ managedBy: 'EXTERNAL' });
    const some = await groups.findGroups({ maxResults: 3 });
    expect(some.groups).toHaveLength(3);
    expect(some.header).toBe(`Showing 3 of ${some.total} matching groups`);
  });

  it('are hidden from anonymous visitors', async () => {
    const { groups } = site.anonymous();
    expect((await groups.findGroups({ query: 'eng' })).total).toBe(0);
    expect((await refusalOf(groups.bulkGetGroups({}))).status).toBe(401);
  });

  it('give product access, with seats counted', async () => {
    const roles = await site.client().applicationRoles.getAllApplicationRoles();
    const jira = roles.find(({ key }) => key === 'jira-software');
    expect(jira?.groups).toEqual(['jira-software-users-acme-local']);
    expect((jira?.numberOfSeats ?? 0) - (jira?.remainingSeats ?? 0)).toBe(jira?.userCount);
  });
});
