import type { Approval, Decision } from '../approval/approval';

/** Whether a stage is somebody's to approve, or theirs to decline. */
export function decidesStage(
  { approvers, mayDecline }: Approval,
  verb: 'approve' | 'decline',
  accountId: string,
): boolean {
  const those = verb === 'approve' ? approvers : [...approvers, ...mayDecline];
  return those.some((one) => one.accountId === accountId);
}

/** Puts a person's decision into every undecided stage that is theirs. */
export function decideStages(
  approvals: readonly Approval[],
  accountId: string,
  decision: Decision,
): { readonly approvals: readonly Approval[]; readonly decided: readonly Approval[] } {
  const decided: Approval[] = [];
  const verb = decision.decision === 'approved' ? 'approve' : 'decline';
  const after = approvals.map((stage) => {
    if (stage.decision !== undefined || !decidesStage(stage, verb, accountId)) return stage;
    const done = { ...stage, decision };
    decided.push(done);
    return done;
  });
  return { approvals: after, decided };
}
