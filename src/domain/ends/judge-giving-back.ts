import type { Gain } from '../approval/gains';
import type { Grant } from '../grant/grant';
import { type Holding, lastingGrant } from '../holding/holding';
import type { Found } from '../holding/pass';
import { DAY, type Instant } from '../lib/time';
import type { OnSite } from '../plan/live-state';
import { rulesOfExisting } from '../plan/rules-of';
import { type Longest, longestFor } from '../policy/longest-term';
import type { Policy } from '../policy/policy';
import { APPROVAL_VALID_DAYS } from '../request/as-approved';

export interface GivingBack {
  readonly live: OnSite;
  /** The policy in force; undefined where it can't be read. */
  readonly policy: Policy | undefined;
  /** What it would give to whoever approved it, or approved since what the group was given. */
  readonly gain: Gain;
  /** Whether whoever asked could ask for it now, in the project that the work item is in by now and in those in which it was approved. */
  readonly asked: 'allowed' | 'forbidden' | 'notKnown';
  readonly at: Instant;
}

/**
 * Whether a pass may give back by itself what is in force and gone. To give back is to give: what could not
 * be given now under the approval that gave it is not given back, and is over, as it is there no more. What
 * is not known is not given, and looked at again.
 *
 * | of the grant that lasts longest | |
 * |---|---|
 * | its approval is older than an approval holds | is over |
 * | its term is longer than the policy in force allows | is over |
 * | the group is not listed any more, or protected for what it is not unlocked for | is over |
 * | they have approved since what the group was given, by whichever request | is over |
 * | whoever asked may not ask for it any more, or not in the project that the work item is in by now, or was in as it was approved | is over |
 * | it is a group's, and whoever approved it has come into that group | is over |
 * | the role is of another project than its request, and such roles can't be asked for any more | is over |
 * | the policy, or what the group is protected for, can't be known, or who gains, or who asked | is tried again |
 */
export function judgeGivingBack(
  holding: Holding,
  { live, policy, gain, asked, at }: GivingBack,
): Found | { readonly found: 'toAdd' } {
  const grant = lastingGrant(holding);
  if (grant === undefined) return OVER;
  // Of earlier versions it is not known when it was approved: it was given soon after.
  const approvedAt = grant.approvedAt ?? grant.grantedAt;
  if (at > approvedAt + APPROVAL_VALID_DAYS * DAY) return OVER;
  if (gain === 'something' || asked === 'forbidden') return OVER;
  if (gain === 'unknown' || asked === 'notKnown' || policy === undefined) return NOT_KNOWN;
  if (isTooLong(grant, longestFor(policy, holding.entitlement))) return OVER;
  const before = { live, policy, connectionId: holding.connectionId, issueKey: grant.issueKey };
  switch (rulesOfExisting(holding.entitlement).mayBeGivenBack(before)) {
    case 'yes':
      return { found: 'toAdd' };
    case 'no':
      return OVER;
    case 'notKnown':
      return NOT_KNOWN;
  }
}

const OVER: Found = { found: 'notToGive' };
const NOT_KNOWN: Found = { found: 'stuck', cause: 'siteRefused' };

export function isTooLong(
  { grantedAt, endsAt }: Pick<Grant, 'grantedAt' | 'endsAt'>,
  { longestTermDays }: Longest,
): boolean {
  if (longestTermDays === undefined) return false;
  return endsAt === undefined || endsAt - grantedAt > longestTermDays * DAY;
}
