import type { RequestView } from '#contract/views';
import { callAccess } from '../../api/callers';
import { type CameOf, cameOf } from '../../forms/decision/came-of';
import { decide, type Said } from '../../forms/decision/decide';
import { dropBegun, isBegun } from '../../forms/decision/draft';

/** What came of one of several that were decided together. */
export type CameOfOne =
  | CameOf
  /** It would come to something else than it says. */
  | { readonly outcome: 'differs' }
  /** Somebody said that some of it is not to be renewed. */
  | { readonly outcome: 'notToBeRenewed' }
  /** It is too much to look up whether somebody said that some of it is not to be renewed. */
  | { readonly outcome: 'notLookedUp' }
  /** Something is written about it by itself, or left out, and would be lost. */
  | { readonly outcome: 'written' };

/** What it takes a look to decide is left for that. */
export async function approveUnlessChanged(shown: RequestView): Promise<CameOfOne> {
  if (isBegun(shown.id, shown.less.length)) return { outcome: 'written' };
  const plan = await callAccess('request.plan', { requestId: shown.id });
  if (!plan.ok) return cameOf(callAccess, shown, plan);
  if (plan.value.noRenewals.length > 0) return { outcome: 'notToBeRenewed' };
  if (plan.value.noRenewalsLeft) return { outcome: 'notLookedUp' };
  if (plan.value.differs.length === 0) return decideIt(shown, { decision: 'approve' });
  // The site may have changed because it was decided and done meanwhile.
  const fresh = await callAccess('request.get', { requestId: shown.id });
  return fresh.ok && fresh.value.revision !== shown.revision
    ? { outcome: 'overtaken', shown, request: fresh.value }
    : { outcome: 'differs' };
}

export async function declineFor(reason: string, shown: RequestView): Promise<CameOfOne> {
  return isBegun(shown.id, shown.less.length)
    ? { outcome: 'written' }
    : decideIt(shown, { decision: 'decline', reason });
}

/** What was begun of an earlier version of it goes with the decision. */
async function decideIt(shown: RequestView, said: Said): Promise<CameOf> {
  const came = await decide(callAccess, shown, said);
  if (came.outcome === 'done') dropBegun(shown.id);
  return came;
}
