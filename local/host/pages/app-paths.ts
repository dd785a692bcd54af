import type { Host } from '../host';

export const MANAGE_APPS = '/jira/settings/apps/manage-apps';

/** doc: Jira admin page: `/jira/settings/apps/configure/{appId}/{envId}` there. */
export const configurationPath = (moduleKey: string) =>
  `/jira/settings/apps/${moduleKey}/configuration`;

/** doc: Jira admin page: `/jira/settings/apps/{appId}/{envId}` there, and a route of its pages below it. */
export const adminPagePath = (moduleKey: string) => `/jira/settings/apps/${moduleKey}`;

/** doc: Jira global page: `/jira/apps/{appId}/{envId}` there. */
export const globalPagePath = (moduleKey: string) => `/jira/apps/${moduleKey}`;

/** Where a page of the app is, by the module's key. */
export function pathOfPage(
  { declared: modules }: Pick<Host, 'declared'>,
  moduleKey: string,
): string {
  if (modules.globalPages.some(({ key }) => key === moduleKey)) return globalPagePath(moduleKey);
  return moduleKey === modules.configuration?.key
    ? configurationPath(moduleKey)
    : adminPagePath(moduleKey);
}
