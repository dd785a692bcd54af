import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Instant } from '../lib/time';
import { changed, type HoldingChange } from './change-holding';
import { type Holding, workOf } from './holding';
import { asTakenBack } from './returned';
import type { TakeBackRefusal } from './take-back-refusal';

/** What one question names, and one answer ends: as many as are read by whoever confirms them. */
export const TAKEN_AT_ONCE = 20;

/** In what right somebody ends access early that others have. */
export type TakeBackRight =
  /** They approved what gives it. */
  | 'approved'
  /** They would decide on it, if it was asked for today. */
  | 'decides'
  /** They administer Jira. */
  | 'admin';

/** Whether there is something of the request to be ended early, whoever does; what the site says is asked as it is done. */
export function judgeTakeBack(
  { grants }: Pick<Holding, 'grants'>,
  requestId: string,
  at: Instant,
): Allowed<TakeBackRefusal> {
  const own = grants.filter((one) => one.requestId === requestId);
  if (own.length === 0) return forbidden({ code: 'notInForce' });
  if (grants.every(({ unproved }) => unproved === true)) return forbidden({ code: 'unproved' });
  const isOver = grants.every(
    ({ returned, endsAt }) => returned === true || (endsAt !== undefined && endsAt <= at),
  );
  return isOver ? forbidden({ code: 'ends' }) : ALLOWED;
}

/** Has it end now, as what is due ends. That it was taken back is told under the request from which that was done. */
export function takeBack(
  holding: Holding,
  {
    of,
    right,
    at,
  }: {
    readonly of: { readonly requestId: string; readonly issueKey: string };
    readonly right: TakeBackRight;
    readonly at: Instant;
  },
): HoldingChange {
  const { entitlement, subject, told } = holding;
  const grants = holding.grants.map((grant) => asTakenBack(grant, at));
  const work = holding.work.state === 'settling' ? holding.work : workOf(grants);
  const change = changed(holding, holding, { grants, ended: [], work, told });
  return {
    ...change,
    facts: [{ of, fact: { kind: 'grant.takenBack', subject, entitlement, right } }],
  };
}
