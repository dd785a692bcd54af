import type { ForgeManifest } from './forge';

/** What an app is called: a manifest doesn't say, so the title of its configuration page does. */
export function appName(manifest: ForgeManifest): string {
  const adminPages = manifest.modules['jira:adminPage'] ?? [];
  return adminPages.find(({ useAsConfig }) => useAsConfig === true)?.title ?? 'Installed app';
}
