import type { Telling } from '#domain/notification/telling';
import type { AccessRequest } from '#domain/request/access-request';
import type { ConnectionStore } from '#ports/connection-store';
import type { Log } from '#ports/log';
import type { RequestStore } from '#ports/request-store';
import type { TellingStore } from '#ports/telling-store';
import { UnreadableRecord } from '#ports/unreadable-record';
import type { TodayPorts } from '../approval/today';
import { todayOrRecorded } from '../approval/today-or-recorded';

const SHOWN = 20;

type ListPorts = TodayPorts & {
  readonly connections: ConnectionStore;
  readonly requests: RequestStore;
  readonly tellings: TellingStore;
  readonly log: Log;
};

export interface ListedRequest {
  /** With those who may decide now. */
  readonly request: AccessRequest;
  readonly telling: Telling | undefined;
}

export interface IssueRequests {
  /** Those that are open first, then the newest. */
  readonly requests: readonly ListedRequest[];
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

/** A page of an issue's requests, for the panel. */
export async function listIssueRequests(
  ports: ListPorts,
  issueId: string,
  cursor?: string,
): Promise<IssueRequests> {
  const page = await ports.requests.ofIssue(issueId, cursor, SHOWN);
  const requests = await Promise.all(page.requests.map((request) => listed(ports, request)));
  return { requests, unreadable: page.unreadable, cursor: page.cursor };
}

/** What was told is looked up only where it matters: while somebody is to decide. */
export async function listed(
  ports: TodayPorts & { readonly tellings: TellingStore; readonly log: Log },
  stored: AccessRequest,
): Promise<ListedRequest> {
  const [request, telling] = await Promise.all([
    todayOrRecorded(ports, stored),
    stored.state === 'awaitingApproval' ? tellingOf(ports, stored.id) : undefined,
  ]);
  return { request, telling };
}

async function tellingOf(
  { tellings }: { readonly tellings: TellingStore },
  requestId: string,
): Promise<Telling | undefined> {
  try {
    return await tellings.of(requestId);
  } catch (error) {
    if (error instanceof UnreadableRecord) return undefined;
    throw error;
  }
}
