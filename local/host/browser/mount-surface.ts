import { callTable } from './call-table';
import { onThemeChange } from './page-theme';
import { connectPeer } from './peer';

/** Connects the frame of one module of the app with what the bridge can do. */
export function mountSurface(frame: HTMLIFrameElement): void {
  const address = frame.dataset.address ?? '';
  const frameOrigin = new URL(address).origin;
  const calls = callTable(frame);
  const peer = connectPeer({
    send: (message) => frame.contentWindow?.postMessage(message, frameOrigin),
    receive: (listener) =>
      window.addEventListener('message', (event) => {
        if (event.source === frame.contentWindow && event.origin === frameOrigin) {
          listener(event.data);
        }
      }),
    answer(name, payload) {
      const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
      if (call === undefined) {
        console.error(`The local host does not answer the bridge call "${name}".`);
        throw new Error(`The local host does not answer the bridge call "${name}".`);
      }
      return call(payload);
    },
  });
  onThemeChange((theme) => void peer.call('themeChanged', theme));
  // Only now: what a quick page sent before anybody listened would be lost. The sandbox comes with the
  // address: the blank page before it is of this origin, which browsers warn of in a sandbox like this.
  frame.setAttribute('sandbox', frame.dataset.sandbox ?? '');
  frame.src = address;
}
