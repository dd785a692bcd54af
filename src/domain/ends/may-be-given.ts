import type { Gain } from '../approval/gains';
import type { Claim, Held } from '../holding/holding';
import { APPROVAL_HOLDS_FOR } from '../lib/approval-holds';
import { DAY, type Instant } from '../lib/time';
import type { OnSite } from '../plan/live-state';
import { rulesOfExisting } from '../plan/rules-of';
import { longestFor } from '../policy/longest-term';
import type { Policy } from '../policy/policy';

/** What is known by now of what is to be given under an approval from before. */
export interface KnownByNow {
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
 * Whether what a request was approved for may be given now, without its steps: given back by a pass, or as a claim that
 * prolongs what another gave.
 *
 * | of what was approved | |
 * |---|---|
 * | its approval holds no more: seven days after it, or a day after the start that was asked for | no |
 * | its term is longer than the policy in force allows | no |
 * | the group is not listed any more, or protected for what it is not unlocked for | no |
 * | they have approved since what the group was given, by whichever request | no |
 * | whoever asked may not ask for it any more, or not in the project that the work item is in by now, or was in as it was approved | no |
 * | it is a group's, and whoever approved it has come into that group | no |
 * | the role is of another project than its request, and such roles can't be asked for any more | no |
 * | the policy, or what the group is protected for, can't be known, or who gains, or who asked | not known |
 */
export function mayBeGiven(
  { connectionId, entitlement }: Held,
  approved: Claim,
  { live, policy, gain, asked, at }: KnownByNow,
): 'yes' | 'no' | 'notKnown' {
  if (isApprovalOver(approved, at)) return 'no';
  if (gain === 'something' || asked === 'forbidden') return 'no';
  if (gain === 'unknown' || asked === 'notKnown' || policy === undefined) return 'notKnown';
  if (isTooLong(approved, longestFor(policy, entitlement).longestTermDays)) return 'no';
  const before = { live, policy, connectionId, issueKey: approved.issueKey };
  return rulesOfExisting(entitlement).mayBeGivenBack(before);
}

/**
 * By its request. Of earlier versions it is not known until when that holds: nothing had a start then, or it is asked for less long. Nor is
 * it known of the first of them when it was approved: it was given soon after.
 */
export function isApprovalOver(
  {
    approvalValidUntil,
    approvedAt,
    grantedAt,
  }: Pick<Claim, 'approvalValidUntil' | 'approvedAt' | 'grantedAt'>,
  at: Instant,
): boolean {
  return at > (approvalValidUntil ?? (approvedAt ?? grantedAt) + APPROVAL_HOLDS_FOR);
}

function isTooLong({ grantedAt, endsAt }: Claim, longestTermDays: number | undefined): boolean {
  if (longestTermDays === undefined) return false;
  return endsAt === undefined || endsAt - grantedAt > longestTermDays * DAY;
}
