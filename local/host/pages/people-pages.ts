import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Host } from '../host';
import { avatar, personLine } from './avatar';
import { forPerson } from './for-person';

/** Who is at the company, in which groups: where one sees that a membership has changed. */
export function peoplePages(host: Host): Hono {
  const { directory } = host.platform.atlassian;
  const app = new Hono();

  app.get(
    '/jira/people',
    forPerson(host, () => ({
      title: 'People & groups',
      body: html`
<h1>People &amp; groups</h1>
<section aria-labelledby="groups-title">
  <h2 id="groups-title">Groups</h2>
  <table data-live="groups">
    <thead><tr><th scope="col">Group</th><th scope="col">Members</th><th scope="col"><span class="hidden">Remarks</span></th></tr></thead>
    <tbody>${directory.groups().map(
      (group) => html`
      <tr>
        <td><a href="/jira/people/groups/${group.groupId}">${group.name}</a></td>
        <td>${directory.membersOf(group.groupId).length}</td>
        <td>${group.managedByIdentityProvider ? html`<span class="lozenge">Identity provider</span>` : ''}</td>
      </tr>`,
    )}</tbody>
  </table>
</section>
<section aria-labelledby="people-title">
  <h2 id="people-title">People</h2>
  <label class="field">Search people <input type="search" data-filters="people" autocomplete="off"></label>
  <p id="people-status" role="status" class="subtle"></p>
  <ul id="people" class="people-list">${directory.people().map(
    (person) => html`
    <li data-text="${person.displayName} ${person.email} ${person.jobTitle}">${personLine(person, '')} <span class="subtle">${person.jobTitle}</span></li>`,
  )}</ul>
</section>`,
    })),
  );

  app.get(
    '/jira/people/groups/:groupId',
    forPerson(host, (_reader, context) => {
      const groupId = context.req.param('groupId');
      const group = directory.groups().find((one) => one.groupId === groupId);
      if (group === undefined) return notFound('group');
      const members = directory.membersOf(group.groupId);
      return {
        title: group.name,
        body: html`
<nav aria-label="Breadcrumbs" class="crumbs"><a href="/jira/people">People &amp; groups</a> <span aria-hidden="true">/</span> ${group.name}</nav>
<h1>${group.name}</h1>
${group.managedByIdentityProvider ? html`<p class="note">An identity provider manages this group: it can’t be changed here.</p>` : ''}
<div data-live="members">
  <p>${members.length} ${members.length === 1 ? 'member' : 'members'}</p>
  <ul class="members">${members.map((accountId) => html`<li>${personLine(directory.person(accountId), accountId)}</li>`)}</ul>
</div>`,
      };
    }),
  );

  app.get(
    '/jira/people/:accountId',
    forPerson(host, (_reader, context) => {
      const person = directory.person(context.req.param('accountId') ?? '');
      if (person === undefined) return notFound('person');
      const groups = directory
        .groups()
        .filter(({ groupId }) => directory.membersOf(groupId).includes(person.accountId));
      const roles = directory
        .projects()
        .flatMap((project) =>
          project.roles
            .filter(({ name }) =>
              directory.actorsOf(project.key, name).accountIds.includes(person.accountId),
            )
            .map(({ name }) => ({ project, name })),
        );
      return {
        title: person.displayName,
        body: html`
<nav aria-label="Breadcrumbs" class="crumbs"><a href="/jira/people">People &amp; groups</a> <span aria-hidden="true">/</span> ${person.displayName}</nav>
<h1 class="person-title">${avatar(person, 48)} ${person.displayName}</h1>
<p>${person.jobTitle}${person.active ? '' : html` <span class="lozenge">Inactive</span>`}</p>
<div data-live="memberships">
  <section class="card" aria-label="Groups"><h2>Groups</h2>
    ${groups.length === 0 ? html`<p class="subtle">In no group.</p>` : ''}
    <ul class="members">${groups.map(({ groupId, name }) => html`<li><a href="/jira/people/groups/${groupId}">${name}</a></li>`)}</ul>
  </section>
  <section class="card" aria-label="Project roles"><h2>Project roles</h2>
    ${roles.length === 0 ? html`<p class="subtle">In no role by name.</p>` : ''}
    <ul class="members">${roles.map(({ project, name }) => html`<li>${name} in <a href="/jira/projects/${project.key}/settings/people">${project.name}</a></li>`)}</ul>
  </section>
</div>`,
      };
    }),
  );
  return app;
}

const notFound = (what: string) => ({
  title: 'Not found',
  status: 404 as const,
  body: html`<h1>There is no such ${what}</h1>`,
});
