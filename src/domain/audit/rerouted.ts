import type { Person } from '../action/person';
import type { Approval } from '../approval/approval';
import { decidesAfterHours } from '../approval/in-place-of';
import { shareChanges } from '../approval/turns';
import type { AuditFact } from './audit-event';
import { byRules } from './by-rules';

/** Those who are let in beside whoever is asked, and were not on record as such. */
export function newlyLetIn(stored: readonly Approval[], stage: Approval): readonly Person[] {
  const before = stored.find((one) => one.asks === stage.asks && shareChanges(one, stage));
  return stage.approvers.filter(
    ({ accountId }) =>
      decidesAfterHours(stage, accountId) !== undefined &&
      !before?.approvers.some((one) => one.accountId === accountId),
  );
}

/** That others decide a stage than before, or that some are let in beside those who are asked. */
export function reroutedFact(
  stored: readonly Approval[],
  stage: Approval,
): Extract<AuditFact, { kind: 'request.rerouted' }> {
  const { projectId, rules, approvers } = stage;
  const letIn = newlyLetIn(stored, stage);
  const [first] = letIn;
  const afterHours = first && decidesAfterHours(stage, first.accountId);
  return {
    kind: 'request.rerouted',
    projectId,
    ...byRules(rules),
    ...(afterHours === undefined ? { to: approvers } : { afterHours, to: letIn }),
  };
}
