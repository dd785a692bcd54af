import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Host } from '../host';
import { forPerson } from './for-person';
import { linkedText } from './local-link';
import { moment } from './moment';
import { markRead, readUntil } from './unread';

/** What somebody was told: in Jira, and by email. */
export function notificationPage(host: Host): Hono {
  const { atlassian } = host.platform;
  const app = new Hono();
  app.get(
    '/jira/notifications',
    forPerson(host, (person, context) => {
      // The page looks for news by itself: to it, new stays what was new when it was opened.
      const since = context.req.query('since');
      const until = since === undefined ? readUntil(host, person) : Number(since);
      markRead(host, person);
      const fresh = (at: number) =>
        at > until ? html` <span class="lozenge lozenge-new">New</span>` : '';
      const mentions = atlassian.notificationsOf(person.accountId);
      const mails = atlassian.mailOf(person.accountId);
      return {
        title: 'Notifications',
        body: html`
<h1 data-live-query="since=${until}">Notifications</h1>
<section aria-labelledby="mentions-title">
  <h2 id="mentions-title">In Jira</h2>
  <div data-live="mentions">
  ${mentions.length === 0 ? html`<p class="subtle">Nobody has mentioned ${person.displayName} yet.</p>` : ''}
  <ol class="letters">${mentions.map((mention) => {
    const from = atlassian.directory.person(mention.from)?.displayName ?? mention.from;
    return html`
    <li class="card">
      <p><strong>${from}</strong> mentioned you on <a href="/browse/${mention.issueKey}#comment-${mention.commentId}">${mention.issueKey}</a>${fresh(mention.at)}</p>
      <p class="letter">${linkedText(mention.text, atlassian.siteUrl)}</p>
      <p class="subtle">${moment(mention.at)}</p>
    </li>`;
  })}</ol>
  </div>
</section>
<section aria-labelledby="mail-title">
  <h2 id="mail-title">Email to ${person.email}</h2>
  <div data-live="mail">
  ${mails.length === 0 ? html`<p class="subtle">No email yet.</p>` : ''}
  <ol class="letters">${mails.map(
    (mail) => html`
    <li class="card">
      <h3>${mail.subject}${fresh(mail.at)}</h3>
      <p class="letter">${linkedText(mail.text, atlassian.siteUrl)}</p>
      <p class="subtle">${moment(mail.at)}${mail.issueKey === undefined ? '' : html` · <a href="/browse/${mail.issueKey}">Open ${mail.issueKey}</a>`}</p>
    </li>`,
  )}</ol>
  </div>
</section>`,
      };
    }),
  );
  return app;
}
