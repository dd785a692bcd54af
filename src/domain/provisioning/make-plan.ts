import type { Action } from '../action/action';
import { type Ask, actionsOf } from '../action/ask';
import { type Entitlement, entitlementKey } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import type { Instant } from '../lib/time';
import type { Policy } from '../policy/policy';
import { endOfTerm, type Term } from '../request/term';
import type { LiveState } from './live-state';
import type { Plan, Verdict } from './plan';

export interface PlanQuestion {
  readonly ask: Ask;
  readonly term: Term;
  readonly policy: Policy;
  /**
   * The project of the issue, whose roles can be asked for under every policy; undefined where the
   * connected site is another than the issue's.
   */
  readonly issueProjectId: string | undefined;
  readonly live: LiveState;
  readonly at: Instant;
}

/** Holds an ask against the policy and the live site, one verdict for each of its actions. */
export function makePlan(question: PlanQuestion): Plan {
  const keep = adminsToKeep(question.live);
  const verdicts = actionsOf(question.ask).map((action) => {
    const verdict = judge(action, question);
    return verdict.verdict === 'change' && action.verb === 'remove'
      ? keep(action.entitlement, verdict)
      : verdict;
  });
  return { verdicts, computedAt: question.at };
}

function judge(action: Action, question: PlanQuestion): Verdict {
  return (
    judgeEntitlement(action.entitlement, question) ??
    judgeSubject(action, question.live) ??
    judgeChange(action, question)
  );
}

function judgeEntitlement(entitlement: Entitlement, question: PlanQuestion): Verdict | undefined {
  const { live, policy } = question;
  if (entitlement.kind === 'group') {
    const group = live.groups.get(entitlement.groupId);
    if (group === undefined) return { verdict: 'impossible', reason: 'noSuchGroup' };
    const listed = policy.requestableGroups.find((one) => one.groupId === entitlement.groupId);
    if (group.protection !== undefined && listed?.unlocked !== true) {
      return { verdict: 'refused', reason: 'groupProtected' };
    }
    if (listed === undefined) return { verdict: 'refused', reason: 'groupNotRequestable' };
    if (group.managedElsewhere) return { verdict: 'impossible', reason: 'groupManagedElsewhere' };
    return undefined;
  }
  if (policy.rolesOf === 'issueProject' && entitlement.projectId !== question.issueProjectId) {
    return { verdict: 'refused', reason: 'projectNotRequestable' };
  }
  const role = live.roles.get(entitlementKey(entitlement));
  if (role === undefined) return { verdict: 'impossible', reason: 'roleNotInProject' };
  if (role.projectArchived) return { verdict: 'impossible', reason: 'noSuchProject' };
  return undefined;
}

/** Whoever is to be removed may be inactive: taking access from somebody who left is the point. */
function judgeSubject({ subject, verb }: Action, live: LiveState): Verdict | undefined {
  if (subject.kind === 'group') {
    return live.groups.has(subject.groupId)
      ? undefined
      : { verdict: 'impossible', reason: 'noSuchGroup' };
  }
  const person = live.people.get(subject.accountId);
  if (person === undefined) return { verdict: 'impossible', reason: 'noSuchPerson' };
  if (person.accountType === 'app' || person.accountType === 'customer') {
    return { verdict: 'impossible', reason: 'notAPerson' };
  }
  if (!person.active && verb === 'add') return { verdict: 'impossible', reason: 'personInactive' };
  return undefined;
}

function judgeChange({ entitlement, subject, verb }: Action, question: PlanQuestion): Verdict {
  const key = entitlementKey(entitlement);
  const held = question.live.holders.get(key)?.has(subjectKey(subject)) === true;
  if (verb === 'remove') return { verdict: held ? 'change' : 'alreadySo' };
  if (!held) return { verdict: 'change' };
  const ends = question.live.endings.get(key)?.get(subjectKey(subject));
  if (ends === undefined) return { verdict: 'alreadySo' };
  const wouldEnd = endOfTerm(question.term, question.at);
  return wouldEnd === undefined || wouldEnd > ends
    ? { verdict: 'change', prolongs: ends }
    : { verdict: 'alreadySo' };
}

/** Lets removals through until only one admin would be left of a protected group or an admin role. */
function adminsToKeep(live: LiveState): (entitlement: Entitlement, verdict: Verdict) => Verdict {
  const left = new Map<string, number>();
  return (entitlement, verdict) => {
    const key = entitlementKey(entitlement);
    const count = left.get(key) ?? adminCount(entitlement, live);
    if (count === undefined) return verdict;
    if (count <= 1) return { verdict: 'impossible', reason: 'lastAdmin' };
    left.set(key, count - 1);
    return verdict;
  };
}

function adminCount(entitlement: Entitlement, live: LiveState): number | undefined {
  if (entitlement.kind === 'group') {
    const group = live.groups.get(entitlement.groupId);
    return group?.protection === undefined ? undefined : (group.memberCount ?? 0);
  }
  const role = live.roles.get(entitlementKey(entitlement));
  return role?.adminRole === true ? role.actorCount : undefined;
}
