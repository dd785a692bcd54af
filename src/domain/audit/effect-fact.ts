import { actionKind } from '../action/action';
import type { Ask } from '../action/ask';
import { withoutAddress } from '../action/subject';
import type { StepState } from '../effects/step';
import type { Step } from '../effects/step-block';
import type { AuditFact } from './audit-event';

/** What the audit says of a step that has ended; nothing of one that has not. */
export function effectFact(ask: Ask, changePosition: number, step: Step): AuditFact[] {
  const change = ask.changes[changePosition];
  const subject = ask.subjects[step.subject];
  const { outcome } = step;
  if (change === undefined || subject === undefined) return [];
  if (outcome.state === 'pending' || outcome.state === 'begun') return [];
  return [
    {
      kind: 'effect',
      action: actionKind(change.verb, change.entitlement),
      subject: withoutAddress(subject),
      entitlement: change.entitlement,
      outcome: outcome.state,
      ...(outcome.state === 'failed' ? { reason: outcome.reason } : {}),
      ...(isUnproved(outcome) ? { unproved: true } : {}),
      ...(outcome.state === 'applied' && outcome.found === true ? { found: true } : {}),
      ...(outcome.state === 'failed' && outcome.siteMessage !== undefined
        ? { siteMessage: outcome.siteMessage }
        : {}),
      ...(outcome.state === 'failed' && outcome.rule !== undefined ? { rule: outcome.rule } : {}),
    },
  ];
}

/** Nobody knows for certain who did it, or whether it was done. */
function isUnproved(outcome: StepState): boolean {
  if (outcome.state === 'applied') return outcome.unproved === true;
  return outcome.state === 'failed' && outcome.begun !== undefined;
}
