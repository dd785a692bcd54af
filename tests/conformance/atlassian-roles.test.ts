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

const web = (role: string) => ({
  projectIdOrKey: 'WEB',
  id: String(site.roleId('WEB', role)) as never,
});

describe('roles of a project', () => {
  it('are shared by company-managed projects and have a scope in team-managed ones', async () => {
    const { projectRoles } = site.client();
    const shared = await projectRoles.getProjectRoleDetails('WEB');
    expect(shared.map(({ name }) => name)).toEqual(['Administrators', 'Developers', 'Viewers']);
    expect(shared.every(({ scope }) => scope === undefined)).toBe(true);
    const own = await projectRoles.getProjectRoleDetails('MOB');
    expect(own.map(({ name }) => name)).toEqual(['Administrator', 'Member', 'Viewer']);
    expect(own.every(({ scope }) => scope?.project?.id === '10001')).toBe(true);
    const sharedIds = shared.map(({ id }) => id);
    expect(own.some(({ id }) => sharedIds.includes(id))).toBe(false);
    const addresses = await projectRoles.getProjectRoles('WEB');
    expect(Object.keys(addresses)).toEqual(['Administrators', 'Developers', 'Viewers']);
  });

  it('name people and groups, sorted by display name', async () => {
    const role = await site.client().projectRoles.getProjectRole(web('Developers'));
    expect(role.actors?.map(({ displayName, type }) => [displayName, type])).toEqual([
      ['Benjamin Schmidt', 'atlassian-user-role-actor'],
      ['frontend', 'atlassian-group-role-actor'],
    ]);
  });

  it('are not shown to people who don’t administer the project: 404', async () => {
    const { projectRoles } = site.client('Token of somebody who is no admin');
    expect((await refusalOf(projectRoles.getProjectRole(web('Developers')))).status).toBe(404);
    expect((await refusalOf(projectRoles.getProjectRoleDetails('WEB'))).status).toBe(404);
  });

  it('of another project are not there: 404', async () => {
    const { projectRoles } = site.client();
    const id = String(site.roleId('WEB', 'Developers')) as never;
    const refused = await refusalOf(projectRoles.getProjectRole({ projectIdOrKey: 'MOB', id }));
    expect(refused.status).toBe(404);
  });
});

describe('actors of a role', () => {
  it('are added many at once, and answered with all there are', async () => {
    const { projectRoleActors } = site.client('Token of a Jira admin who is no site admin');
    const role = await projectRoleActors.addActorUsers({
      ...web('Developers'),
      user: [site.accountId('Priya Raman'), site.accountId('Noah Okafor')],
      groupId: [site.groupId('qa')],
    });
    expect(role.actors?.map(({ displayName }) => displayName)).toEqual([
      'Benjamin Schmidt',
      'frontend',
      'Noah Okafor',
      'Priya Raman',
      'qa',
    ]);
    const qa = role.actors?.find(({ displayName }) => displayName === 'qa');
    expect(qa).toMatchObject({
      type: 'atlassian-group-role-actor',
      actorGroup: { name: 'qa', displayName: 'qa', groupId: site.groupId('qa') },
    });
  });

  it('that are groups are added once and must exist', async () => {
    const { projectRoleActors } = site.client();
    const add = (groupId: string) =>
      projectRoleActors.addActorUsers({ ...web('Developers'), groupId: [groupId] });
    expect((await refusalOf(add(site.groupId('frontend')))).status).toBe(400);
    expect((await refusalOf(add('none'))).status).toBe(404);
    const groupId = site.groupId('qa');
    await add(groupId);
    await projectRoleActors.deleteActor({ ...web('Developers'), groupId });
    const again = await refusalOf(projectRoleActors.deleteActor({ ...web('Developers'), groupId }));
    expect(again.status).toBe(404);
  });

  it('are added all or none: one unknown, inactive or present fails the call', async () => {
    const { projectRoleActors } = site.client();
    const before = site.atlassian.directory.actorsOf('WEB', 'Developers');
    const add = (user: string) =>
      refusalOf(
        projectRoleActors.addActorUsers({
          ...web('Developers'),
          user: [site.accountId('Priya Raman'), user],
        }),
      );
    expect((await add('712020:nobody')).status).toBe(404);
    expect((await add(site.accountId('Tom Becker'))).status).toBe(404);
    expect((await add(site.accountId('Benjamin Schmidt'))).status).toBe(400);
    expect(site.atlassian.directory.actorsOf('WEB', 'Developers')).toEqual(before);
  });

  it('are taken out one by one; a second time answers 404', async () => {
    const { projectRoleActors } = site.client();
    const user = site.accountId('Benjamin Schmidt');
    await projectRoleActors.deleteActor({ ...web('Developers'), user });
    await projectRoleActors.deleteActor({
      ...web('Developers'),
      groupId: site.groupId('frontend'),
    });
    expect(site.atlassian.directory.actorsOf('WEB', 'Developers')).toEqual({
      accountIds: [],
      groupIds: [],
    });
    const again = await refusalOf(projectRoleActors.deleteActor({ ...web('Developers'), user }));
    expect(again.status).toBe(404);
  });

  it('are replaced as a whole by PUT', async () => {
    const priya = site.accountId('Priya Raman');
    await site.client().projectRoleActors.setActors({
      ...web('Viewers'),
      categorisedActors: {
        'atlassian-user-role-actor': [priya],
        'atlassian-group-role-actor-id': [site.groupId('sales')],
      } as never,
    });
    expect(site.atlassian.directory.actorsOf('WEB', 'Viewers')).toEqual({
      accountIds: [priya],
      groupIds: [site.groupId('sales')],
    });
  });

  it('can’t be changed by people who don’t administer the project, nor in an archived one', async () => {
    const user = [site.accountId('Priya Raman')];
    const employee = site.client('Token of somebody who is no admin').projectRoleActors;
    const refused = await refusalOf(employee.addActorUsers({ ...web('Developers'), user }));
    expect(refused.status).toBe(404);
    const archived = await refusalOf(
      site.client().projectRoleActors.addActorUsers({
        projectIdOrKey: 'INTRA',
        id: String(site.roleId('INTRA', 'Developers')) as never,
        user,
      }),
    );
    expect(archived.status).toBe(404);
  });

  it('of a project are the business of its administrators, Jira admin or not', async () => {
    const asMaya = (method: string, body?: unknown) =>
      site.atlassian.fetchAs(
        {
          kind: 'user',
          accountId: site.accountId('Maya Lindqvist'),
          scopes: ['manage:jira-configuration', 'read:jira-work'],
        },
        new Request(
          `${site.atlassian.siteUrl}/rest/api/3/project/WEB/role/${site.roleId('WEB', 'Developers')}`,
          {
            method,
            headers: { 'content-type': 'application/json' },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          },
        ),
      );
    expect((await asMaya('GET')).status).toBe(200);
    const added = await asMaya('POST', { user: [site.accountId('Priya Raman')] });
    expect(added.status).toBe(200);
  });
});

