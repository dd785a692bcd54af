import { type ImpossibleReason, isRefusedReason, type RefusedReason } from '#domain/plan/plan';
import type { Explanation } from './explanation';
import { explainImpossible } from './plan-impossible-reason';
import { explainRefused } from './plan-refused-reason';

/**
 * Why a line of the plan can't be: the policy says no, or the site could not do it. `rule`: which of its
 * rules says so; `like`: the group that a new one's name reads like.
 */
export function explainPlanReason(
  reason: RefusedReason | ImpossibleReason,
  like?: string,
  rule?: string,
): Explanation {
  return isRefusedReason(reason) ? explainRefused(reason, like, rule) : explainImpossible(reason);
}
