import type { ExistingEntitlement } from '../action/entitlement';
import type { Claim } from '../holding/holding';
import type { GivenBefore } from '../plan/entitlement-rules';
import { rulesOfExisting } from '../plan/rules-of';
import { longestFor } from '../policy/longest-term';
import { isTooLong } from './judge-giving-back';

/** What the site and the policy in force say as another request is proved to have given it. */
export type ClaimsStandOn = Omit<GivenBefore, 'issueKey'>;

/**
 * Whether a claim may become a grant now. That gives access for longer, so what could not be given by now is not: a
 * term that has become too long, a group that was delisted or is protected since. What is not known does not count.
 */
export function mayCountClaim(
  claim: Claim,
  entitlement: ExistingEntitlement,
  standOn: ClaimsStandOn,
): boolean {
  if (isTooLong(claim, longestFor(standOn.policy, entitlement))) return false;
  const before = { ...standOn, issueKey: claim.issueKey };
  return rulesOfExisting(entitlement).mayBeGivenBack(before) === 'yes';
}
