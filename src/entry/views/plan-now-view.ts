import type { PlanNowView } from '#contract/views';
import type { PlanNow } from '#operations/request/plan-again';

export function planNowView({ computedAt, counts, differs }: PlanNow): PlanNowView {
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
