import type { IssueRef } from './access-request';

/**
 * Whether the app acts on the very site that the issue is in; a connection is named by its site's
 * cloud id. Only there does the id of the issue's project name the same project.
 */
export function isSameSite(connectionId: string, { cloudId }: Pick<IssueRef, 'cloudId'>): boolean {
  return connectionId === cloudId;
}
