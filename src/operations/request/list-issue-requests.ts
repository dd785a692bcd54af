import type { Connection } from '#domain/connection/connection';
import type { AccessRequest } from '#domain/request/access-request';
import type { ConnectionStore } from '#ports/connection-store';
import type { Log } from '#ports/log';
import type { RequestStore } from '#ports/request-store';
import type { TodayPorts } from '../approval/today';
import { todayOrRecorded } from '../approval/today-or-recorded';

const SHOWN = 20;

export interface IssueRequests {
  readonly connection: Connection | undefined;
  /** Newest first, with those who may decide now. */
  readonly requests: readonly AccessRequest[];
}

/** All that the panel's first view shows. */
export async function listIssueRequests(
  ports: TodayPorts & {
    readonly connections: ConnectionStore;
    readonly requests: RequestStore;
    readonly log: Log;
  },
  issueId: string,
): Promise<IssueRequests> {
  const [connection, stored] = await Promise.all([
    ports.connections.current(),
    ports.requests.ofIssue(issueId, SHOWN),
  ]);
  const requests = await Promise.all(stored.map((request) => todayOrRecorded(ports, request)));
  return { connection, requests };
}
