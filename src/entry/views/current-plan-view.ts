import type { CurrentPlanView } from '#contract/views';
import type { Subject } from '#domain/action/subject';
import type { CurrentPlan } from '#operations/request/plan-again';
import { noRenewalView } from './no-renewal-view';

export function currentPlanView(
  { computedAt, counts, differs, noRenewals }: CurrentPlan,
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
    noRenewals: noRenewals.found.map(({ action: { subject, entitlement }, note }) => ({
      subject: shown(subject),
      entitlement,
      said: noRenewalView(note),
    })),
    noRenewalsLeft: !noRenewals.isAll,
  };
}
