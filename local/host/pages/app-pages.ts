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

/** Manage apps, the app's Configure page, and its page in the sidebar: for Jira administrators. Its global pages: for all. */
export function appPages(host: Host): Hono {
  const { directory } = host.platform.atlassian;
  const { appName, configuration, adminPage } = host.modules;
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
</div>`,
      };
    }),
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
  for (const module of host.modules.globalPages) {
    const base = globalPagePath(module.key);
    const name = module.title ?? module.key;
    const page = forPerson(host, (person, context) => {
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

  /** Whatever is below its address is the module's own (doc: view.createHistory). */
  function addPage(module: ForgeModule, base: string, name: string): void {
    const page = forPerson(host, (person, context) => {
      if (!directory.isJiraAdministrator(person.accountId)) return forbidden(name);
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
</ul>${adminPage === undefined ? '' : pagesOf(adminPage, link)}</nav>`;
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
