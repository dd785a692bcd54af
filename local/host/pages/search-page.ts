import { Hono } from 'hono';
import { html } from 'hono/html';
import type { SiteIssue } from '../../atlassian/atlassian';
import type { Host } from '../host';
import { personLine } from './avatar';
import { forPerson } from './for-person';

/** Work items by JQL, and what the app has them found by. */
export function searchPage(host: Host): Hono {
  const { directory } = host.platform.atlassian;
  const app = new Hono();
  app.get(
    '/issues',
    forPerson(host, (reader, context) => {
      const jql = context.req.query('jql') ?? '';
      const found = directory.search(reader.accountId, jql);
      return {
        title: 'Search work items',
        body: html`
<h1>Search work items</h1>
<form action="/issues" class="form">
  <label class="field">JQL query <textarea class="input" name="jql" rows="2" spellcheck="false" ${'error' in found ? html`aria-invalid="true" aria-describedby="jql-error"` : ''}>${jql}</textarea></label>
  ${'error' in found ? html`<p id="jql-error" class="note" role="alert">${found.error}</p>` : ''}
  <div class="buttons"><button class="button">Search</button></div>
</form>
${'error' in found ? '' : results(found.issues)}
${aliases()}`,
      };
    }),
  );
  return app;

  function results(issues: readonly SiteIssue[]) {
    const count = `${issues.length} ${issues.length === 1 ? 'work item' : 'work items'}`;
    if (issues.length === 0)
      return html`<p data-live="found">No work items were found to match your search.</p>`;
    return html`
<div data-live="found">
<p>${count}</p>
<div class="table-box" tabindex="0" role="group" aria-label="Work items found"><table>
  <thead><tr><th scope="col">Key</th><th scope="col">Summary</th><th scope="col">Status</th><th scope="col">Assignee</th></tr></thead>
  <tbody>${issues.map(
    (issue) => html`
    <tr>
      <td>${issue.key}</td>
      <td><a href="/browse/${issue.key}">${issue.summary}</a></td>
      <td><span class="lozenge">${issue.status}</span></td>
      <td>${personLine(directory.person(issue.assigneeAccountId ?? ''), 'Unassigned')}</td>
    </tr>`,
  )}</tbody>
</table></div>
</div>`;
  }

  /** Jira offers them as one types. */
  function aliases() {
    if (host.modules.searchAliases.length === 0) return '';
    return html`<p class="subtle">Fields of apps: ${host.modules.searchAliases.map((alias, place) => html`${place === 0 ? '' : ', '}<code>${alias}</code>`)}</p>`;
  }
}
