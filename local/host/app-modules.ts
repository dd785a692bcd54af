import { appName } from '../forge/app-name';
import type { ForgeManifest, ForgeModule } from '../forge/forge';

/** The modules of an app that the host has a place for. */
export interface AppModules {
  readonly appName: string;
  /** The admin page with `useAsConfig`, which Manage apps leads to. */
  readonly configuration: ForgeModule | undefined;
  readonly issuePanels: readonly ForgeModule[];
}

export function readModules(manifest: ForgeManifest): AppModules {
  const adminPages = manifest.modules['jira:adminPage'] ?? [];
  return {
    appName: appName(manifest),
    configuration: adminPages.find(({ useAsConfig }) => useAsConfig === true),
    issuePanels: manifest.modules['jira:issuePanel'] ?? [],
  };
}
