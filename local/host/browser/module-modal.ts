import { refreshLive } from './live-regions';

/** Told of a modal that was opened with a frame in it that waits. */
export const OPENED = 'modal-opened';

/** doc: Forge bridge, view.close: false where the module is in no modal. */
export function closeModalOf(frame: HTMLIFrameElement): boolean {
  const modal = frame.closest('dialog');
  modal?.close();
  refreshLive();
  return modal !== null;
}

/** As @forge/bridge sends them (out/modal/modal.js). */
export interface ModalOptions {
  readonly resource: string | null;
  readonly title?: string;
  readonly context?: object;
  readonly onClose?: (payload?: unknown) => void;
}

/**
 * doc: Forge bridge, Modal: another resource of the app over the page, as the module that opens it: its
 * calls go to that one's resolver. What it hands over is in the extension's `modal`.
 */
export function openModalOver(opener: HTMLIFrameElement, options: ModalOptions): boolean {
  const { address = '', context = '{}' } = opener.dataset;
  const frame = opener.cloneNode() as HTMLIFrameElement;
  for (const name of ['sandbox', 'src', 'style']) frame.removeAttribute(name);
  const known = JSON.parse(context) as { extension: object };
  const extension = { ...known.extension, modal: options.context ?? {} };
  frame.dataset.waits = '';
  frame.dataset.context = JSON.stringify({ ...known, extension });
  if (options.resource !== null) {
    frame.dataset.address = new URL(`../${options.resource}/index.html`, address).href;
  }
  const modal = document.createElement('dialog');
  modal.className = 'modal';
  modal.setAttribute('aria-label', options.title || opener.title);
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'button button-plain';
  close.textContent = 'Close';
  close.dataset.closes = '';
  modal.append(close, frame);
  modal.addEventListener('close', () => {
    modal.remove();
    options.onClose?.();
  });
  document.body.append(modal);
  modal.showModal();
  modal.dispatchEvent(new Event(OPENED, { bubbles: true }));
  return true;
}
