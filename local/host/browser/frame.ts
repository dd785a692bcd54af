import { connectPeer } from './peer';
import { remoteHistory } from './remote-history';
import { reportHeight } from './report-height';
import { applyTheme, type ThemeState } from './theme-state';

// A page of the app opened in a tab of its own has nobody to talk to, as on Forge's CDN.
if (window.parent !== window) installBridge();

function installBridge(): void {
  const hostOrigin = (document.currentScript as HTMLScriptElement | null)?.dataset.host ?? '';
  let isThemed = false;
  const host = connectPeer({
    send: (message) => window.parent.postMessage(message, hostOrigin),
    receive: (listener) =>
      window.addEventListener('message', (event) => {
        if (event.source === window.parent && event.origin === hostOrigin) listener(event.data);
      }),
    answer: (name, payload) => {
      if (name === 'themeChanged' && isThemed) applyTheme(payload as ThemeState);
      return undefined;
    },
  });
  const callBridge = async (name: string, payload?: unknown): Promise<unknown> => {
    if (name === 'createHistory') return remoteHistory(host);
    if (name !== 'enableTheming') return host.call(name, payload);
    isThemed = true;
    applyTheme((await host.call(name, payload)) as ThemeState);
    return undefined;
  };
  Object.defineProperty(window, '__bridge', { value: Object.freeze({ callBridge }) });
  reportHeight((height) => void host.call('resize', { height }));
}
