import type { Ask } from '../action/ask';
import { eachOnce, type Person } from '../action/person';
import { isOfPeople } from '../approval/approval';
import { approvedIn, countsAs, isApproved, peopleOf } from '../approval/turns';
import type { Instant } from '../lib/time';
import type { LetIn } from '../policy/judge-let-in';
import type { AccessRequest } from './access-request';
import { changesGiving, type Given } from './changes-giving';

/**
 * Whether effects of this request may be sent now: every stage of every change of it is approved, by as
 * many people as it takes or by a policy that somebody signed, none of them the requester nor twice, and no approval has lapsed. Asked again before each block of effects,
 * whatever was checked when the decision was made; and so is what those who decided would gain
 * (`deciders`).
 */
export function isAuthorized(request: AccessRequest, now: Instant): boolean {
  if (request.state !== 'applying' || now > request.approvalValidUntil) return false;
  return (
    request.approvals.length > 0 &&
    request.approvals.every(isApproved) &&
    request.ask.changes.every((_, change) => {
      const by = approvalsOf(request, change).flatMap(countsAs);
      const isByOthers = !by.includes(request.requester.accountId);
      return by.length > 0 && isByOthers && new Set(by).size === by.length;
    })
  );
}

/** Those who approved a change, and those for whom somebody did: what it would give one of them is not sent. */
export function deciders(request: AccessRequest, change: number): readonly Person[] {
  return approvalsOf(request, change).flatMap(peopleOf);
}

/** In every stage of it, whatever their order. */
function approvalsOf({ approvals }: AccessRequest, change: number): ReturnType<typeof approvedIn> {
  return approvals.filter(({ changes }) => changes.includes(change)).flatMap(approvedIn);
}

/** Who approved what a request gave of something to somebody. */
export function approversOf(request: AccessRequest, given: Given): readonly Person[] {
  const by = changesGiving(request, given).flatMap((change) => deciders(request, change));
  return eachOnce(by);
}

/** By which versions of the policy a request gave something to somebody without anybody being asked. */
export function policyVersionsOf(request: AccessRequest, given: Given): readonly number[] {
  const all = changesGiving(request, given).flatMap((change) => approvalsOf(request, change));
  const versions = all.flatMap((one) => (one.decision === 'approved' ? [] : one.policyVersion));
  return [...new Set(versions)];
}

/** Those who approved anything of it, and those for whom somebody did. */
export function approversOfAny({ approvals }: AccessRequest): readonly Person[] {
  return eachOnce(approvals.flatMap(approvedIn).flatMap(peopleOf));
}

/** Every project that the work item was in as somebody approved one of these changes. */
export function approvedWhileIn(
  request: AccessRequest,
  changes: readonly number[],
): readonly string[] {
  const all = changes.flatMap((change) => approvalsOf(request, change));
  return [...new Set(all.flatMap(({ askedIn }) => askedIn ?? []))];
}

/** In whose right somebody approved one of these changes who was let in as nobody else had for too long. */
export function letInOn(request: AccessRequest, changes: readonly number[]): readonly LetIn[] {
  return changes
    .flatMap((change) => approvalsOf(request, change))
    .flatMap((one) => {
      if (!isOfPeople(one) || one.afterHours === undefined) return [];
      const { by, standsFor = by, afterHours } = one;
      return { accountId: standsFor.accountId, afterHours };
    });
}

/**
 * How one of these changes came to be done without anybody being asked: what the policy says by then is asked again. `brokeGlass`: by
 * whoever asked for it.
 */
export type Unasked =
  | { readonly as: 'byPolicy' }
  | { readonly as: 'brokeGlass'; readonly by: Person };

/** Undefined where people decided all of them. */
export function unaskedOn(request: AccessRequest, changes: readonly number[]): Unasked | undefined {
  const all = changes.flatMap((change) => approvalsOf(request, change));
  if (all.some(({ decision }) => decision === 'brokeGlass')) {
    return { as: 'brokeGlass', by: request.requester };
  }
  return all.some(({ decision }) => decision === 'byPolicy') ? { as: 'byPolicy' } : undefined;
}

/** When a change was first approved: whoever approved it has not seen what came after that. */
export function firstApprovedAt(request: AccessRequest, change: number): Instant {
  return Math.min(...approvalsOf(request, change).map(({ at }) => at));
}

/** When a change was last approved, whatever else of the request was approved after that. */
export function lastApprovedAt(request: AccessRequest, change: number): Instant {
  return Math.max(...approvalsOf(request, change).map(({ at }) => at));
}

/**
 * Those who approved a change, or what the ask gives to the group that the change is about: coming into
 * that group would give them what they approved. `ask`: in terms of what has been created by now.
 */
export function decidersBehind(
  request: AccessRequest,
  ask: Ask,
  change: number,
): readonly Person[] {
  const entitlement = ask.changes[change]?.entitlement;
  const groupId = entitlement?.kind === 'group' ? entitlement.groupId : undefined;
  const ofGroup = ask.changes.flatMap(({ verb, subjects }, other) => {
    if (groupId === undefined || verb !== 'add' || other === change) return [];
    const isAbout = subjects.some((at) => {
      const subject = ask.subjects[at];
      return subject?.kind === 'group' && subject.groupId === groupId;
    });
    return isAbout ? deciders(request, other) : [];
  });
  const all = [...deciders(request, change), ...ofGroup];
  return eachOnce(all);
}
