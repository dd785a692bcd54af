import type { StandingApproval } from '../grant/standing-approval';
import { APPROVAL_HOLDS_FOR } from '../lib/approval-holds';
import type { Instant } from '../lib/time';
import { changed, type HoldingChange } from './change-holding';
import { endsNoSooner, type Held, type Holding, workOf } from './holding';

/** Of the latest: the record stays small. */
const KEPT = 8;

/** Those that may still hold something off: after that, no removal from before is carried out any more. */
export function standing(
  { approvals = [] }: Pick<Holding, 'approvals'>,
  at: Instant,
): readonly StandingApproval[] {
  return approvals.filter(({ approvedAt }) => approvedAt + APPROVAL_HOLDS_FOR > at);
}

/** With these as well, in the order in which they were approved. What was approved before another that ends no sooner says nothing beside it. */
export function withApprovals(
  current: Pick<Holding, 'approvals'> | undefined,
  more: readonly StandingApproval[],
  at: Instant,
): readonly StandingApproval[] {
  const all = standing({ approvals: [...(current?.approvals ?? []), ...more] }, at);
  const inOrder = [...all].sort((one, other) => one.approvedAt - other.approvedAt);
  return inOrder
    .filter((one, place) => !inOrder.slice(place + 1).some((later) => endsNoSooner(later, one)))
    .slice(-KEPT);
}

/** The holding with this one; undefined where it is on record by now. */
export function noteApproval(
  held: Held,
  current: Holding | undefined,
  { approvedAt, endsAt }: StandingApproval,
  at: Instant,
): HoldingChange | undefined {
  const approvals = withApprovals(current, [{ approvedAt, endsAt }], at);
  const before = current?.approvals ?? [];
  const isAsItWas = (one: StandingApproval) =>
    before.some((other) => other.approvedAt === one.approvedAt && other.endsAt === one.endsAt);
  if (approvals.every(isAsItWas)) return undefined;
  return changed(held, current, {
    grants: current?.grants ?? [],
    ended: [],
    work: current?.work ?? workOf([]),
    told: current?.told,
    approvals,
  });
}
