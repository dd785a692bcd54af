// Part by part: the package's index would bring its i18n, its feature flags and their dependencies,
// ten times the size of the panel, into the first view.
import { getCallBridge } from '../../../node_modules/@forge/bridge/out/bridge.js';
import { invoke } from '../../../node_modules/@forge/bridge/out/invoke/invoke.js';
import { router } from '../../../node_modules/@forge/bridge/out/router/router.js';
import { theme } from '../../../node_modules/@forge/bridge/out/view/theme.js';

export { invoke };

/** What the screens read of Forge's context. */
export interface HostContext {
  readonly accountId?: string;
  readonly siteUrl?: string;
  readonly extension?: { readonly issue?: { readonly id?: string; readonly key?: string } };
  readonly theme?: { readonly colorMode?: string };
}

export function getContext(): Promise<HostContext> {
  const callBridge = getCallBridge() as (command: string) => Promise<HostContext>;
  return callBridge('getContext');
}

/** Follows the theme of the page around, now and when it changes. */
export async function followTheme(): Promise<void> {
  try {
    await theme.enable();
  } catch {
    // An older host without themes: the stylesheet then follows the reader's system.
  }
}

/** The frame is not allowed to open windows itself. */
export function openLink(address: string): void {
  void router.open(new URL(address, document.baseURI).href).catch(() => undefined);
}
