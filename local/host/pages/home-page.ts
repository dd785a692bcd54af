import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { SitePerson } from '../../atlassian/atlassian';
import type { Host } from '../host';
import { openedSteps } from '../opened-steps';
import { signedIn } from '../session';
import type { Tour, Tours } from '../tour';
import { progressOf, stepKey } from '../tour-progress';
import { avatar } from './avatar';
import { forPerson } from './for-person';
import { frameOfPage, type Html, themeChoice } from './layout';
import { logo } from './logo';
import { outsideClients } from './outside-clients';

/** Where the address leads: what to do here, step by step, each as the right person. Nobody has to be signed in. */
export function homePage(host: Host): Hono {
  const body = (context: Context, reader: SitePerson | undefined) =>
    host.tours === undefined
      ? plain(host)
      : toursOf({ host, reader, opened: openedSteps(host, context) }, host.tours);
  const forReader = forPerson(host, (person, context) => ({
    title: 'Start',
    body: body(context, person),
  }));
  const app = new Hono();
  app.get('/', (context) => {
    if (signedIn(host, context) !== undefined) return forReader(context);
    const title = `Start - ${host.platform.atlassian.siteName}`;
    const page = strangers(host, body(context, undefined));
    return context.html(frameOfPage(themeChoice(context), title, page));
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

interface Read {
  readonly host: Host;
  readonly reader: SitePerson | undefined;
  /** The steps that were opened in this browser. */
  readonly opened: ReadonlySet<string>;
}

function toursOf(read: Read, { title, intro, tours }: Tours) {
  const { host, opened } = read;
  const each = tours.map((tour) => {
    const done = progressOf(host.platform, tour, opened);
    return { tour, done, isDone: done.every(Boolean) };
  });
  const isOver = (name: string | undefined) =>
    each.every((one) => one.tour.title !== name || one.isDone);
  // The one to go on with is open; all others are a click away.
  const next = each.find(({ isDone }) => !isDone);
  return html`
<h1>${title}</h1>
<p class="intro">${intro}</p>
${each.map(({ tour, done }) =>
  tourOf(read, tour, {
    done,
    isNext: tour === next?.tour,
    comesAfter: isOver(tour.after) ? undefined : tour.after,
  }),
)}
<p class="subtle">Time can be moved forward and faults switched on under <a href="/local">Local controls</a>, in the corner of every page.</p>
${outsideClients(host)}`;
}

interface Progress {
  readonly done: readonly boolean[];
  readonly isNext: boolean;
  /** Title of the tour that is not done yet, without which this one comes too early. */
  readonly comesAfter: string | undefined;
}

function tourOf({ host, reader }: Read, tour: Tour, { done, isNext, comesAfter }: Progress) {
  const person = host.platform.atlassian.directory
    .people()
    .find(({ displayName }) => displayName === tour.as);
  if (person === undefined) return '';
  const count = done.filter(Boolean).length;
  const asked = person.accountId === reader?.accountId ? 'Go on as' : 'Sign in as';
  return html`
<details class="tour" ${isNext ? 'open' : ''}>
  <summary>
    <h2 class="tour-title">${avatar(person, 32)} ${tour.title}</h2>
    <span class="tour-progress">
      <progress value="${count}" max="${done.length}" aria-hidden="true"></progress>
      ${count === done.length ? 'All done' : `${count} of ${done.length} done`}
    </span>
  </summary>
  ${comesAfter === undefined ? '' : html`<p class="subtle">Comes after “${comesAfter}”, which is not all done yet.</p>`}
  <ol>
    ${tour.steps.map(
      (step, place) => html`
    <li ${done[place] === true ? html`class="tour-done"` : ''}>
      <h3>${step.title}${done[place] === true ? html`<span class="lozenge">Done</span>` : ''}</h3>
      <p>${step.text}</p>
      <form method="post" action="/sign-in">
        <input type="hidden" name="accountId" value="${person.accountId}">
        <input type="hidden" name="next" value="${step.to}">
        <input type="hidden" name="step" value="${stepKey(tour, step)}">
        <button class="button">${avatar(person, 24)} ${asked} ${person.displayName}<span class="hidden">: ${step.title}</span></button>
      </form>
    </li>`,
    )}
  </ol>
</details>`;
}
