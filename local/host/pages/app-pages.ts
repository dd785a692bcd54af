import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Host } from '../host';
import { adminExtension } from '../surface';
import { forPerson } from './for-person';
import { frameOfModule } from './frame-of-module';

const MANAGE = '/jira/settings/apps/manage-apps';

/** Apps > Manage apps > the app > Configuration, for Jira administrators. */
export function appPages(host: Host): Hono {
  const { directory } = host.platform.atlassian;
  const { appName, configuration } = host.modules;
  const base = `/jira/settings/apps/${configuration?.key}/configuration`;
  const app = new Hono();

  app.get(
    MANAGE,
    forPerson(host, (person) => {
      if (!directory.isJiraAdministrator(person.accountId)) return forbidden('Manage apps');
      return {
        title: 'Manage apps',
        sidebar: sidebar(MANAGE),
        body: html`
<h1>Manage apps</h1>
<h2>User-installed apps</h2>
<div class="app-row">
  <details>
    <summary>${appName}</summary>
    <dl class="facts">
      <dt>App key</dt><dd>${host.platform.manifest.app.id.split('/').at(-1) ?? ''}</dd>
      <dt>Hosted on</dt><dd>Forge, ${host.platform.manifest.app.runtime.name}, on this machine</dd>
      <dt>Scopes</dt><dd>${host.platform.manifest.permissions.scopes.join(', ')}</dd>
    </dl>
    ${configuration === undefined ? '' : html`<a class="button" href="${base}">Configuration</a>`}
  </details>
  ${configuration === undefined ? '' : html`<a class="button" href="${base}">Configure<span class="hidden"> ${appName}</span></a>`}
</div>`,
      };
    }),
  );

  const configurationPage = forPerson(host, (person, context) => {
    if (configuration === undefined) return notThere();
    if (!directory.isJiraAdministrator(person.accountId)) return forbidden('Configuration');
    const { pathname } = new URL(context.req.url);
    return {
      title: `${appName} configuration`,
      sidebar: sidebar(base),
      body: html`
<nav aria-label="Breadcrumbs" class="crumbs"><a href="${MANAGE}">Manage apps</a> <span aria-hidden="true">/</span> ${appName} <span aria-hidden="true">/</span> Configuration</nav>
<h1 class="hidden">${appName} configuration</h1>
${frameOfModule(host, { module: configuration, person, extension: adminExtension(host, pathname), base })}`,
    };
  });
  if (configuration !== undefined) {
    app.get(base, configurationPage);
    app.get(`${base}/*`, configurationPage);
  }
  return app;

  function sidebar(here: string) {
    const link = (href: string, text: string) =>
      html`<li><a href="${href}" ${href === here ? html`aria-current="page"` : ''}>${text}</a></li>`;
    return html`<nav class="sidebar" aria-label="Apps"><h2>Apps</h2><ul>
${link(MANAGE, 'Manage apps')}
${configuration === undefined ? '' : link(base, `${appName} configuration`)}
</ul></nav>`;
  }

  function forbidden(title: string) {
    return {
      title,
      status: 403 as const,
      body: html`<h1>You can’t open this page</h1>
<p>Only Jira administrators can manage apps. Ask one of them, or <a href="/sign-in?next=${encodeURIComponent(MANAGE)}">switch to somebody who is</a>.</p>`,
    };
  }

  function notThere() {
    return {
      title: 'Not found',
      status: 404 as const,
      body: html`<h1>This app has no configuration</h1>`,
    };
  }
}
