import { appName } from '../forge/app-name';
import type { ForgeManifest, ForgeModule } from '../forge/forge';

/** The modules of an app that the host has a place for. */
export interface AppModules {
  readonly appName: string;
  /** The admin page with `useAsConfig`, which Manage apps leads to. */
  readonly configuration: ForgeModule | undefined;
  /** The one in the sidebar of Jira's administration. */
  readonly adminPage: ForgeModule | undefined;
  /** In the Apps menu, for everybody. */
  readonly globalPages: readonly ForgeModule[];
  readonly issuePanels: readonly ForgeModule[];
  readonly issueContexts: readonly ForgeModule[];
  readonly issueActions: readonly ForgeModule[];
  readonly commands: readonly ForgeModule[];
  /** By which JQL finds work items. */
  readonly searchAliases: readonly string[];
}

/** While the app is not installed, there are no places of it. */
export function withoutModules({ appName: name }: AppModules): AppModules {
  return {
    appName: name,
    configuration: undefined,
    adminPage: undefined,
    globalPages: [],
    issuePanels: [],
    issueContexts: [],
    issueActions: [],
    commands: [],
    searchAliases: [],
  };
}

export function readModules(manifest: ForgeManifest): AppModules {
  const of = (type: string) => manifest.modules[type] ?? [];
  const adminPages = of('jira:adminPage');
  return {
    appName: appName(manifest),
    configuration: adminPages.find(({ useAsConfig }) => useAsConfig === true),
    adminPage: adminPages.find(
      ({ useAsConfig, useAsGetStarted }) => useAsConfig !== true && useAsGetStarted !== true,
    ),
    globalPages: of('jira:globalPage'),
    issuePanels: of('jira:issuePanel'),
    issueContexts: of('jira:issueContext'),
    issueActions: of('jira:issueAction'),
    commands: of('jira:command'),
    searchAliases: of('jira:entityProperty').flatMap(({ values = [] }) =>
      values.flatMap(({ searchAlias }) => searchAlias ?? []),
    ),
  };
}
