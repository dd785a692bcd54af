import { actionsOf } from '../action/ask';
import { judgeTerm } from '../policy/judge-term';
import { makePlan } from './make-plan';
import type { Plan, Verdict } from './plan';
import type { PlanQuestion } from './plan-question';

/**
 * The plan of a request that was made already, held against the policy in force: access that would be
 * given for longer than may be asked for by now, or whose end has come, is given no more. A new request is told so at once, by
 * its form.
 */
export function planInForce(question: PlanQuestion): Plan {
  const plan = makePlan(question);
  const allowed = judgeTerm(question, question.policy, question.at);
  if (allowed.allowed) return plan;
  const reason = allowed.why.code;
  const actions = actionsOf(question.ask);
  return {
    ...plan,
    verdicts: plan.verdicts.map((verdict, place): Verdict => {
      const gives = verdict.verdict === 'change' && actions[place]?.verb === 'add';
      return gives ? { verdict: 'refused', reason } : verdict;
    }),
  };
}
