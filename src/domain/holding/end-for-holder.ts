import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Instant } from '../lib/time';
import { changed, type HoldingChange } from './change-holding';
import { type Holding, lastingGrant, latestEnd, workOf } from './holding';
import type { ReturnRefusal } from './return-refusal';
import { asReturned } from './returned';

/**
 * Whether whoever has it may return it, by what is on record: nobody has to approve that, and nobody else may. What the
 * site says about it is asked besides, as it is done.
 */
export function judgeReturn(
  holding: Holding,
  accountId: string,
  at: Instant,
): Allowed<ReturnRefusal> {
  const { grants, subject } = holding;
  if (subject.kind !== 'person' || subject.accountId !== accountId) {
    return forbidden({ code: 'notYours' });
  }
  if (grants.length === 0) return forbidden({ code: 'notInForce' });
  if (grants.every(({ unproved }) => unproved === true)) return forbidden({ code: 'unproved' });
  const end = latestEnd(holding);
  // By a clock that is behind, it was returned just now.
  const isOver = grants.every(({ returned }) => returned === true);
  return isOver || (end !== undefined && end <= at) ? forbidden({ code: 'ends' }) : ALLOWED;
}

/**
 * Has what somebody returns end now, as what is due ends: the site is looked at, and what is the app's is taken away.
 * That it was returned is told under the request that gave it.
 */
export function endForHolder(holding: Holding, at: Instant): HoldingChange {
  const { entitlement, subject, told } = holding;
  const grants = holding.grants.map((grant) => asReturned(grant, at));
  // What could not be given back waits for its next try: an end does not wait for that.
  const work = holding.work.state === 'settling' ? holding.work : workOf(grants);
  const change = changed(holding, holding, { grants, ended: [], work, told });
  const of = lastingGrant(holding);
  const fact = { kind: 'grant.returned', subject, entitlement } as const;
  return { ...change, facts: of === undefined ? [] : [{ of, fact }] };
}
