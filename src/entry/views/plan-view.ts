import type { PlanView } from '#contract/views';
import { actionsOf } from '#domain/action/ask';
import type { Preview } from '#operations/request/preview-request';

export function planView(preview: Preview): PlanView {
  const { ask, plan, counts, fingerprint, approvals, ticketRule, refusal } = preview;
  return {
    counts,
    lines: actionsOf(ask).flatMap(({ verb, subject, entitlement }, action) => {
      const verdict = plan.verdicts[action];
      return verdict === undefined ? [] : [{ verb, subject, entitlement, verdict }];
    }),
    fingerprint,
    approvals: approvals.map(({ asks, decisions, ...shown }) => shown),
    ticketRule,
    refusal,
  };
}
