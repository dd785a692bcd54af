import type { Approval } from './approval';

/**
 * Puts today's approvers into the stages that are not decided yet. `changed` names the stages whose
 * approvers are others than before.
 */
export function rerouteApprovals(
  stored: readonly Approval[],
  today: readonly Approval[],
): { readonly approvals: readonly Approval[]; readonly changed: readonly Approval[] } {
  const changed: Approval[] = [];
  const approvals = stored.map((stage) => {
    const now = today.find(({ projectId }) => projectId === stage.projectId);
    if (stage.decision !== undefined || now === undefined || sameApprovers(stage, now))
      return stage;
    const rerouted = { ...stage, approvers: now.approvers, trace: now.trace };
    changed.push(rerouted);
    return rerouted;
  });
  return { approvals, changed };
}

function sameApprovers(first: Approval, second: Approval): boolean {
  const ids = (approval: Approval) =>
    approval.approvers
      .map(({ accountId }) => accountId)
      .sort()
      .join(' ');
  return ids(first) === ids(second);
}
