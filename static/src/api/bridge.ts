import { i18n, invoke, router, view } from '@forge/bridge';
import type { HandedOver } from './modal';

export { invoke };

/** What the screens read of Forge's context. */
export interface HostContext {
  readonly accountId?: string;
  readonly siteUrl?: string;
  /** `en_US`: what the person has chosen for all of Atlassian. */
  readonly locale?: string;
  readonly timezone?: string;
  readonly extension?: {
    /** The address of the page around. */
    readonly location?: string;
    readonly issue?: { readonly id?: string; readonly key?: string };
    /** Only where the app has opened this page over another. */
    readonly modal?: Partial<HandedOver>;
  };
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

/** What Forge has for a language (locales/, named in the manifest), or for the one that stands in for it. */
export async function fetchTranslations(
  locale: string,
): Promise<{ readonly locale: string; readonly messages: Readonly<Record<string, string>> }> {
  const found = await i18n.getTranslations(locale as Parameters<typeof i18n.getTranslations>[0]);
  return { locale: found.locale, messages: (found.translations ?? {}) as Record<string, string> };
}
