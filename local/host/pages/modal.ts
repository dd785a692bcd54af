import { html } from 'hono/html';
import type { Host } from '../host';
import { type FramedModule, frameOfModule } from './frame-of-module';

const idOf = (moduleKey: string) => `modal-${moduleKey}`;

/** What opens the modal of a module; the page's script does. */
export const modalButton = (moduleKey: string, label: string) =>
  html`<button type="button" class="menu-item" data-opens="${idOf(moduleKey)}">${label}</button>`;

/** A module in a modal dialog, loaded when it is opened. */
export const modalOf = (host: Host, framed: FramedModule) => html`
<dialog id="${idOf(framed.module.key)}" class="modal" aria-labelledby="${idOf(framed.module.key)}-title">
  <div class="modal-head">
    <h2 id="${idOf(framed.module.key)}-title">${framed.module.title ?? framed.module.key}</h2>
    <button type="button" class="button button-plain" data-closes>Close</button>
  </div>
  ${frameOfModule(host, { ...framed, waits: true })}
</dialog>`;
