import { type Ask, actionsOf } from '../action/ask';
import { entitlementKey } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import { type Approval, isOfPeople } from '../approval/approval';
import type { NoRenewal } from '../grant/no-renewal';
import { fingerprint } from '../lib/fingerprint';
import type { Plan } from './plan';

/**
 * The same for two plans that would do the same on the same site: what is submitted is what was shown. Of another
 * site, the same ids mean other groups and projects, though everything else reads alike. What nobody is asked about, by which version
 * of the policy, is shown as well.
 */
export function planFingerprint(
  connectionId: string,
  ask: Ask,
  { verdicts }: Plan,
  noRenewals: readonly (NoRenewal | undefined)[] = [],
  approvals: readonly Pick<Approval, 'changes' | 'decisions'>[] = [],
): string {
  const lines = actionsOf(ask).map(({ kind, subject, entitlement }, line) => [
    kind,
    subjectKey(subject),
    // Whether they are known to be who was meant is shown as well.
    subject.kind === 'person' ? subject.foundBy : undefined,
    entitlementKey(entitlement),
    verdicts[line],
    // What somebody said of it, who does not want it renewed: whoever asks all the same has read it.
    noRenewals[line]?.at,
  ]);
  const unasked = approvals.flatMap(({ changes, decisions }) =>
    decisions.map((one) =>
      isOfPeople(one) ? [changes, undefined] : [changes, one.decision, one.policyVersion],
    ),
  );
  return fingerprint(JSON.stringify([connectionId, ...lines, ...unasked]));
}
