import { type Ask, actionsOf } from '../action/ask';
import { entitlementKey } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import { fingerprint } from '../lib/fingerprint';
import type { Plan } from './plan';

/** The same for two plans that would do the same: what is submitted is what was shown. */
export function planFingerprint(ask: Ask, plan: Plan): string {
  const lines = actionsOf(ask).map((action, line) => {
    const verdict = plan.verdicts[line];
    return [
      action.kind,
      subjectKey(action.subject),
      entitlementKey(action.entitlement),
      verdict?.verdict,
      verdict !== undefined && 'reason' in verdict ? verdict.reason : '',
    ].join(' ');
  });
  return fingerprint(lines.join('\n'));
}
