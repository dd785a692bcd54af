import { Hono } from 'hono';
import { html } from 'hono/html';
import type { SitePerson, SiteProject } from '../../atlassian/atlassian';
import type { Host } from '../host';
import { personLine } from './avatar';
import { forPerson } from './for-person';

/** Projects, their issues, and the people in their roles. */
export function projectPages(host: Host): Hono {
  const { directory } = host.platform.atlassian;
  const app = new Hono();

  app.get(
    '/jira/projects',
    forPerson(host, (reader) => ({
      title: 'Projects',
      body: html`
<h1>Projects</h1>
<div class="table-box" tabindex="0" role="group" aria-label="Projects"><table>
  <thead><tr><th scope="col">Name</th><th scope="col">Key</th><th scope="col">Type</th><th scope="col">Lead</th></tr></thead>
  <tbody>${directory
    .projects()
    .filter((project) => isVisible(project, reader))
    .map(
      (project) => html`
    <tr>
      <td><img class="square" src="${new URL(project.avatarUrl).pathname}" alt="" width="24" height="24"> <a href="/jira/projects/${project.key}/issues">${project.name}</a>${project.archived ? html` <span class="lozenge">Archived</span>` : ''}</td>
      <td>${project.key}</td>
      <td>${project.style === 'classic' ? 'Company-managed' : 'Team-managed'}</td>
      <td>${personLine(directory.person(project.leadAccountId ?? ''), 'No lead')}</td>
    </tr>`,
    )}</tbody>
</table></div>`,
    })),
  );

  app.get(
    '/jira/projects/:key/issues',
    forPerson(host, (reader, context) => {
      const project = find(context.req.param('key'), reader);
      if (project === undefined) return notFound();
      return {
        title: `${project.name}: issues`,
        sidebar: projectSidebar(project, 'issues'),
        body: html`
<h1>Issues</h1>
<div class="table-box" tabindex="0" role="group" aria-label="Issues"><table>
  <thead><tr><th scope="col">Type</th><th scope="col">Key</th><th scope="col">Summary</th><th scope="col">Status</th><th scope="col">Assignee</th></tr></thead>
  <tbody>${directory
    .issues(project.key)
    .filter(({ key }) => directory.canSee(reader.accountId, key))
    .map(
      (issue) => html`
    <tr>
      <td>${issue.type}</td>
      <td>${issue.key}</td>
      <td><a href="/browse/${issue.key}">${issue.summary}</a></td>
      <td><span class="lozenge">${issue.status}</span></td>
      <td>${personLine(directory.person(issue.assigneeAccountId ?? ''), 'Unassigned')}</td>
    </tr>`,
    )}</tbody>
</table></div>`,
      };
    }),
  );

  // Where links from outside lead to a project's settings.
  app.get('/plugins/servlet/project-config/:key/summary', (context) =>
    context.redirect(
      `/jira/projects/${encodeURIComponent(context.req.param('key'))}/settings/people`,
    ),
  );

  app.get(
    '/jira/projects/:key/settings/people',
    forPerson(host, (reader, context) => {
      const project = find(context.req.param('key'), reader);
      if (project === undefined) return notFound();
      const groups = directory.groups();
      return {
        title: `${project.name}: people`,
        sidebar: projectSidebar(project, 'people'),
        body: html`
<h1>People</h1>
<p>Project lead: ${personLine(directory.person(project.leadAccountId ?? ''), 'nobody')}</p>
<div data-live="roles">${project.roles.map((role) => {
          const { accountIds, groupIds } = directory.actorsOf(project.key, role.name);
          return html`
<section class="card" aria-label="${role.name}">
  <h2>${role.name}</h2>
  ${accountIds.length + groupIds.length === 0 ? html`<p class="subtle">Nobody is in this role.</p>` : ''}
  <ul class="members">
    ${accountIds.map((accountId) => html`<li>${personLine(directory.person(accountId), accountId)}</li>`)}
    ${groupIds.map((groupId) => {
      const name = groups.find((group) => group.groupId === groupId)?.name ?? groupId;
      return html`<li><a href="/jira/people/groups/${groupId}">${name}</a> <span class="subtle">group</span></li>`;
    })}
  </ul>
</section>`;
        })}</div>`,
      };
    }),
  );
  return app;

  function isVisible(project: SiteProject, reader: SitePerson): boolean {
    if (project.binned) return false;
    return (
      directory.isJiraAdministrator(reader.accountId) ||
      directory.issues(project.key).some(({ key }) => directory.canSee(reader.accountId, key))
    );
  }

  function find(key: string | undefined, reader: SitePerson): SiteProject | undefined {
    const project = directory.projects().find((one) => one.key === key?.toUpperCase());
    return project !== undefined && isVisible(project, reader) ? project : undefined;
  }
}

/** Beside everything of one project. */
export function projectSidebar(project: SiteProject, here: 'issues' | 'people' | 'issue') {
  const link = (path: string, text: string, isHere: boolean) =>
    html`<li><a href="/jira/projects/${project.key}/${path}" ${isHere ? html`aria-current="page"` : ''}>${text}</a></li>`;
  return html`<nav class="sidebar" aria-label="${project.name}">
  <h2><img class="square" src="${new URL(project.avatarUrl).pathname}" alt="" width="24" height="24"> ${project.name}</h2>
  <p class="subtle">${project.style === 'classic' ? 'Company-managed' : 'Team-managed'} project</p>
  <ul>
    ${link('issues', 'Issues', here === 'issues')}
    ${link('settings/people', 'Project settings: People', here === 'people')}
  </ul>
</nav>`;
}

const notFound = () => ({
  title: 'Not found',
  status: 404 as const,
  body: html`<h1>We can’t find that project</h1><p>It doesn’t exist, or you don’t have permission to see it.</p>`,
});
