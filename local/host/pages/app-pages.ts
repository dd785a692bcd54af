import { Hono } from 'hono';
import { html } from 'hono/html';
import type { ForgeModule } from '../../forge/forge';
import type { Host } from '../host';
import { adminExtension, globalExtension } from '../surface';
import {
  adminPagePath,
  configurationPath,
  globalPagePath,
  MANAGE_APPS,
  pathOfPage,
} from './app-paths';
import { forPerson } from './for-person';
import { frameOfModule } from './frame-of-module';

const UNINSTALL = `${MANAGE_APPS}/uninstall`;
const INSTALL = `${MANAGE_APPS}/install`;

/** Manage apps, the app's Configure page, and its page in the sidebar: for Jira administrators. Its global pages: for all. */
export function appPages(host: Host): Hono {
  const { directory } = host.platform.atlassian;
  const { forge } = host.platform;
  const { appName, configuration, adminPage, globalPages } = host.declared;
  const app = new Hono();

  app.get(
    MANAGE_APPS,
    forPerson(host, (person) => {
      if (!directory.isJiraAdministrator(person.accountId)) return forbidden('Manage apps');
      return {
        title: 'Manage apps',
        sidebar: sidebar(MANAGE_APPS),
        body: html`
<h1>Manage apps</h1>
<h2>User-installed apps</h2>
${forge.isInstalled ? installed() : notThere()}`,
      };
    }),
  );

  // Whoever administers Jira takes an app off the site, and puts it back.
  app.post(
    UNINSTALL,
    changing(() => forge.uninstall()),
  );
  app.post(
    INSTALL,
    changing(async () => forge.install()),
  );
  // Where the bridge's router leads to that names a module.
  app.get('/jira/settings/apps/module/:key', (context) =>
    context.redirect(pathOfPage(host, context.req.param('key'))),
  );
  if (configuration !== undefined) {
    addPage(configuration, configurationPath(configuration.key), 'Configuration');
  }
  if (adminPage !== undefined) {
    addPage(adminPage, adminPagePath(adminPage.key), adminPage.title ?? adminPage.key);
  }
  for (const module of globalPages) {
    const base = globalPagePath(module.key);
    const name = module.title ?? module.key;
    const page = forPerson(host, (person, context) => {
      if (!forge.isInstalled) return gone(name);
      const { pathname } = new URL(context.req.url);
      return {
        title: name,
        wide: true,
        body: html`<h1 class="hidden">${name}</h1>
${frameOfModule(host, { module, person, extension: globalExtension(host, pathname), base })}`,
      };
    });
    app.get(base, page);
    app.get(`${base}/*`, page);
  }
  return app;

  function installed() {
    return html`
<div class="app-row">
  <details>
    <summary>${appName}</summary>
    <dl class="facts">
      <dt>App key</dt><dd>${host.platform.manifest.app.id.split('/').at(-1) ?? ''}</dd>
      <dt>Hosted on</dt><dd>Forge, ${host.platform.manifest.app.runtime.name}, on this machine</dd>
      <dt>Scopes</dt><dd>${host.platform.manifest.permissions.scopes.join(', ')}</dd>
    </dl>
    ${configuration === undefined ? '' : html`<a class="button" href="${configurationPath(configuration.key)}">Configuration</a>`}
  </details>
  ${configuration === undefined ? '' : html`<a class="button" href="${configurationPath(configuration.key)}">Configure<span class="hidden"> ${appName}</span></a>`}
</div>
<details class="uninstall">
  <summary class="button">Uninstall<span class="hidden"> ${appName}</span></summary>
  <p>Jira forgets all that ${appName} has stored here: requests, who has what until when, the policy and the audit. Nothing that it gave is taken back after that. Its comments stay.</p>
  ${configuration === undefined ? '' : html`<p>See <a href="${configurationPath(configuration.key)}">its configuration</a> first.</p>`}
  <form method="post" action="${UNINSTALL}"><button class="button button-danger">Uninstall app</button></form>
</details>`;
  }

  function notThere() {
    return html`
<p role="status">No app is installed.</p>
<p>${appName} was uninstalled, and all that it had stored is gone. Installed again, it begins anew.</p>
<form method="post" action="${INSTALL}"><button class="button">Install ${appName}</button></form>`;
  }

  function changing(change: () => Promise<void>) {
    return forPerson(host, async (person) => {
      if (!directory.isJiraAdministrator(person.accountId)) return forbidden('Manage apps');
      await change();
      return new Response(null, { status: 303, headers: { location: MANAGE_APPS } });
    });
  }

  function gone(title: string) {
    return {
      title,
      status: 404 as const,
      body: html`<h1>${appName} is not installed</h1>
<p>An administrator can install it under <a href="${MANAGE_APPS}">Manage apps</a>.</p>`,
    };
  }

  /** Whatever is below its address is the module's own (doc: view.createHistory). */
  function addPage(module: ForgeModule, base: string, name: string): void {
    const page = forPerson(host, (person, context) => {
      if (!directory.isJiraAdministrator(person.accountId)) return forbidden(name);
      if (!forge.isInstalled) return gone(name);
      const { pathname } = new URL(context.req.url);
      return {
        title: `${appName}: ${name}`,
        sidebar: sidebar(pathname),
        body: html`
<nav aria-label="Breadcrumbs" class="crumbs"><a href="${MANAGE_APPS}">Manage apps</a> <span aria-hidden="true">/</span> ${appName} <span aria-hidden="true">/</span> ${name}</nav>
<h1 class="hidden">${appName} ${name.toLowerCase()}</h1>
${frameOfModule(host, { module, person, extension: adminExtension(host, pathname), base })}`,
      };
    });
    app.get(base, page);
    app.get(`${base}/*`, page);
  }

  /** doc: Jira admin page: the one that is used as Configure is not in the sidebar. */
  function sidebar(here: string) {
    const link = (href: string, text: string) =>
      html`<li><a href="${href}" ${href === here ? html`aria-current="page"` : ''}>${text}</a></li>`;
    return html`<nav class="sidebar" aria-label="Apps"><h2>Apps</h2><ul>
${link(MANAGE_APPS, 'Manage apps')}
</ul>${adminPage === undefined || !forge.isInstalled ? '' : pagesOf(adminPage, link)}</nav>`;
  }

  function pagesOf(module: ForgeModule, link: (href: string, text: string) => unknown) {
    const base = adminPagePath(module.key);
    const title = module.title ?? module.key;
    if (module.pages === undefined) return html`<ul>${link(base, title)}</ul>`;
    return html`<h3>${title}</h3><ul>${module.pages.map((page) => link(`${base}/${page.route}`, page.title))}</ul>`;
  }

  function forbidden(title: string) {
    return {
      title,
      status: 403 as const,
      body: html`<h1>You can’t open this page</h1>
<p>Only Jira administrators can manage apps. Ask one of them, or <a href="/sign-in?next=${encodeURIComponent(MANAGE_APPS)}">switch to somebody who is</a>.</p>`,
    };
  }
}
