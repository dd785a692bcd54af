import type { HostAsApp } from '#ports/host-jira';
import { type ClosePorts, closeRequest } from '../closing/close-request';

export type CloseOfDeletedPorts = ClosePorts & {
  readonly hostAsApp: Pick<HostAsApp, 'issue'>;
};

/** Of a page, those that are open come first. */
const PAGE = 20;
/** Pages of which each had some that waited: nobody asks as often in one work item. */
const PAGES = 50;

/**
 * Jira has told that a work item was deleted, and does not show it: what waits there is closed, as nobody could decide it any more. What is
 * only not shown may be hidden from the app: that closes nothing.
 */
export async function closeOfDeleted(ports: CloseOfDeletedPorts, issueId: string): Promise<void> {
  if ((await ports.hostAsApp.issue(issueId, { afresh: true })) !== undefined) return;
  for (let page = 0; page < PAGES; page += 1) {
    const { requests } = await ports.requests.ofIssue(issueId, undefined, PAGE);
    const waiting = requests.filter(
      ({ state }) => state === 'awaitingApproval' || state === 'scheduled',
    );
    let closed = 0;
    for (const { id } of waiting) {
      if (await closeRequest(ports, id, 'workItemDeleted')) closed += 1;
    }
    if (closed === 0) return;
  }
}
