import type { Approval, Decision } from '../approval/approval';

/** Puts a person's decision into every undecided stage that is theirs. */
export function decideStages(
  approvals: readonly Approval[],
  accountId: string,
  decision: Decision,
): { readonly approvals: readonly Approval[]; readonly decided: readonly Approval[] } {
  const decided: Approval[] = [];
  const after = approvals.map((stage) => {
    const theirs = stage.approvers.some((one) => one.accountId === accountId);
    if (stage.decision !== undefined || !theirs) return stage;
    const done = { ...stage, decision };
    decided.push(done);
    return done;
  });
  return { approvals: after, decided };
}
