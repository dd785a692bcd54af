import { waitsForWorkItem } from '../grant/ends-no-sooner';
import type { EndedGrant, Grant } from '../grant/grant';
import type { Instant } from '../lib/time';
import type { Holding } from './holding';

/** How what a request has given stands, all of it together. */
export type AccessOfRequest =
  /** Something of it is in force, and the last of that ends then; undefined: it has no end. */
  | {
      readonly state: 'active';
      readonly until: Instant | undefined;
      /** The key of the work item with which all of that ends before, once it is done. */
      readonly workItem?: string;
    }
  /** All of it is due, or was returned, and is being taken back. */
  | { readonly state: 'ending' }
  /** All of it goes on under other requests. */
  | { readonly state: 'goesOn' }
  /** Nothing of it is in force; the last of it ended then. */
  | { readonly state: 'ended'; readonly at: Instant };

/**
 * By the holdings of whom it has given something; `isAll`: there are no others of it. Undefined where it has given nothing, or
 * where others may be in force.
 */
export function accessOfRequest(
  requestId: string,
  holdings: readonly Holding[],
  isAll: boolean,
  at: Instant,
): AccessOfRequest | undefined {
  const isIts = (grant: { readonly requestId: string }) => grant.requestId === requestId;
  const grants = holdings.flatMap((holding) => holding.grants).filter(isIts);
  const inForce = grants.filter((grant) => {
    const ends = endOf(grant);
    return (
      grant.returned !== true &&
      grant.workItemOver === undefined &&
      (ends === undefined || ends > at)
    );
  });
  if (inForce.length > 0) {
    const ends = inForce.flatMap((grant) => endOf(grant) ?? []);
    const until = ends.length < inForce.length ? undefined : Math.max(...ends);
    return { state: 'active', until, ...workItemOf(inForce) };
  }
  if (!isAll) return undefined;
  if (grants.length > 0) return { state: 'ending' };
  const ended = holdings.flatMap((holding) => holding.ended).filter(isIts);
  if (ended.length === 0) return undefined;
  const over = ended.filter((one) => !goesOn(one));
  if (over.length === 0) return { state: 'goesOn' };
  return { state: 'ended', at: Math.max(...over.map(({ endedAt }) => endedAt)) };
}

/** What is not proved to be the app's own is taken away by no end. */
const endOf = ({ endsAt, unproved }: Grant): Instant | undefined =>
  unproved === true ? undefined : endsAt;

const goesOn = ({ why }: EndedGrant): boolean =>
  why === 'superseded' || why === 'outlasted' || why === 'notProlonged';

function workItemOf(inForce: readonly Grant[]): { readonly workItem?: string } {
  const [first] = inForce;
  const all = inForce.every((one) => waitsForWorkItem(one) !== undefined);
  return first !== undefined && all ? { workItem: first.issueKey } : {};
}
