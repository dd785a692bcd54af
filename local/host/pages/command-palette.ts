import { html } from 'hono/html';
import type { SitePerson } from '../../atlassian/atlassian';
import type { ForgeModule } from '../../forge/forge';
import type { Host } from '../host';
import { commandExtension } from '../surface';
import { pathOfPage } from './app-paths';
import { modalButton, modalOf } from './modal';

/** Jira's command palette with the commands of apps: opened with Ctrl or Cmd and K, or from the top. */
export function commandPalette(host: Host, person: SitePerson) {
  const { commands } = host.modules;
  if (commands.length === 0) return '';
  return html`
<dialog id="commands" class="modal" aria-labelledby="commands-title">
  <div class="modal-head">
    <h2 id="commands-title">Commands</h2>
    <button type="button" class="button button-plain" data-closes>Close</button>
  </div>
  <label>Search commands <input type="search" class="input" data-filters="command-list" autofocus></label>
  <p id="command-list-status" role="status" class="subtle"></p>
  <ul id="command-list" class="plain-list">${commands.map((command) => html`<li data-text="${textOf(command)}">${entry(command)}</li>`)}</ul>
</dialog>
${commands
  .filter(({ target }) => target?.resource !== undefined)
  .map((module) => modalOf(host, { module, person, extension: commandExtension() }))}`;

  function entry(command: ForgeModule) {
    const title = command.title ?? command.key;
    const page = command.target?.page;
    if (page === undefined) return modalButton(command.key, title);
    return html`<a class="menu-item" href="${pathOfPage(host, page)}">${title}</a>`;
  }
}

const textOf = ({ title, key, keywords = [] }: ForgeModule) =>
  [title ?? key, ...keywords].join(' ');