describe('projects', () => {
  it('are found by name or key, with their lead where it is asked for', async () => {
    const { projects } = site.client();
    const page = await projects.searchProjects({ query: 'web', expand: 'lead' });
    expect(page.values).toHaveLength(1);
    expect(page.values?.[0]).toMatchObject({
      key: 'WEB',
      style: 'classic',
      lead: { displayName: 'Maya Lindqvist', active: true },
    });
    const plain = await projects.searchProjects({ query: 'web' });
    expect(plain.values?.[0]).not.toHaveProperty('lead');
    const paged = await projects.searchProjects({ maxResults: 2, orderBy: '-key' });
    expect(paged.values?.map(({ key }) => key)).toEqual(['WEB', 'OPS']);
    expect(paged.isLast).toBe(false);
  });

  it('are there for who may see them', async () => {
    const { projects } = site.client('Token of somebody who is no admin');
    const keys = (await projects.searchProjects()).values?.map(({ key }) => key);
    expect(keys).toEqual(['DATA', 'LEG', 'MOB', 'OPS', 'WEB']);
    expect((await refusalOf(projects.getProject({ projectIdOrKey: 'FIN' }))).status).toBe(404);
    expect((await site.anonymous().projects.searchProjects()).total).toBe(0);
  });

  it('tell by themselves who leads them: an inactive person, nobody, an archived one', async () => {
    const { projects } = site.client();
    const [legacy, operations, intranet] = await Promise.all(
      ['LEG', 'OPS', 'INTRA'].map((projectIdOrKey) => projects.getProject({ projectIdOrKey })),
    );
    expect(legacy?.lead).toMatchObject({ displayName: 'Tom Becker', active: false });
    expect(operations).not.toHaveProperty('lead');
    expect(intranet?.archived).toBe(true);
    const live = await projects.searchProjects();
    expect(live.values?.some(({ key }) => key === 'INTRA')).toBe(false);
    const archived = await projects.searchProjects({ status: ['archived'] as never });
    expect(archived.values?.map(({ key }) => key)).toEqual(['INTRA']);
  });
});

describe('permissions', () => {
  it('answer for the caller, on the site and in a project', async () => {
    const ask = async (label?: string) => {
      const { permissions } = await site.client(label).permissions.getMyPermissions({
        projectKey: 'WEB',
        permissions: 'ADMINISTER,SYSTEM_ADMIN,USER_PICKER,BROWSE_PROJECTS,ADMINISTER_PROJECTS',
      });
      return Object.entries(permissions ?? {})
        .filter(([, permission]) => permission?.havePermission === true)
        .map(([key]) => key);
    };
    expect(await ask()).toEqual(['ADMINISTER', 'SYSTEM_ADMIN', 'USER_PICKER', 'BROWSE_PROJECTS']);
    expect(await ask('Token of somebody who is no admin')).toEqual([
      'USER_PICKER',
      'BROWSE_PROJECTS',
    ]);
    expect(await ask('Token of a Jira admin who is no site admin')).toEqual([
      'ADMINISTER',
      'USER_PICKER',
      'BROWSE_PROJECTS',
      'ADMINISTER_PROJECTS',
    ]);
  });

  it('that don’t exist are named: 400', async () => {
    const { permissions } = site.client();
    expect(await refusalOf(permissions.getMyPermissions({ permissions: 'RULE' }))).toEqual({
      status: 400,
      text: '{"errorMessages":[],"errors":{"RULE":"Unrecognized permission"}}',
    });
    expect((await refusalOf(permissions.getMyPermissions({}))).status).toBe(400);
  });

  it('of somebody else are told to administrators', async () => {
    const ask = {
      accountId: site.accountId('Grace Kim'),
      globalPermissions: ['ADMINISTER', 'USER_PICKER'],
      projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], projects: [10000, 10004] }],
    };
    const answer = await site.client().permissions.getBulkPermissions(ask);
    expect(answer).toEqual({
      globalPermissions: ['USER_PICKER'],
      projectPermissions: [{ permission: 'BROWSE_PROJECTS', projects: [10000], issues: [] }],
    });
    const employee = site.client('Token of somebody who is no admin').permissions;
    expect((await refusalOf(employee.getBulkPermissions(ask))).status).toBe(403);
  });
});
