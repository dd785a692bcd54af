import type { AuditRecord } from '#domain/audit/audit-event';
import type { AccessRequest } from '#domain/request/access-request';
import type { AuditPage, AuditQuery, AuditTrail } from '#ports/audit-trail';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { type EventsFound, searchAudit } from './search-audit';

export interface EventsOfRequestPorts {
  readonly trail: AuditTrail;
  readonly requests: RequestStore;
}

type Searched = Pick<AuditTrail, 'search'>;
export type OfRequestQuery = Pick<AuditQuery, 'since' | 'until' | 'kind' | 'cursor'>;

/** All that the audit has of one request, newest first. */
export async function eventsOfRequest(
  ports: EventsOfRequestPorts,
  requestId: string,
  query: OfRequestQuery,
): Promise<EventsFound> {
  const of = { requestId };
  if (await ports.trail.hasBeginningOf(requestId)) {
    return searchAudit(ports.trail, { ...query, of });
  }
  const request = await ifUnreadable(ports.requests.get(requestId), undefined);
  const trail = request === undefined ? ports.trail : inItsIssue(ports.trail, request);
  return searchAudit(trail, { ...query, of });
}

/** Those of an earlier version are found by the work item alone: all of it since the request was made is gone through. */
function inItsIssue(trail: Searched, { id, issue, createdAt }: AccessRequest): Searched {
  const isOfIt = ({ requestId }: AuditRecord) => requestId === id;
  return {
    async search({ of: _of, since = createdAt, ...query }): Promise<AuditPage> {
      const page = await trail.search({
        ...query,
        of: { issueKey: issue.key },
        since: Math.max(since, createdAt),
      });
      return { ...page, records: page.records.filter(isOfIt) };
    },
  };
}
