import type { ListedRequestsView, ListedRequestView } from '#contract/views';
import { openStages } from '#domain/approval/turns';
import type { AccessRequest } from '#domain/request/access-request';
import { whoseTurn } from '#domain/request/whose-turn';
import type { AllRequests } from '#operations/request/list-all';
import { auditedRequestView, named } from './audit-view';

export function listedRequestsView({
  requests,
  unreadable,
  cursor,
}: AllRequests): ListedRequestsView {
  return { items: requests.map(listedRequestView), unreadable, cursor };
}

function listedRequestView(request: AccessRequest): ListedRequestView {
  const turns = new Set(whoseTurn(request));
  const asked = openStages(request.approvals).flatMap((stage) => [
    ...stage.approvers,
    ...stage.mayDecline,
  ]);
  const people = new Map(asked.map((person) => [person.accountId, named(person)]));
  return {
    ...auditedRequestView(request),
    since: request.since,
    waitsFor: [...people.values()].filter(({ accountId }) => turns.has(accountId)),
    timesOutAt: request.state === 'awaitingApproval' ? request.timesOutAt : undefined,
    pause: 'pause' in request ? request.pause?.cause : undefined,
  };
}
