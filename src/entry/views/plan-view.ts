import type { ByPolicyView, GlassView, PlanView } from '#contract/views';
import { actionsOf } from '#domain/action/ask';
import { isBrokenGlass, isByPolicy } from '#domain/approval/turns';
import type { Preview } from '#operations/request/preview-request';
import { noRenewalView } from './no-renewal-view';

export function planView(preview: Preview): PlanView {
  const { ask, plan, counts, noRenewals, fingerprint, approvals, ticketRule, refusal } = preview;
  const { peopleBecause } = preview;
  const asked = approvals.filter((stage) => !isByPolicy(stage) && !isBrokenGlass(stage));
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
    approvals: asked.map(({ asks, decisions, ...shown }) => shown),
    byPolicy: byPolicyView(preview),
    glass: glassView(preview),
    peopleBecause,
    ticketRule,
    refusal,
  };
}

function glassView({ approvals, told, glass }: Preview): GlassView | undefined {
  const decisions = approvals.flatMap((stage) => stage.decisions);
  const broken = decisions.find(({ decision }) => decision === 'brokeGlass');
  if (broken?.decision !== 'brokeGlass' || glass === undefined) return undefined;
  const { policyVersion, by: enabledBy } = broken;
  return { policyVersion, enabledBy, told, reviewers: glass.reviewers };
}

function byPolicyView({ approvals, told }: Preview): ByPolicyView | undefined {
  const stages = approvals.filter(isByPolicy);
  const [decision] = stages.flatMap(({ decisions }) => decisions);
  if (decision?.decision !== 'byPolicy') return undefined;
  return {
    policyVersion: decision.policyVersion,
    signedBy: decision.by,
    rules: [...new Set(stages.flatMap(({ rules }) => rules))],
    told,
    isAll: stages.length === approvals.length,
  };
}
