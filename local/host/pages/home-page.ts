import { Hono } from 'hono';
import { html } from 'hono/html';
import type { SitePerson } from '../../atlassian/atlassian';
import type { Host } from '../host';
import { signedIn } from '../session';
import type { Tour } from '../tour';
import { avatar } from './avatar';
import { forPerson } from './for-person';
import { frameOfPage, type Html, themeChoice } from './layout';
import { logo } from './logo';
import { outsideClients } from './outside-clients';

/** Where the address leads: what to do here, step by step, each as the right person. Nobody has to be signed in. */
export function homePage(host: Host): Hono {
  const body = (reader: SitePerson | undefined) =>
    host.tour === undefined ? plain(host) : tourOf(host, reader, host.tour);
  const forReader = forPerson(host, (person) => ({ title: 'Start', body: body(person) }));
  const app = new Hono();
  app.get('/', (context) => {
    if (signedIn(host, context) !== undefined) return forReader(context);
    const title = `Start - ${host.platform.atlassian.siteName}`;
    return context.html(frameOfPage(themeChoice(context), title, strangers(host, body(undefined))));
  });
  return app;
}

const strangers = (host: Host, body: Html) => html`
<header class="top">
  <p class="brand">${logo()} <span>${host.platform.atlassian.siteName} Jira</span></p>
  <a class="top-link" href="/sign-in">Sign in</a>
</header>
<main id="main">${body}</main>`;

const plain = (host: Host) => html`
<h1>${host.platform.atlassian.siteName} Jira, on your machine</h1>
<ul class="links">
  <li><a href="/jira/projects">Projects</a></li>
  <li><a href="/jira/settings/apps/manage-apps">Manage apps</a></li>
  <li><a href="/local">Local controls</a></li>
</ul>
${outsideClients(host)}`;

function tourOf(host: Host, reader: SitePerson | undefined, tour: Tour) {
  const people = host.platform.atlassian.directory.people();
  return html`
<h1>${tour.title}</h1>
<p class="intro">${tour.intro}</p>
<ol class="tour">
  ${tour.steps.map((step) => {
    const person = people.find(({ displayName }) => displayName === step.as);
    if (person === undefined) return '';
    const isReader = person.accountId === reader?.accountId;
    return html`
  <li>
    <h2>${step.title}</h2>
    <p>${step.text}</p>
    <form method="post" action="/sign-in">
      <input type="hidden" name="accountId" value="${person.accountId}">
      <input type="hidden" name="next" value="${step.to}">
      <button class="button">${avatar(person, 24)} ${isReader ? 'Go on as' : 'Sign in as'} ${person.displayName}<span class="hidden">: ${step.title}</span></button>
    </form>
  </li>`;
  })}
</ol>
<p class="subtle">Time can be moved forward and faults switched on under <a href="/local">Local controls</a>, in the corner of every page.</p>
${outsideClients(host)}`;
}
