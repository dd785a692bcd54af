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

const asked = () => ({
  key: 'NEW',
  name: 'New one',
  projectTypeKey: 'business',
  leadAccountId: site.accountId('Maya Lindqvist'),
});

describe('projects', () => {
  it('are created with their lead, and the roles that company-managed ones share', async () => {
    const made = await site.client().projects.createProject(asked());
    expect(made).toMatchObject({ key: 'NEW' });
    const { leadAccountId, style } = site.atlassian.directory.projectOf('NEW');
    expect([leadAccountId, style]).toEqual([asked().leadAccountId, 'classic']);
    const roles = await site.client().projectRoles.getProjectRoles({ projectIdOrKey: 'NEW' });
    expect(Object.keys(roles)).toContain('Developers');
  });

  it.each([
    ['a key in use', { key: 'WEB' }],
    ['a key in small letters', { key: 'new' }],
    ['a key of eleven characters', { key: 'ABCDEFGHIJK' }],
    ['a name in use, in any case', { name: 'WEBSITE' }],
    ['no name', { name: ' ' }],
    ['a lead who is not there', { leadAccountId: '712020:nobody' }],
    ['a type that there is not', { projectTypeKey: 'garden' as never }],
  ])('are not created with %s: 400', async (_, change) => {
    const refused = await refusalOf(
      site.client().projects.createProject({ ...asked(), ...change }),
    );
    expect(refused.status).toBe(400);
  });

  it('are created and deleted by who administers Jira, and nobody else', async () => {
    const employee = site.client('Token of somebody who is no admin').projects;
    expect((await refusalOf(employee.createProject(asked()))).status).toBe(403);
    const web = { projectIdOrKey: 'WEB' };
    expect((await refusalOf(employee.deleteProject(web))).status).toBe(404);
    expect((await refusalOf(site.anonymous().projects.deleteProject(web))).status).toBe(404);
    expect(site.atlassian.directory.projectOf('WEB').binned).toBe(false);
  });

  it('go into the recycle bin, or for good where that is asked for', async () => {
    const { projects } = site.client();
    await projects.deleteProject({ projectIdOrKey: 'WEB' });
    expect(site.atlassian.directory.projectOf('WEB').binned).toBe(true);
    await projects.deleteProject({ projectIdOrKey: 'MOB', enableUndo: false });
    expect(site.atlassian.directory.projects().map(({ key }) => key)).not.toContain('MOB');
    expect(site.atlassian.directory.issue('MOB-1')).toBeUndefined();
    const archived = await refusalOf(projects.deleteProject({ projectIdOrKey: 'INTRA' }));
    expect(archived.status).toBe(404);
  });
});
