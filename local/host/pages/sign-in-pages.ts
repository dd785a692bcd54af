import { Hono } from 'hono';
import { html } from 'hono/html';
import type { SitePerson } from '../../atlassian/atlassian';
import type { Host } from '../host';
import { noteOpened } from '../opened-steps';
import { signIn, signOut } from '../session';
import { avatar } from './avatar';
import { frameOfPage, type Html, themeChoice } from './layout';
import { logo } from './logo';
import { ownPath } from './own-path';

/** Signing in is choosing who to be. */
export function signInPages(host: Host): Hono {
  const { directory, siteName } = host.platform.atlassian;
  const app = new Hono();

  app.get('/sign-in', (context) => {
    const next = ownPath(context.req.query('next'));
    const people = directory.people().filter(({ accountType }) => accountType === 'atlassian');
    const cast = (host.tours?.cast ?? []).flatMap(({ name, part }) => {
      const person = people.find(({ displayName }) => displayName === name);
      return person === undefined ? [] : [{ person, part }];
    });
    const theme = themeChoice(context);
    const title = `Sign in - ${siteName}`;
    return context.html(
      frameOfPage(theme, title, body({ siteName, next, people, cast })) as string & Html,
    );
  });

  app.post('/sign-in', async (context) => {
    const form = await context.req.parseBody();
    const person = directory.person(String(form.accountId));
    if (person?.active !== true || person.accountType !== 'atlassian') {
      return context.text('Nobody like this can sign in.', 400);
    }
    signIn(host, context, person);
    noteOpened(host, context, String(form.step));
    return context.redirect(ownPath(form.next), 303);
  });

  app.post('/sign-out', (context) => {
    signOut(host, context);
    return context.redirect('/sign-in', 303);
  });
  return app;
}

interface Choice {
  readonly siteName: string;
  readonly next: string;
  readonly people: readonly SitePerson[];
  readonly cast: readonly { readonly person: SitePerson; readonly part: string }[];
}

const body = ({ siteName, next, people, cast }: Choice) => html`
<main class="sign-in" id="main">
  <p class="brand">${logo()} <span>${siteName} Jira</span></p>
  <h1>Who do you want to be?</h1>
  <p>This Jira runs on your machine, with a made-up company. Nobody has a password.</p>
  <label class="field">Search people
    <input type="search" data-filters="people" autocomplete="off" placeholder="Name, email or job">
  </label>
  <p id="people-status" role="status" class="subtle"></p>
  <div id="people">
    ${
      cast.length === 0
        ? ''
        : html`
    <h2>Suggested</h2>
    <ul class="people-choice">${cast.map(({ person, part }) => choice(person, part, next))}</ul>`
    }
    <h2>Everybody at ${siteName}</h2>
    <ul class="people-choice">
      ${people
        .filter((person) => !cast.some((member) => member.person.accountId === person.accountId))
        .map((person) => choice(person, person.jobTitle, next))}
    </ul>
  </div>
</main>`;

const choice = (person: SitePerson, part: string, next: string) => html`
<li data-text="${person.displayName} ${person.email} ${person.jobTitle} ${part}">
  <form method="post" action="/sign-in">
    <input type="hidden" name="accountId" value="${person.accountId}">
    <input type="hidden" name="next" value="${next}">
    ${
      person.active
        ? html`<div class="choice choice-open">${avatar(person, 32)}<span><button class="choice-button"><span class="hidden">Sign in as </span>${person.displayName}</button><span class="subtle">${part}</span></span></div>`
        : html`<p class="choice">${avatar(person, 32)}<span><strong>${person.displayName}</strong><span class="subtle">${part}. The account is inactive: nobody can sign in with it.</span></span></p>`
    }
  </form>
</li>`;
