import type { AuditRecord } from '../audit/audit-event';
import type { Holding } from '../holding/holding';
import { DAY, type Instant } from '../lib/time';
import type { AccessRequest } from '../request/access-request';
import { isOpenRequest } from '../request/is-open-request';
import { isToReview } from '../request/judge-review';
import { isForgettable } from './may-rewrite';

/** For how long what is over is kept; where nobody has said, for good. */
export interface Retention {
  readonly revision: number;
  /** Undefined: for good. */
  readonly keepDays: number | undefined;
  /** What was deleted since the audit last said so. */
  readonly untold?: Deleted;
}

export interface Deleted {
  readonly requests: number;
  readonly records: number;
  /** All of it was over before then. */
  readonly before: Instant;
}

export const KEEP_FOR_GOOD: Retention = { revision: 0, keepDays: undefined };

/** An approval holds for seven days, and a term may end weeks later: nothing younger is ever over and done with. */
export const KEEP_DAYS_LEAST = 30;
export const KEEP_DAYS_MOST = 3_650;

/** What was over before then is deleted; undefined: nothing is. */
export function cutOffOf({ keepDays }: Retention, at: Instant): Instant | undefined {
  return keepDays === undefined ? undefined : at - keepDays * DAY;
}

/** Of what it gave, nothing may be in force besides: that is asked of the holdings. Nor is it over while somebody is to review it. */
export function isRequestOver(request: AccessRequest, cutOff: Instant): boolean {
  return !isOpenRequest(request.state) && !isToReview(request) && request.since < cutOff;
}

/** What is told of a request goes with it, and not before. */
export function isAuditOver(
  { at, requestId }: AuditRecord,
  cutOff: Instant,
  isThere: boolean,
): boolean {
  return at < cutOff && (requestId === undefined || !isThere);
}

export function isHoldingOver(holding: Holding, cutOff: Instant, at: Instant): boolean {
  const { turnedAt = 0, ended, claims = [], approvals = [] } = holding;
  const happened = [
    ...ended.map(({ endedAt }) => endedAt),
    ...claims.map((one) => one.grantedAt),
    ...approvals.map((one) => one.approvedAt),
  ];
  const last = Math.max(turnedAt, ...happened);
  return isForgettable(holding, at) && last < cutOff;
}

/** With so much more of it deleted. */
export function noteDeleted(
  retention: Retention,
  more: Omit<Deleted, 'before'>,
  before: Instant,
): Retention {
  const { revision, untold } = retention;
  return {
    ...retention,
    revision: revision + 1,
    untold: {
      requests: (untold?.requests ?? 0) + more.requests,
      records: (untold?.records ?? 0) + more.records,
      before,
    },
  };
}
