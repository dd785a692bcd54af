import { html } from 'hono/html';
import type { SiteIssue, SitePerson } from '../../atlassian/atlassian';
import type { ForgeModule } from '../../forge/forge';
import { extensionId } from '../../forge/runtime/extension-id';
import type { Host } from '../host';
import { lozenge } from '../module-status';
import { issueExtension, sealSurface } from '../surface';
import { frameOfModule } from './frame-of-module';
import { modalButton, modalOf } from './modal';

const idOf = (host: Host, module: ForgeModule) => extensionId(host.platform.manifest, module.key);

/** doc: Jira issue panel: it is there once somebody has added it, or where it is shown for all. */
const isShown = (host: Host, module: ForgeModule, issue: SiteIssue) =>
  host.platform.atlassian.panels.isShown(idOf(host, module), issue.key);

/** `added`: the module that was added by the click that leads here. */
export const issuePanels = (
  host: Host,
  person: SitePerson,
  issue: SiteIssue,
  { added, search }: { readonly added: string | undefined; readonly search: string },
) =>
  host.modules.issuePanels
    .filter((module) => isShown(host, module, issue))
    .map((module) => {
      const isNewToIssue = module.key === added;
      const extension = { ...issueExtension(host, 'jira:issuePanel', issue, search), isNewToIssue };
      return html`
    <section class="panel" id="panel-of-${module.key}" aria-labelledby="panel-${module.key}">
      <div class="panel-head">
        <h2 id="panel-${module.key}">${iconOf(host, module.icon)}${module.title ?? module.key}</h2>
        ${panelMenu(host, person, module, issue)}
      </div>
      ${frameOfModule(host, { module, person, extension })}
    </section>`;
    });

/** Words approximate; what it does is documented (doc: Issue panels). */
function panelMenu(host: Host, person: SitePerson, module: ForgeModule, issue: SiteIssue) {
  const { directory, panels } = host.platform.atlassian;
  const isPinned = panels.isPinned(idOf(host, module), issue.projectKey);
  const isAdmin = directory.isJiraAdministrator(person.accountId);
  if (isPinned && !isAdmin) return '';
  const button = (show: string, label: string) =>
    html`<button class="menu-item" name="show" value="${show}">${label}</button>`;
  const title = module.title ?? module.key;
  return html`<details class="menu menu-right">
        <summary class="top-link" aria-label="Panel actions: ${title}">•••</summary>
        <form method="post" action="/browse/${issue.key}/panels/${module.key}">
          ${isPinned ? '' : button('no', 'Hide from this work item')}
          ${isAdmin ? (isPinned ? button('unpin', `Stop showing for all work items of ${issue.projectKey}`) : button('pin', `Show for all work items of ${issue.projectKey}`)) : ''}
        </form>
      </details>`;
}

/** Apps: the buttons that add panels. •••: the actions of apps. */
export function issueMenus(host: Host, _person: SitePerson, issue: SiteIssue) {
  const { issuePanels: panels, issueActions } = host.modules;
  return html`<div class="issue-menus">
    ${
      panels.length === 0
        ? ''
        : html`<details class="menu">
      <summary class="button top-link-more">Apps</summary>
      <div>${panels.map((module) => addButton(host, module, issue))}</div>
    </details>`
    }
    ${
      issueActions.length === 0
        ? ''
        : html`<details class="menu">
      <summary class="button" aria-label="Actions">•••</summary>
      <div>${issueActions.map(({ key, title }) => modalButton(key, title ?? key))}</div>
    </details>`
    }
  </div>`;
}

function addButton(host: Host, module: ForgeModule, issue: SiteIssue) {
  const title = module.title ?? module.key;
  if (isShown(host, module, issue)) {
    return html`<a class="menu-item" href="#panel-of-${module.key}">${iconOf(host, module.icon)}${title} <span class="subtle">is shown</span></a>`;
  }
  return html`<form method="post" action="/browse/${issue.key}/panels/${module.key}"><button class="menu-item" name="show" value="yes">${iconOf(host, module.icon)}${title}</button></form>`;
}

/** doc: Jira issue context: collapsed, with its label and its status; loaded when it is first expanded. */
export const issueContexts = (host: Host, person: SitePerson, issue: SiteIssue) =>
  host.modules.issueContexts.map((module) => {
    const extension = issueExtension(host, 'jira:issueContext', issue);
    const surface = sealSurface(host, {
      accountId: person.accountId,
      moduleKey: module.key,
      extension,
    });
    return html`
    <details class="card context" data-context>
      <summary><h2>${module.label ?? module.title ?? module.key}</h2> <span ${module.dynamicProperties === undefined ? '' : html`data-status-of="${surface}"`} role="status">${module.status === undefined ? '' : lozenge(module.status)}</span></summary>
      ${frameOfModule(host, { module, person, extension, waits: true })}
    </details>`;
  });

export const issueModals = (host: Host, person: SitePerson, issue: SiteIssue) =>
  host.modules.issueActions.map((module) =>
    modalOf(host, { module, person, extension: issueExtension(host, 'jira:issueAction', issue) }),
  );

/** Adds a panel to an issue or takes it away; for all of a project only as a Jira administrator. */
export function changePanel(
  host: Host,
  person: SitePerson,
  issue: SiteIssue,
  moduleKey: string,
  show: string,
): Response {
  const { directory, panels } = host.platform.atlassian;
  const module = host.modules.issuePanels.find(({ key }) => key === moduleKey);
  if (module === undefined) return new Response('There is no such panel.', { status: 404 });
  const moduleId = idOf(host, module);
  const isForAll = show === 'pin' || show === 'unpin';
  if (isForAll && !directory.isJiraAdministrator(person.accountId)) {
    return new Response('Only for Jira administrators.', { status: 403 });
  }
  if (isForAll) panels.setPinned(moduleId, issue.projectKey, show === 'pin');
  else panels.setAdded(moduleId, issue.key, show === 'yes');
  const added = show === 'yes' ? `?added=${encodeURIComponent(moduleKey)}` : '';
  return new Response(null, { status: 303, headers: { location: `/browse/${issue.key}${added}` } });
}

/** doc: manifest resources: `resource:KEY;PATH` is a file of the app's. */
function iconOf(host: Host, icon: string | undefined) {
  const [, key, path] = /^resource:([^;]+);(.+)$/.exec(icon ?? '') ?? [];
  if (key === undefined) return '';
  return html`<img src="${host.frameOrigin}/resource/${key}/${path}" alt="" width="20" height="20"> `;
}
