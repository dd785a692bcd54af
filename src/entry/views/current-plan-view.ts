import type { CurrentPlanView } from '#contract/views';
import type { CurrentPlan } from '#operations/request/plan-again';

export function currentPlanView({ computedAt, counts, differs }: CurrentPlan): CurrentPlanView {
  return {
    computedAt,
    counts,
    differs: differs.map(({ action: { verb, subject, entitlement }, planned, now }) => ({
      verb,
      subject,
      entitlement,
      planned,
      verdict: now,
    })),
  };
}
