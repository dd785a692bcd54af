import type { StepView } from '#contract/views';
import type { Grant } from '#domain/grant/grant';
import type { StepRow } from '#operations/request/list-steps';

export function stepView({ grant, ...row }: StepRow): StepView {
  return { ...row, grant: grant && grantView(grant) };
}

/** Access that stays, or that no term takes away, has no state to show. `at`: when it ends, since when it is ending, when it ended. */
function grantView({ status, endsAt, unproved }: Grant): StepView['grant'] {
  switch (status.state) {
    case 'active':
      return endsAt === undefined || unproved ? undefined : { state: 'active', at: endsAt };
    case 'ending':
      return { state: 'ending', at: status.since };
    case 'ended':
      return { state: 'ended', at: status.at };
  }
}
