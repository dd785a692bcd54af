import type { Action } from '../action/action';
import { actionsOf } from '../action/ask';
import { entitlementKey } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import { goesOnAsLong } from '../grant/ending';
import { judgeAsker } from '../policy/judge-asker';
import { judgeProjects } from '../policy/judge-project';
import { endOfTerm, workItemOf } from '../term/term';
import { judgeCreation } from './judge-creation';
import { judgeSubject } from './judge-subject';
import { keepAdmins } from './keep-admins';
import type { Plan, Verdict } from './plan';
import type { PlanQuestion } from './plan-question';
import { rulesOf } from './rules-of';

/** Holds an ask against the policy and the live site, one verdict for each of its actions. */
export function makePlan(question: PlanQuestion): Plan {
  const keep = keepAdmins(question.live);
  const created = new Set<string>();
  const verdicts = actionsOf(question.ask).map((action): Verdict => {
    const allowed = asByRules(judge(action, question, created), action, question);
    const verdict = asByWorkItem(allowed, action, question);
    if (action.verb === 'create' && isDoable(verdict)) created.add(subjectKey(action.subject));
    if (verdict.verdict !== 'change' || action.verb !== 'remove') return verdict;
    const kept = keep(action.entitlement, action.subject);
    return kept.allowed ? verdict : { verdict: 'impossible', reason: kept.why };
  });
  return { verdicts, computedAt: question.at };
}

/** `created`: by their keys, those whom the actions before this one create. */
function judge(action: Action, question: PlanQuestion, created: ReadonlySet<string>): Verdict {
  switch (action.verb) {
    case 'create':
      return judgeCreation(action, question);
    case 'add':
    case 'remove': {
      const entitlement = rulesOf(action.entitlement).judge(question, created);
      if (!entitlement.allowed) return entitlement.why;
      const subject = judgeSubject(action, question, created);
      return subject.allowed ? judgeChange(action, question) : subject.why;
    }
  }
}

/** What could be done is refused to whom a rule does not let ask for it, and where it does not, or did not as it was approved. */
function asByRules(
  verdict: Verdict,
  { entitlement }: Pick<Action, 'entitlement'>,
  {
    policy,
    asker,
    askedIn,
    approvedWhileIn = [],
  }: Pick<PlanQuestion, 'policy' | 'asker' | 'askedIn' | 'approvedWhileIn'>,
): Verdict {
  if (!isDoable(verdict)) return verdict;
  const who = judgeAsker(policy, entitlement, asker);
  if (!who.allowed) return { verdict: 'refused', ...who.why };
  const where = judgeProjects(policy, entitlement, { askedIn, approvedWhileIn });
  return where.allowed ? verdict : { verdict: 'refused', ...where.why };
}

/** What was to end as the work item is done is not given once it is. What is not known is refused. */
function asByWorkItem(
  verdict: Verdict,
  { verb }: Pick<Action, 'verb'>,
  { term, workItem }: Pick<PlanQuestion, 'term' | 'workItem'>,
): Verdict {
  if (!isDoable(verdict) || verb !== 'add' || term.kind !== 'workItem') return verdict;
  if (workItem === undefined) return { verdict: 'refused', reason: 'workItemNotKnown' };
  return workItem === 'open' ? verdict : { verdict: 'refused', reason: 'workItemDone' };
}

/** What a request can be about: it would change something, or there is nothing to change. */
export function isDoable(verdict: Verdict | undefined): boolean {
  return verdict?.verdict === 'change' || verdict?.verdict === 'alreadySo';
}

/** What giving or taking would come to, for somebody whom nothing speaks against. */
export function judgeChange(
  { entitlement, subject, verb }: Pick<Action, 'entitlement' | 'subject' | 'verb'>,
  question: Pick<PlanQuestion, 'live' | 'term' | 'at'>,
): Verdict {
  const key = entitlementKey(entitlement);
  const held = question.live.holders.get(key)?.has(subjectKey(subject)) === true;
  if (verb === 'remove' && !held) return { verdict: 'alreadySo' };
  // What was given, and until when, is not known: nothing is given or taken on top of it.
  if (question.live.unreadable.get(key)?.has(subjectKey(subject)) === true) {
    return { verdict: 'impossible', reason: 'recordUnreadable' };
  }
  if (verb === 'remove') return { verdict: 'change' };
  if (!held) return { verdict: 'change' };
  const ends = question.live.endings.get(key)?.get(subjectKey(subject));
  if (ends === undefined) return { verdict: 'alreadySo' };
  const workItemId = workItemOf(question.term);
  const asked = {
    endsAt: endOfTerm(question.term, question.at),
    ...(workItemId === undefined ? {} : { workItemId }),
  };
  return goesOnAsLong(ends, asked)
    ? { verdict: 'alreadySo' }
    : { verdict: 'change', prolongs: ends.at };
}
