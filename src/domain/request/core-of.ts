import type { AccessRequest, RequestCore } from './access-request';

/** What a request keeps in every state, at the revision that the next write of it will have. */
export function coreOf(request: AccessRequest): RequestCore {
  return {
    id: request.id,
    revision: request.revision + 1,
    connectionId: request.connectionId,
    issue: request.issue,
    requester: request.requester,
    ask: request.ask,
    justification: request.justification,
    term: request.term,
    ...(request.startsAt === undefined ? {} : { startsAt: request.startsAt }),
    stepsPerBlock: request.stepsPerBlock,
    policyVersion: request.policyVersion,
    planned: request.planned,
    approvals: request.approvals,
    ...(request.bundles === undefined ? {} : { bundles: request.bundles }),
    ...(request.follows === undefined ? {} : { follows: request.follows }),
    ...(request.less === undefined ? {} : { less: request.less }),
    ...(request.questions === undefined ? {} : { questions: request.questions }),
    ...(request.review === undefined ? {} : { review: request.review }),
    createdAt: request.createdAt,
    since: request.since,
  };
}
