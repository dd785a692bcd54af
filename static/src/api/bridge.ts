import { invoke, router, view } from '@forge/bridge';

export { invoke };

/** What the screens read of Forge's context. */
export interface HostContext {
  readonly accountId?: string;
  readonly siteUrl?: string;
  readonly extension?: { readonly issue?: { readonly id?: string; readonly key?: string } };
  readonly theme?: { readonly colorMode?: string } | null;
}

export const getContext: () => Promise<HostContext> = view.getContext;

/** Follows the theme of the page around, now and when it changes. */
export async function followTheme(): Promise<void> {
  try {
    await view.theme.enable();
  } catch {
    // An older host without themes: the stylesheet then follows the reader's system.
  }
}

/** The frame is not allowed to open windows itself. */
export function openLink(address: string): void {
  void router.open(new URL(address, document.baseURI).href).catch(() => undefined);
}
