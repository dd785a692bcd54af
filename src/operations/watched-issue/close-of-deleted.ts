import type { HostAsApp } from '#ports/host-jira';
import { type ClosePorts, closeRequest } from '../closing/close-request';
import { eachAlone } from '../sweep/each-alone';

export type CloseOfDeletedPorts = ClosePorts & {
  readonly hostAsApp: Pick<HostAsApp, 'issue'>;
};

const PAGE = 20;
/** Those that are open come first: nobody asks as often in one work item. */
const PAGES = 50;

/**
 * Jira has told that a work item was deleted, and does not show it: what waits there is closed, as nobody could decide it any more. What is
 * only not shown may be hidden from the app: that closes nothing.
 */
export async function closeOfDeleted(ports: CloseOfDeletedPorts, issueId: string): Promise<void> {
  if ((await ports.hostAsApp.issue(issueId, { afresh: true })) !== undefined) return;
  const failures: unknown[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { requests, cursor: next } = await ports.requests.ofIssue(issueId, cursor, PAGE);
    const waiting = requests.filter(
      ({ state }) => state === 'awaitingApproval' || state === 'scheduled',
    );
    // One that can't be written keeps none of the others.
    await eachAlone(
      ports,
      waiting.map(({ id }) => id),
      async (id) => {
        const how = await closeRequest(ports, id, 'workItemDeleted');
        if (how === 'failed') failures.push(new Error(`Others wrote request ${id} each time`));
        return how === 'closed';
      },
      async (_, error) => {
        failures.push(error);
      },
    );
    cursor = next;
    if (cursor === undefined) break;
  }
  for (const error of failures) throw error;
}
