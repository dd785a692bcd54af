import type { StepView } from '#contract/views';
import type { Instant } from '#domain/lib/time';
import type { GrantOfStep, StepRow } from '#operations/request/list-steps';

export function stepView({ grant, ...row }: StepRow, now: Instant): StepView {
  return { ...row, grant: grant && grantView(grant, now) };
}

/** Access that stays, or that no term takes away by itself, has no state to show. `at`: when it ends, since when it is so, when it ended. */
function grantView(of: GrantOfStep, now: Instant): StepView['grant'] {
  if ('ended' in of) {
    const { why, endedAt } = of.ended;
    return { state: why === 'superseded' ? 'superseded' : 'ended', at: endedAt };
  }
  const { grant, work, overdue } = of;
  if (overdue !== undefined) {
    return {
      state: 'overdue',
      at: overdue,
      ...(work.state === 'stuck' ? { cause: work.cause } : {}),
    };
  }
  if (grant.endsAt === undefined || grant.unproved) return undefined;
  return grant.endsAt <= now
    ? { state: 'ending', at: grant.endsAt }
    : { state: 'active', at: grant.endsAt };
}
