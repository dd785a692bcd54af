import { SUBJECTS_SHOWN } from '#contract/limits';
import type { ApprovalView, RequestView } from '#contract/views';
import type { Approval } from '#domain/approval/approval';
import { approversNotReached } from '#domain/delivery/deliveries';
import type { Instant } from '#domain/lib/time';
import type { AccessRequest } from '#domain/request/access-request';
import { changesApprovedBy } from '#domain/request/decide-stages';
import { endOfAccess } from '#domain/request/end-of-access';
import { judgeVerb } from '#domain/request/judge-verb';
import { REQUEST_VERBS } from '#domain/request/request-refusal';
import { shownSubject } from '#domain/request/shown-subject';
import type { ListedRequest } from '#operations/request/list-issue-requests';
import { lateLine } from './grant-view';
import { noRenewalView } from './no-renewal-view';

/** What is looked up besides the request. */
export type ShownWith = Omit<ListedRequest, 'request'>;

/** A request as one person sees it now: what they may do to it, and why not the rest. */
export function requestView(
  request: AccessRequest,
  accountId: string,
  now: Instant,
  { deliveries, late, access, noRenewal }: ShownWith = {
    deliveries: undefined,
    late: undefined,
    access: undefined,
    noRenewal: undefined,
  },
): RequestView {
  const { ask } = request;
  const verbs = verbsOf(request, accountId, now);
  return {
    id: request.id,
    revision: request.revision,
    issueKey: request.issue.key,
    state: request.state,
    closedFor: request.state === 'withdrawn' ? request.closedFor : undefined,
    since: request.since,
    createdAt: request.createdAt,
    requester: request.requester,
    justification: request.justification,
    term: request.term,
    startsAt: request.startsAt,
    subjects: ask.subjects.slice(0, SUBJECTS_SHOWN).map(shownSubject(request, accountId)),
    subjectCount: ask.subjects.length,
    changes: ask.changes.map(({ verb, entitlement, subjects }) => ({
      verb,
      entitlement,
      subjectCount: subjects.length,
    })),
    planned: request.planned,
    approvals: request.approvals.map(approvalView),
    approves:
      request.state === 'awaitingApproval' && verbs.approve.allowed
        ? [...changesApprovedBy(request.approvals, accountId)]
        : [],
    bundles: request.bundles ?? [],
    follows: request.follows && { name: request.follows.name },
    less: request.less ?? [],
    review: request.review && { by: request.review.by, closed: request.review.closed },
    questions: request.questions ?? [],
    progress: 'progress' in request ? request.progress : undefined,
    nobodyElseBy: 'nobodyElseBy' in request ? request.nobodyElseBy : undefined,
    endsAt: endOfAccess(request),
    access,
    noRenewal: noRenewal && { ...noRenewalView(noRenewal.note), isAll: noRenewal.isAll },
    late: late && { about: late.about, ...lateLine(late.holding, now) },
    timesOutAt: request.state === 'awaitingApproval' ? request.timesOutAt : undefined,
    pause:
      request.state === 'applying' || request.state === 'scheduled' ? request.pause : undefined,
    approvalValidUntil: 'approvalValidUntil' in request ? request.approvalValidUntil : undefined,
    stopped: request.state === 'needsAttention' ? request.stopped : undefined,
    verbs,
    notReached:
      request.state === 'awaitingApproval' && deliveries !== undefined
        ? approversNotReached(deliveries)
        : undefined,
  };
}

function approvalView(approval: Approval): ApprovalView {
  const { asks, ...shown } = approval;
  return shown;
}

function verbsOf(request: AccessRequest, accountId: string, now: Instant): RequestView['verbs'] {
  const entries = REQUEST_VERBS.map(
    (verb) => [verb, judgeVerb(request, verb, accountId, now)] as const,
  );
  return Object.fromEntries(entries) as RequestView['verbs'];
}
