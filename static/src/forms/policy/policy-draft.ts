import type { InputOf } from '#contract/api';
import { DECIDE_DAYS_MAX } from '#contract/limits';
import type { AdminGroupOption, PolicyView, RequestableGroupView } from '#contract/views';
import type { Person } from '#domain/action/person';
import { LONGEST_TERM_DAYS } from '#domain/term/term';

/** What the form offers to who begins to limit terms. */
const USUAL_LONGEST_DAYS = 90;

/** A policy as it is being edited; numbers as typed. */
export interface PolicyDraft {
  readonly groups: readonly RequestableGroupView[];
  readonly rolesOf: PolicyView['rolesOf'];
  readonly creation: PolicyView['creation'];
  readonly fallbackApprovers: readonly Person[];
  readonly decideWithinDays: string;
  readonly limited: boolean;
  readonly longestTermDays: string;
}

export function draftOf(policy: PolicyView): PolicyDraft {
  return {
    groups: policy.requestableGroups,
    rolesOf: policy.rolesOf,
    creation: policy.creation,
    fallbackApprovers: policy.fallbackApprovers,
    decideWithinDays: String(policy.decideWithinDays),
    limited: policy.longestTermDays !== undefined,
    longestTermDays: String(policy.longestTermDays ?? USUAL_LONGEST_DAYS),
  };
}

export interface PolicyProblems {
  readonly decideWithinDays: string | undefined;
  readonly longestTermDays: string | undefined;
}

export function policyProblems(draft: PolicyDraft): PolicyProblems {
  return {
    decideWithinDays: daysProblem(draft.decideWithinDays, DECIDE_DAYS_MAX),
    longestTermDays: draft.limited
      ? daysProblem(draft.longestTermDays, LONGEST_TERM_DAYS)
      : undefined,
  };
}

function daysProblem(typed: string, most: number): string | undefined {
  const days = Number(typed);
  return Number.isInteger(days) && days >= 1 && days <= most
    ? undefined
    : `Enter a number of days from 1 to ${most}.`;
}

/** What is sent; the comparison of two of these tells whether anything was changed. */
export function saveInput(draft: PolicyDraft, version: number): InputOf<'policy.save'> {
  return {
    version,
    requestableGroups: draft.groups.map(({ groupId, unlockedFor }) => ({
      groupId,
      unlockedFor: [...unlockedFor],
    })),
    rolesOf: draft.rolesOf,
    creation: draft.creation,
    fallbackApprovers: draft.fallbackApprovers.map(({ accountId }) => accountId),
    decideWithinDays: Number(draft.decideWithinDays),
    longestTermDays: draft.limited ? Number(draft.longestTermDays) : null,
  };
}

export function isChanged(draft: PolicyDraft, saved: PolicyView): boolean {
  const as = (one: PolicyDraft) => JSON.stringify(saveInput(one, 0));
  return as(draft) !== as(draftOf(saved));
}

/** The recommended groups that are not listed yet, added behind those that are. */
export function addRecommended(
  groups: readonly RequestableGroupView[],
  recommended: readonly AdminGroupOption[],
): readonly RequestableGroupView[] {
  const listed = new Set(groups.map(({ groupId }) => groupId));
  const added = recommended
    .filter(
      (one) => !listed.has(one.groupId) && one.protection.length === 0 && !one.managedElsewhere,
    )
    .map(({ groupId, name }) => ({ groupId, name, unlockedFor: [] }));
  return [...groups, ...added];
}
