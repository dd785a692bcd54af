import { getAppContext } from '@forge/api';

/** What Jira calls a module of this app (doc: `ari:cloud:ecosystem::extension/APP/ENVIRONMENT/static/MODULE`). */
export function moduleId(key: string): string {
  const { appAri, environmentAri } = getAppContext();
  return `ari:cloud:ecosystem::extension/${appAri.appId}/${environmentAri.environmentId}/static/${key}`;
}
