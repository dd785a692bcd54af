import type { SiteIssue, SitePerson } from '../atlassian/atlassian';
import type { ForgeModule } from '../forge/forge';
import { extensionId } from '../forge/runtime/extension-id';
import { ENVIRONMENT_ID } from '../forge/runtime/run-function';
import type { Host } from './host';

/**
 * One place of a page where a module of the app is shown, for one person. It goes to the browser sealed
 * and comes back with every call, so that a call is made as whom and from where the host has drawn it.
 */
export interface Surface {
  readonly accountId: string;
  readonly moduleKey: string;
  /** What the module is told about the place (doc: Jira modules, extension context). */
  readonly extension: Readonly<Record<string, unknown>>;
}

const KIND = 'surface';

export const sealSurface = (host: Host, surface: Surface): string => host.seal.close(KIND, surface);

export function openSurface(host: Host, sealed: unknown): Surface | undefined {
  if (typeof sealed !== 'string') return undefined;
  return host.seal.open(KIND, sealed) as Surface | undefined;
}

/** doc: Jira issue panel, context and action: extension context. */
export function issueExtension(
  host: Host,
  type: 'jira:issuePanel' | 'jira:issueContext' | 'jira:issueAction',
  issue: SiteIssue,
  /** What stands behind the question mark of the page's address. */
  search = '',
): Record<string, unknown> {
  const project = host.platform.atlassian.directory.projectOf(issue.projectKey);
  return {
    type,
    issue: { id: issue.id, key: issue.key, type: issue.type },
    project: { id: project.id, key: project.key, type: project.typeKey },
    location: `${host.platform.atlassian.siteUrl}/browse/${issue.key}${search}`,
  };
}

/** doc: Jira command palette item: nothing is said of what is on the page behind. */
export const commandExtension = (): Record<string, unknown> => ({ type: 'jira:command' });

/** doc: Jira global page, extension context. */
export function globalExtension(host: Host, path: string): Record<string, unknown> {
  return { type: 'jira:globalPage', location: `${host.platform.atlassian.siteUrl}${path}` };
}

/** doc: Jira admin page, extension context. */
export function adminExtension(host: Host, path: string): Record<string, unknown> {
  return { type: 'jira:adminPage', location: `${host.platform.atlassian.siteUrl}${path}` };
}

/** What `view.getContext` answers, but for the theme, which the page knows (@forge/bridge out/types.d.ts). */
export function contextOf(
  host: Host,
  surface: Surface,
  person: SitePerson,
  module: ForgeModule,
): Record<string, unknown> {
  const { cloudId, siteUrl } = host.platform.atlassian;
  return {
    accountId: person.accountId,
    cloudId,
    siteUrl,
    localId: extensionId(host.platform.manifest, module.key),
    environmentId: ENVIRONMENT_ID,
    environmentType: 'DEVELOPMENT',
    moduleKey: module.key,
    locale: person.locale,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    extension: surface.extension,
  };
}
