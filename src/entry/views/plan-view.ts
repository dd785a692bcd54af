import type { PlanView } from '#contract/views';
import { actionsOf } from '#domain/action/ask';
import type { Preview } from '#operations/request/preview-request';
import { noRenewalView } from './no-renewal-view';

export function planView(preview: Preview): PlanView {
  const { ask, plan, counts, noRenewals, fingerprint, approvals, ticketRule, refusal } = preview;
  return {
    counts,
    lines: actionsOf(ask).flatMap(({ verb, subject, entitlement }, action) => {
      const verdict = plan.verdicts[action];
      if (verdict === undefined) return [];
      const noRenewal = noRenewalView(noRenewals[action]);
      return [
        { verb, subject, entitlement, verdict, ...(noRenewal === undefined ? {} : { noRenewal }) },
      ];
    }),
    fingerprint,
    approvals: approvals.map(({ asks, decisions, ...shown }) => shown),
    ticketRule,
    refusal,
  };
}
