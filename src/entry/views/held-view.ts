import type { HeldStandingView, HeldView, WhereFromView } from '#contract/views';
import { judgeReturn } from '#domain/holding/end-for-holder';
import { type Holding, holdingId, latestEnd } from '#domain/holding/holding';
import { latenessOf } from '#domain/holding/lateness-of';
import { noRenewalOf, noRenewalOfEnd } from '#domain/holding/no-renewal';
import { wasReturned, wasTakenBack } from '#domain/holding/returned';
import type { Instant } from '#domain/lib/time';
import { approversOf, policyVersionsOf } from '#domain/request/authorization';
import type { Given } from '#domain/request/changes-giving';
import type { HeldFrom } from '#operations/own/list-held';
import type { WhereFrom } from '#operations/own/where-from';
import { workItemView } from './grant-view';
import { noRenewalView } from './no-renewal-view';

export function heldView({ holding, from }: HeldFrom, viewer: string, now: Instant): HeldView {
  const { connectionId, entitlement, subject } = holding;
  return {
    key: holdingId(holding),
    connectionId,
    entitlement,
    subject,
    standing: standingView(holding, from, now),
    from: fromView(from, holding),
    noRenewal: noRenewalView(
      holding.grants.length === 0 ? noRenewalOf(holding) : noRenewalOfEnd(holding),
    ),
    canReturn: judgeReturn(holding, viewer, now),
  };
}

function standingView(holding: Holding, from: WhereFrom, now: Instant): HeldStandingView {
  const { grants, work } = holding;
  const last = holding.ended.at(-1);
  if (grants.length === 0) {
    return last === undefined
      ? { state: 'unconfirmed' }
      : { state: 'ended', at: last.endedAt, why: last.why };
  }
  if (grants.every(({ unconfirmed }) => unconfirmed === true)) return { state: 'unconfirmed' };
  const returned = {
    ...(wasReturned(holding) ? { returned: true as const } : {}),
    ...(wasTakenBack(holding) ? { takenBack: true as const } : {}),
  };
  const cause = work.state === 'stuck' ? { cause: work.cause } : {};
  const late = latenessOf(holding, now);
  if (late?.about === 'overdue') return { state: 'overdue', at: late.since, ...returned, ...cause };
  if (late?.about === 'missing') return { state: 'missing', at: late.since, ...cause };
  if (grants.every(({ unproved }) => unproved === true)) return { state: 'unproved' };
  const at = latestEnd(holding);
  if (at === undefined) return { state: 'stays' };
  return at <= now
    ? { state: 'ending', at, ...returned }
    : { state: 'active', at, ...workItemFor(holding, from) };
}

/** Whoever does not see where it is from is told that it ends with a work item, and not with which. */
function workItemFor(
  holding: Holding,
  from: WhereFrom,
): Pick<Extract<HeldStandingView, { state: 'active' }>, 'workItem'> {
  if (workItemView(holding).workItem === undefined) return {};
  return { workItem: { key: from.known === 'request' ? from.request.issue.key : undefined } };
}

function fromView(from: WhereFrom, given: Given): WhereFromView {
  if (from.known !== 'request') return from;
  const { id, issue, requester, term, justification } = from.request;
  return {
    known: 'request',
    requestId: id,
    issueId: issue.id,
    issueKey: issue.key,
    requester,
    approvedBy: approversOf(from.request, given),
    policyVersions: policyVersionsOf(from.request, given),
    term,
    justification,
  };
}
