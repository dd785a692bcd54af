import { OPENED } from './module-modal';
import { mountSurface } from './mount-surface';

/** A frame that waits is loaded once. */
function mountWaiting(within: Element): void {
  const frame = within.querySelector<HTMLIFrameElement>('iframe[data-waits]');
  if (frame === null) return;
  delete frame.dataset.waits;
  mountSurface(frame);
}

/** What opens a modal, the command palette among them, and what closes it. */
export function connectModals(): void {
  document.addEventListener(OPENED, ({ target }) => {
    if (target instanceof Element) mountWaiting(target);
  });
  document.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    const opener = target.closest<HTMLElement>('[data-opens]');
    if (opener !== null) openModal(opener.dataset.opens ?? '');
    else if (target.closest('[data-closes]') !== null) target.closest('dialog')?.close();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    openModal('commands');
  });
}

function openModal(id: string): void {
  const modal = document.getElementById(id);
  if (!(modal instanceof HTMLDialogElement)) return;
  for (const other of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) other.close();
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    menu.open = false;
  }
  modal.showModal();
  mountWaiting(modal);
}

/** Contexts in the right column: loaded when they are first unfolded. */
export function connectContexts(): void {
  for (const context of document.querySelectorAll<HTMLDetailsElement>('details[data-context]')) {
    context.addEventListener('toggle', () => {
      if (context.open) mountWaiting(context);
    });
  }
}
