import { type Approval, type Decision, isOfPeople } from '../approval/approval';
import type { Instant } from '../lib/time';
import { validUntil } from './as-approved';

/**
 * The approval with which the time of the others to decide is over, where it is over sooner than it would be without: it
 * lapses then, and theirs would come to nothing. Undefined where the time is that of the policy, or of what is asked for.
 */
export function lessTimeBy({
  approvals,
  startsAt,
  timesOutAt,
}: {
  readonly approvals: readonly Pick<Approval, 'decisions'>[];
  readonly startsAt?: Instant | undefined;
  readonly timesOutAt: Instant;
}): Decision | undefined {
  const all = approvals.flatMap((stage) => stage.decisions);
  const decisions = all.filter(isOfPeople);
  const [oldest] = decisions.toSorted((one, other) => one.at - other.at);
  return validUntil({ approvals, startsAt }) === timesOutAt ? oldest : undefined;
}
