import type { Person } from '../action/person';
import type { Decision } from '../approval/approval';
import { isApproved } from '../approval/turns';
import { ok, type Result, refuse } from '../lib/result';
import type { Instant } from '../lib/time';
import type { AccessRequest, Approved, AwaitingApproval, Scheduled } from './access-request';
import { asApproved, validUntil } from './as-approved';
import { coreOf } from './core-of';
import { decidedIn, decideStages } from './decide-stages';
import { judgeVerb } from './judge-verb';
import { remindersOf } from './reminders';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';

/**
 * Approves every stage whose turn it is and that waits for this person. The request is approved once no
 * stage waits.
 * The request's approvals, and where its work item is, must be today's. One that waits for other stages does not outlive itself: the
 * request times out with its oldest approval.
 */
export function approve(
  request: AccessRequest,
  by: Person,
  comment: string | undefined,
  at: Instant,
): Result<Transition<Approved | Scheduled | AwaitingApproval>, RequestRefusal> {
  const allowed = judgeVerb(request, 'approve', by.accountId, at);
  if (!allowed.allowed) return refuse(allowed.why);
  const said = comment?.trim();
  const words = said === undefined || said === '' ? {} : { comment: said };
  const askedIn = request.issue.projectId;
  const decision: Decision = { decision: 'approved', by, at, askedIn, ...words };
  const { approvals, decided } = decideStages(request.approvals, by.accountId, decision);
  const facts = decided.map((stage) => ({
    kind: 'request.approved' as const,
    ...decidedIn(stage),
    ...words,
  }));
  if (request.state === 'awaitingApproval' && !approvals.every(isApproved)) {
    const timesOutAt = Math.min(request.timesOutAt, validUntil({ ...request, approvals }));
    return ok({
      request: {
        ...coreOf(request),
        approvals,
        state: 'awaitingApproval',
        timesOutAt,
        ...remindersOf(request, timesOutAt, at),
      },
      facts,
    });
  }
  return ok({ request: asApproved({ ...request, approvals }, at), facts });
}
