import type { CurrentPlanView } from '#contract/views';
import type { Subject } from '#domain/action/subject';
import type { CurrentPlan } from '#operations/request/plan-again';

export function currentPlanView(
  { computedAt, counts, differs }: CurrentPlan,
  shown: (subject: Subject) => Subject,
): CurrentPlanView {
  return {
    computedAt,
    counts,
    differs: differs.map(({ action: { verb, subject, entitlement }, planned, now }) => ({
      verb,
      subject: shown(subject),
      entitlement,
      planned,
      verdict: now,
    })),
  };
}
