import { waitsForWorkItem } from '../grant/ends-no-sooner';
import type { Grant, WorkItemEnd } from '../grant/grant';
import type { StandingApproval } from '../grant/standing-approval';
import type { Instant } from '../lib/time';
import { changed, endThem, type HoldingChange, isOutlasted } from './change-holding';
import { type Holding, workOf } from './holding';

/** The work item that is over, and one of the requests whose access was to end with it. */
export interface OverWorkItem {
  readonly issueId: string;
  readonly requestId: string;
  readonly over: WorkItemEnd;
}

/**
 * Has what the request gave until its work item is done end now, as what is due ends. What goes on under another grant takes nothing
 * away, and is told at once. Nobody comes to have it for longer by this, and nothing undoes it: what is over stays so, whatever
 * becomes of the work item. Undefined where nothing of it waits for the work item any more.
 */
export function endWithWorkItem(
  holding: Holding,
  of: OverWorkItem,
  at: Instant,
): HoldingChange | undefined {
  if (!waitsFor(holding, of, at)) return undefined;
  const all = holding.grants.map((grant) =>
    isMeant(grant, of, at) ? asOver(grant, of, at) : grant,
  );
  const outlasted = all.filter(
    (one) => one.workItemOver !== undefined && isOutlasted(one, all, at),
  );
  const grants = all.filter((one) => !outlasted.includes(one));
  const { work, told } = holding;
  const goesOn = grants.some((one) => one.workItemOver === undefined);
  const isOpen = work.state === 'settling' || (work.state === 'stuck' && goesOn);
  return changed(holding, holding, {
    grants,
    ended: endThem(outlasted, 'outlasted', at, all),
    // What could not be given back waits for its next try: an end does not wait for that.
    work: isOpen ? work : workOf(grants),
    told,
    claims: (holding.claims ?? []).filter((one) => !isClaimOf(one, of)),
    approvals: (holding.approvals ?? []).filter((one) => !isApprovalOf(one, of)),
  });
}

/** Whether anything of it is to end with the work item of that request. */
export function waitsFor(
  { grants, claims = [], approvals = [] }: Pick<Holding, 'grants' | 'claims' | 'approvals'>,
  of: Omit<OverWorkItem, 'over'>,
  at: Instant,
): boolean {
  return (
    grants.some((one) => isMeant(one, of, at)) ||
    claims.some((one) => isClaimOf(one, of)) ||
    approvals.some((one) => isApprovalOf(one, of))
  );
}

type Of = Omit<OverWorkItem, 'over'>;

/** What has come to its latest end by then has ended by that. */
const isMeant = (grant: Grant, of: Of, at: Instant): boolean =>
  grant.requestId === of.requestId &&
  waitsForWorkItem(grant) === of.issueId &&
  (grant.endsAt ?? Number.POSITIVE_INFINITY) > at;

const isClaimOf = (one: Pick<Grant, 'requestId' | 'workItemId'>, of: Of): boolean =>
  one.requestId === of.requestId && one.workItemId === of.issueId;

const isApprovalOf = ({ workItemId, found }: StandingApproval, of: Of): boolean =>
  workItemId === of.issueId && (found === undefined || found.requestId === of.requestId);

const asOver = (grant: Grant, { over }: OverWorkItem, at: Instant): Grant => ({
  ...grant,
  endsAt: at,
  workItemOver: over,
});
