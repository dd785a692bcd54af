import type { StepView } from '#contract/views';
import type { Subject } from '#domain/action/subject';
import type { Instant } from '#domain/lib/time';
import type { ListedStep } from '#operations/request/list-steps';
import { grantView } from './grant-view';

export function stepView(
  { grant, subject, ...row }: ListedStep,
  shown: (subject: Subject) => Subject,
  now: Instant,
): StepView {
  return { ...row, subject: shown(subject), grant: grant && grantView(grant, now) };
}
