import type { Person } from '../action/person';
import type { Decision } from '../approval/approval';
import { ok, type Result, refuse } from '../lib/result';
import { DAY, type Instant } from '../lib/time';
import type { AccessRequest, Approved, AwaitingApproval } from './access-request';
import { coreOf } from './core-of';
import { decideStages } from './decide-stages';
import { judgeVerb } from './judge-verb';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';

/** An approval licenses effects, retries among them, for this long. */
export const APPROVAL_VALID_DAYS = 7;

/**
 * Approves every stage that waits for this person. The request is approved once no stage waits.
 * The request's approvals must be today's.
 */
export function approve(
  request: AccessRequest,
  by: Person,
  comment: string | undefined,
  at: Instant,
): Result<Transition<Approved | AwaitingApproval>, RequestRefusal> {
  const allowed = judgeVerb(request, 'approve', by.accountId, at);
  if (!allowed.allowed) return refuse(allowed.why);
  const said = comment?.trim();
  const words = said === undefined || said === '' ? {} : { comment: said };
  const decision: Decision = { decision: 'approved', by, at, ...words };
  const { approvals, decided } = decideStages(request.approvals, by.accountId, decision);
  const facts = decided.map(({ projectId }) => ({
    kind: 'request.approved' as const,
    projectId,
    ...words,
  }));
  const core = { ...coreOf(request), approvals };
  if (request.state === 'awaitingApproval' && approvals.some((stage) => !stage.decision)) {
    return ok({
      request: { ...core, state: 'awaitingApproval', timesOutAt: request.timesOutAt },
      facts,
    });
  }
  return ok({
    request: {
      ...core,
      state: 'approved',
      since: at,
      approvedAt: at,
      approvalValidUntil: at + APPROVAL_VALID_DAYS * DAY,
    },
    facts,
  });
}
