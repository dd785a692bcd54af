import type { StepView } from '#contract/views';
import type { Instant } from '#domain/lib/time';
import type { ListedStep } from '#operations/request/list-steps';
import { grantView } from './grant-view';

export function stepView({ grant, ...row }: ListedStep, now: Instant): StepView {
  return { ...row, grant: grant && grantView(grant, now) };
}
