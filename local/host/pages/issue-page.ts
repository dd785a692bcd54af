import { Hono } from 'hono';
import { html } from 'hono/html';
import { SITE_STATUSES, type SiteIssue } from '../../atlassian/atlassian';
import type { Host } from '../host';
import { adfToHtml } from './adf-to-html';
import { personLine } from './avatar';
import { forPerson } from './for-person';
import { changePanel, issueContexts, issueMenus, issueModals, issuePanels } from './issue-modules';
import { moment } from './moment';
import { projectSidebar } from './project-pages';

/** The issue view: what it is about, the app's panels, and what was said. */
export function issuePage(host: Host): Hono {
  const { directory, siteUrl } = host.platform.atlassian;
  const app = new Hono();
  app.get(
    '/browse/:key',
    forPerson(host, (reader, context) => {
      const issue = directory.issue(context.req.param('key') ?? '');
      if (issue === undefined || !directory.canSee(reader.accountId, issue.key)) return notFound();
      const project = directory.projectOf(issue.projectKey);
      return {
        title: `[${issue.key}] ${issue.summary}`,
        wide: true,
        sidebar: projectSidebar(project, 'issue'),
        body: html`
<nav aria-label="Breadcrumbs" class="crumbs"><a href="/jira/projects">Projects</a> <span aria-hidden="true">/</span> <a href="/jira/projects/${project.key}/issues">${project.name}</a> <span aria-hidden="true">/</span> <a href="/browse/${issue.key}" aria-current="page">${issue.key}</a></nav>
<div class="issue">
  <article>
    <h1>${issue.summary}</h1>
    ${issueMenus(host, reader, issue)}
    <section aria-labelledby="description-title">
      <h2 id="description-title">Description</h2>
      ${issue.description.map((paragraph) => html`<p>${paragraph}</p>`)}
    </section>
    ${issuePanels(host, reader, issue, { added: context.req.query('added'), search: new URL(context.req.url).search })}
    <section aria-labelledby="activity-title">
      <h2 id="activity-title">Activity</h2>
      <div data-live="activity">${comments(issue, context.req.query('focusedCommentId'))}</div>
    </section>
  </article>
  <aside aria-label="Details">
    ${statusForm(issue)}
    <section class="card">
      <h2>Details</h2>
      <dl class="facts">
        <dt>Type</dt><dd>${issue.type}</dd>
        <dt>Assignee</dt><dd>${personLine(directory.person(issue.assigneeAccountId ?? ''), 'Unassigned')}</dd>
        <dt>Reporter</dt><dd>${personLine(directory.person(issue.reporterAccountId), 'Anonymous')}</dd>
        <dt>Project lead</dt><dd>${personLine(directory.person(project.leadAccountId ?? ''), 'No lead')}</dd>
        <dt>Created</dt><dd>${moment(issue.createdAt)}</dd>
      </dl>
    </section>
    ${issueContexts(host, reader, issue)}
  </aside>
</div>
${issueModals(host, reader, issue)}`,
      };
    }),
  );
  app.post(
    '/browse/:key/panels/:module',
    forPerson(host, async (reader, context) => {
      const issue = directory.issue(context.req.param('key') ?? '');
      if (issue === undefined || !directory.canSee(reader.accountId, issue.key)) return notFound();
      const { show } = await context.req.parseBody();
      return changePanel(host, reader, issue, context.req.param('module') ?? '', String(show));
    }),
  );
  app.post(
    '/browse/:key/status',
    forPerson(host, async (reader, context) => {
      const issue = directory.issue(context.req.param('key') ?? '');
      if (issue === undefined || !directory.canSee(reader.accountId, issue.key)) return notFound();
      const form = await context.req.parseBody();
      const status = SITE_STATUSES.find((one) => one === form.status);
      if (status === undefined) return new Response('There is no such status.', { status: 400 });
      directory.transitionIssue(issue.key, status, reader.accountId);
      return context.redirect(`/browse/${issue.key}`, 303);
    }),
  );
  return app;

  function comments(issue: SiteIssue, focused: string | undefined) {
    if (issue.comments.length === 0) return html`<p class="subtle">No comments yet.</p>`;
    return html`<ol class="comments">${issue.comments.map(
      (comment) => html`
<li id="comment-${comment.id}" class="${comment.id === focused ? 'focused' : ''}">
  <p class="byline">${personLine(directory.person(comment.authorAccountId), 'Somebody')} <span class="subtle">${moment(comment.createdAt)}</span></p>
  <div class="adf">${adfToHtml(comment.body, siteUrl)}</div>
</li>`,
    )}</ol>`;
  }
}

/** Its status, and the others that it can be moved to. */
function statusForm(issue: SiteIssue) {
  const others = SITE_STATUSES.filter((one) => one !== issue.status);
  return html`<details class="menu">
      <summary class="button lozenge-status" aria-label="Status: ${issue.status}. Change it">${issue.status}</summary>
      <div>${others.map(
        (status) =>
          html`<form method="post" action="/browse/${issue.key}/status"><button class="menu-item" name="status" value="${status}">${status}</button></form>`,
      )}</div>
    </details>`;
}

const notFound = () => ({
  title: 'Not found',
  status: 404 as const,
  body: html`<h1>We can’t find that issue</h1><p>It doesn’t exist, or you don’t have permission to see it. <a href="/jira/projects">See your projects</a></p>`,
});
