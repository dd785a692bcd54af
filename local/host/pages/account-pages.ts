import { Hono } from 'hono';
import { html } from 'hono/html';
import type { SitePerson } from '../../atlassian/atlassian';
import type { Host } from '../host';
import { forPerson } from './for-person';
import type { Html } from './layout';
import { day } from './moment';

const DAY = 86_400_000;
const PROFILE = '/manage-profile';
const SECURITY = '/manage-profile/security';
const TOKENS = '/manage-profile/security/api-tokens';

/** The Atlassian account of who is signed in: its security, and with it its API tokens. */
export function accountPages(host: Host): Hono {
  const { atlassian } = host.platform;
  const { tokens } = atlassian;
  const app = new Hono();
  /** By who made it, until it is shown, once: a page that is loaded again makes no second token. */
  const justMade = new Map<string, { readonly label: string; readonly text: string }>();

  app.get(
    PROFILE,
    forPerson(host, (person) => ({
      title: 'Atlassian account',
      body: html`
${tabs(PROFILE)}
<h1>Profile</h1>
<dl class="facts">
  <dt>Name</dt><dd>${person.displayName}</dd>
  <dt>Email</dt><dd>${person.email}</dd>
  <dt>Job title</dt><dd>${person.jobTitle}</dd>
</dl>`,
    })),
  );
  app.get(
    SECURITY,
    forPerson(host, (person) => {
      const made = justMade.get(person.accountId);
      justMade.delete(person.accountId);
      return security(person, made === undefined ? '' : created(made.label, made.text));
    }),
  );
  // The address that Atlassian's own help names.
  app.get(TOKENS, (context) => context.redirect(`${SECURITY}#api-tokens`));

  app.post(
    TOKENS,
    forPerson(host, async (person, context) => {
      const form = await context.req.parseBody();
      const label = String(form.label ?? '');
      const expires = Date.parse(`${form.expires}T23:59:59`);
      try {
        const text = tokens.create(person.accountId, label, expires);
        justMade.set(person.accountId, { label, text });
        return context.redirect(`${SECURITY}#api-tokens`, 303);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const failed = html`<p class="note note-error" role="alert">${message}.</p>`;
        return { ...security(person, failed), status: 400 as const };
      }
    }),
  );

  app.post(
    `${TOKENS}/:id/revoke`,
    forPerson(host, (person, context) => {
      const id = context.req.param('id') ?? '';
      if (tokens.of(person.accountId).some((token) => token.id === id)) tokens.revoke(id);
      return context.redirect(`${SECURITY}#api-tokens`, 303);
    }),
  );
  return app;

  function security(person: SitePerson, message: Html | string = '') {
    const now = host.platform.clock.now();
    return {
      title: 'Security',
      body: html`
${tabs(SECURITY)}
<h1>Security</h1>
<section class="card" aria-labelledby="password-title">
  <h2 id="password-title">Password</h2>
  <p class="subtle">Nobody has a password here.</p>
</section>
<section class="card" id="api-tokens" aria-labelledby="tokens-title">
  <h2 id="tokens-title">API tokens</h2>
  <p>A script or an app can act as you with an API token, in place of a password.</p>
  ${message}
  <details class="disclosure">
    <summary class="button button-primary">Create API token</summary>
    <form method="post" action="${TOKENS}" class="form">
      <label class="field">Label <input name="label" required maxlength="255" autocomplete="off" placeholder="What it is for"></label>
      <label class="field">Expires on <input name="expires" type="date" required value="${dateOf(now + 90 * DAY)}" min="${dateOf(now + DAY)}" max="${dateOf(now + 365 * DAY)}"></label>
      <button class="button button-primary">Create</button>
    </form>
  </details>
  ${tokenTable(person, now)}
</section>
${samples()}`,
    };
  }

  function created(label: string, text: string): Html {
    return html`
<div class="note" role="status">
  <p><strong>Copy your new API token “${label}”.</strong> You won’t be able to see it again.</p>
  <p class="copying"><input id="new-token" readonly aria-label="New API token" value="${text}"> <button class="button button-primary" type="button" data-copies="new-token">Copy to clipboard</button></p>
</div>`;
  }

  function tokenTable(person: SitePerson, now: number): Html {
    const own = tokens.of(person.accountId);
    if (own.length === 0) return html`<p class="subtle">You have no API tokens.</p>`;
    return html`
<div class="table-box" tabindex="0" role="group" aria-label="API tokens"><table>
  <thead><tr><th scope="col">Label</th><th scope="col">Created</th><th scope="col">Expires</th><th scope="col">State</th><th scope="col"><span class="hidden">Revoke</span></th></tr></thead>
  <tbody>${own.map(
    (token) => html`
    <tr>
      <td>${token.label}${token.scoped ? html` <span class="lozenge">With scopes</span>` : ''}</td>
      <td>${day(token.createdAt)}</td>
      <td>${day(token.expiresAt)}</td>
      <td>${token.revoked ? 'Revoked' : token.expiresAt <= now ? 'Expired' : 'Active'}</td>
      <td>${token.revoked ? '' : html`<form method="post" action="${TOKENS}/${token.id}/revoke"><button class="button button-plain">Revoke<span class="hidden"> ${token.label}</span></button></form>`}</td>
    </tr>`,
  )}</tbody>
</table></div>`;
  }

  function samples(): Html {
    return html`
<section class="card" aria-labelledby="samples-title">
  <h2 id="samples-title">Samples to try</h2>
  <p>Not part of Atlassian: a credential of every kind, for the site ${atlassian.siteUrl}.</p>
  <p class="copying"><label for="organization-id">Organization ID of ${atlassian.organization.name}</label> <input id="organization-id" readonly value="${atlassian.organization.id}"> <button class="button" type="button" data-copies="organization-id">Copy<span class="hidden"> the organization ID</span></button></p>
  <ul class="samples">${tokens.samples().map(
    (sample, index) => html`
    <li>
      <h3>${sample.label}</h3>
      <p>With ${sample.email}: ${sample.expect}.</p>
      <p class="copying"><input id="sample-${index}" readonly aria-label="${sample.label}" value="${sample.token}"> <button class="button" type="button" data-copies="sample-${index}">Copy<span class="hidden"> ${sample.label}</span></button></p>
    </li>`,
  )}</ul>
</section>`;
  }
}

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function tabs(here: string): Html {
  const tab = (href: string, text: string) =>
    html`<li><a href="${href}" ${href === here ? html`aria-current="page"` : ''}>${text}</a></li>`;
  return html`<nav class="tabs" aria-label="Atlassian account"><ul>${tab(PROFILE, 'Profile')}${tab(SECURITY, 'Security')}</ul></nav>`;
}
