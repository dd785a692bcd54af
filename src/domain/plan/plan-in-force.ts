import { actionsOf } from '../action/ask';
import { judgeLetIn } from '../policy/judge-let-in';
import { judgeTermOf } from '../policy/judge-term';
import { makePlan } from './make-plan';
import type { Plan, Verdict } from './plan';
import type { PlanQuestion } from './plan-question';

/**
 * The plan of a request that was made already, held against the policy in force: access that would be
 * given for longer than may be asked for by now, or whose end has come, is given no more. A new request is told so at once, by
 * its form. Nor is anything done that somebody approved whom the policy lets decide no longer, or that the policy decided and would no longer.
 */
export function planInForce(question: PlanQuestion): Plan {
  const plan = makePlan(question);
  const { term, policy, at, letIn = [], policyDecides = true } = question;
  const isApproved = judgeLetIn(policy, letIn);
  const actions = actionsOf(question.ask);
  return {
    ...plan,
    verdicts: plan.verdicts.map((verdict, place): Verdict => {
      const action = actions[place];
      if (verdict.verdict !== 'change' || action === undefined) return verdict;
      if (!isApproved) return { verdict: 'refused', reason: 'approverNotLetIn' };
      if (!policyDecides) return { verdict: 'refused', reason: 'policyDecidesNoMore' };
      const allowed = judgeTermOf(action, term, policy, at);
      if (allowed.allowed) return verdict;
      const rule = 'rule' in allowed.why ? { rule: allowed.why.rule } : {};
      return { verdict: 'refused', reason: allowed.why.code, ...rule };
    }),
  };
}
