import { type Approval, type DecisionOfPeople, isOfPeople } from '../approval/approval';
import { awayFor } from '../approval/away-for';
import { decidesAfterHours } from '../approval/in-place-of';
import { awaited, countsAs, decidedElsewhere, openStages } from '../approval/turns';
import { byRules } from '../audit/by-rules';

/** Whether it is a stage's turn and somebody's to approve, or theirs to decline. */
export function decidesStage(
  approvals: readonly Approval[],
  stage: Approval,
  verb: 'approve' | 'decline',
  accountId: string,
): boolean {
  const those = verb === 'approve' ? awaited(stage) : [...awaited(stage), ...stage.mayDecline];
  return (
    openStages(approvals).includes(stage) &&
    those.some((one) => one.accountId === accountId) &&
    !(verb === 'approve' && decidedElsewhere(approvals, stage).has(accountId))
  );
}

/** The changes that somebody would approve now. */
export function changesApprovedBy(
  approvals: readonly Approval[],
  accountId: string,
): ReadonlySet<number> {
  const theirs = approvals.filter((stage) => decidesStage(approvals, stage, 'approve', accountId));
  return new Set(theirs.flatMap(({ changes }) => changes));
}

/** Puts a person's decision into every stage whose turn it is and that is theirs. */
export function decideStages(
  approvals: readonly Approval[],
  accountId: string,
  decision: DecisionOfPeople,
): { readonly approvals: readonly Approval[]; readonly decided: readonly Approval[] } {
  const decided: Approval[] = [];
  const verb = decision.decision === 'approved' ? 'approve' : 'decline';
  const after = approvals.map((stage) => {
    if (!decidesStage(approvals, stage, verb, accountId)) return stage;
    const standsFor = awayFor(stage, accountId);
    const afterHours = decidesAfterHours(stage, accountId);
    const made = {
      ...decision,
      ...(standsFor === undefined ? {} : { standsFor }),
      ...(afterHours === undefined ? {} : { afterHours }),
    };
    const done = { ...stage, decisions: [...stage.decisions, made] };
    decided.push(done);
    return done;
  });
  return { approvals: after, decided };
}

/** Puts it into every stage that they approved, or that somebody approved for them. */
export function takeBackStages(
  approvals: readonly Approval[],
  decision: Extract<DecisionOfPeople, { readonly decision: 'declined' }>,
): { readonly approvals: readonly Approval[]; readonly decided: readonly Approval[] } {
  const decided: Approval[] = [];
  const after = approvals.map((stage) => {
    if (!stage.decisions.flatMap(countsAs).includes(decision.by.accountId)) return stage;
    const done = { ...stage, decisions: [...stage.decisions, decision] };
    decided.push(done);
    return done;
  });
  return { approvals: after, decided };
}

/** What the audit says of a stage that has just been decided, whichever way: where, by which rules, in whose place, and after how long. */
export function decidedIn({ projectId, rules, decisions }: Approval) {
  const { standsFor, afterHours } = decisions.filter(isOfPeople).at(-1) ?? {};
  return {
    projectId,
    ...byRules(rules),
    ...(standsFor === undefined ? {} : { standsFor }),
    ...(afterHours === undefined ? {} : { afterHours }),
  };
}
