import { surelyEndsNoSooner } from '../grant/ends-no-sooner';
import type { StandingApproval } from '../grant/standing-approval';
import { APPROVAL_HOLDS_AT_MOST } from '../lib/approval-holds';
import type { Instant } from '../lib/time';
import { changed, type HoldingChange } from './change-holding';
import { type Held, type Holding, workOf } from './holding';

/** Of the latest: the record stays small. Where there are as many, others may have been let go. */
export const APPROVALS_KEPT = 8;

/** Those that may still hold something off: after that, no removal from before is carried out any more. */
export function standing(
  { approvals = [] }: Pick<Holding, 'approvals'>,
  at: Instant,
): readonly StandingApproval[] {
  return approvals.filter(({ approvedAt }) => approvedAt + APPROVAL_HOLDS_AT_MOST > at);
}

/**
 * With these as well, in the order in which they were approved. What was approved before another that ends no sooner says nothing
 * beside it, unless it says of another request that it found it there: as long as that was approved for, nobody else ends it (`givenBy`).
 */
export function withApprovals(
  current: Pick<Holding, 'approvals'> | undefined,
  more: readonly StandingApproval[],
  at: Instant,
): readonly StandingApproval[] {
  const all = [...(current?.approvals ?? []), ...more];
  const holding = standing({ approvals: all }, at);
  const inOrder = all
    .filter((one) => holding.includes(one) || isFoundFor(one, at))
    .sort((one, other) => one.approvedAt - other.approvedAt);
  const isSaid = (one: StandingApproval) => (later: StandingApproval) =>
    surelyEndsNoSooner(later, one) &&
    (!isFoundFor(one, at) || later.found?.requestId === one.found?.requestId);
  return inOrder
    .filter((one, place) => !inOrder.slice(place + 1).some(isSaid(one)))
    .slice(-APPROVALS_KEPT);
}

/** Whether a request found it there that was approved for longer than until then. */
export const isFoundFor = ({ found, endsAt }: StandingApproval, at: Instant): boolean =>
  found !== undefined && (endsAt ?? Number.POSITIVE_INFINITY) > at;

/** The holding with this one; undefined where it is on record by now. */
export function noteApproval(
  held: Held,
  current: Holding | undefined,
  approval: StandingApproval,
  at: Instant,
): HoldingChange | undefined {
  const approvals = withApprovals(current, [approval], at);
  const before = current?.approvals ?? [];
  const isAsItWas = (one: StandingApproval) =>
    before.some(
      (other) =>
        other.approvedAt === one.approvedAt &&
        other.endsAt === one.endsAt &&
        other.workItemId === one.workItemId &&
        other.found?.requestId === one.found?.requestId,
    );
  if (approvals.every(isAsItWas)) return undefined;
  return changed(held, current, {
    grants: current?.grants ?? [],
    ended: [],
    work: current?.work ?? workOf([]),
    told: current?.told,
    approvals,
  });
}
