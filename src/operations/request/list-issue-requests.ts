import type { Deliveries } from '#domain/delivery/deliveries';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { ConnectionStore } from '#ports/connection-store';
import type { DeliveryStore } from '#ports/delivery-store';
import type { HoldingStore } from '#ports/holding-store';
import type { Log } from '#ports/log';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { currentOrRecorded } from '../approval/current-or-recorded';
import type { ApproverPorts } from '../approval/with-current-approvers';
import { findStandingOf, type StandingOfRequest } from '../holding/find-late-of';
import { readTold } from '../notification/read-told';
import { readOnce } from './read-once';

const SHOWN = 20;

export type ListPorts = ApproverPorts & {
  readonly connections: ConnectionStore;
  readonly requests: RequestStore;
  readonly deliveries: DeliveryStore;
  readonly holdings: HoldingStore;
  readonly clock: Clock;
  readonly log: Log;
};

export interface ListedRequest extends StandingOfRequest {
  /** With those who may decide now. */
  readonly request: AccessRequest;
  readonly deliveries: Deliveries | undefined;
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
  const requests = await listedTogether(ports, page.requests);
  return { requests, unreadable: page.unreadable, cursor: page.cursor };
}

export function listedTogether(
  ports: ListPorts,
  requests: readonly AccessRequest[],
): Promise<readonly ListedRequest[]> {
  const once = readOnce(ports);
  return Promise.all(requests.map((request) => listed(once, request)));
}

/**
 * What was told is looked up only where it matters: while somebody is to decide. A card is shown all the
 * same where that, or what it gave, can't be read.
 */
export async function listed(
  ports: ApproverPorts & {
    readonly deliveries: DeliveryStore;
    readonly holdings: HoldingStore;
    readonly clock: Clock;
    readonly log: Log;
  },
  stored: AccessRequest,
): Promise<ListedRequest> {
  const [request, deliveries, standing] = await Promise.all([
    currentOrRecorded(ports, stored),
    stored.state === 'awaitingApproval'
      ? ifUnreadable(readTold(ports, stored.id), undefined)
      : undefined,
    ifUnreadable(findStandingOf(ports, stored), UNKNOWN),
  ]);
  return { request, deliveries, ...standing };
}

const UNKNOWN: StandingOfRequest = {
  late: undefined,
  access: undefined,
  noRenewal: undefined,
};
