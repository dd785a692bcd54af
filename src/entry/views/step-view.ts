import type { StepView } from '#contract/views';
import type { Instant } from '#domain/lib/time';
import type { StepRow } from '#operations/request/list-steps';
import { grantView } from './grant-view';

export function stepView({ grant, ...row }: StepRow, now: Instant): StepView {
  return { ...row, grant: grant && grantView(grant, now) };
}
