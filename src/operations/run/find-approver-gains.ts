import { accountIdsOf, type Subject } from '#domain/action/subject';
import type { LiveState } from '#domain/plan/live-state';
import { decidersBehind, firstApprovedAt } from '#domain/request/authorization';
import type { GroupApprovals } from '#ports/group-approvals';
import { shownOf } from '../approval/find-reach';
import { type ApproverGains, findGainsOf, type GainPorts } from '../giving/find-gains-of';
import type { RequestRun } from './request-run';

export interface ApproverPorts extends GainPorts {
  readonly groupApprovals: GroupApprovals;
}

const NOBODY: ApproverGains = { gains: new Set(), meant: new Set() };

/**
 * The subjects through whom a change would give something to somebody who approved
 * it, or what the group gets that it is about, as the site says now: who they were and what they held may have changed since they decided.
 * What another request has given the group since this one was approved counts as well: its approver was not
 * in the group then, and whoever approved this one has not seen it.
 * `owners`: whose the addresses among these subjects are; `people`: those among them, and who approved it. Throws SiteFailure where the site can't say.
 */
export async function findApproverGains(
  ports: ApproverPorts,
  { request, ask }: Pick<RequestRun, 'request' | 'ask'>,
  change: number,
  subjects: readonly Subject[],
  { owners, people: known }: Pick<LiveState, 'owners' | 'people'>,
): Promise<ApproverGains> {
  if (ask.changes[change]?.verb === 'remove') return NOBODY;
  const people = [
    ...decidersBehind(request, ask, change),
    ...(await approvedForGroup(ports, { request, ask }, change, subjects)),
  ];
  const given = { ...request, ask, change, owners, shown: shownOf(known) };
  return findGainsOf(ports, given, subjects, people);
}

/** Those among them who approved, in whichever request, what the group was given since. */
async function approvedForGroup(
  { groupApprovals }: Pick<ApproverPorts, 'groupApprovals'>,
  { request, ask }: Pick<RequestRun, 'request' | 'ask'>,
  change: number,
  subjects: readonly Subject[],
): Promise<readonly { readonly accountId: string }[]> {
  const entitlement = ask.changes[change]?.entitlement;
  if (entitlement?.kind !== 'group') return [];
  const found = await groupApprovals.givenSince(
    request.connectionId,
    entitlement.groupId,
    accountIdsOf(subjects),
    firstApprovedAt(request, change),
  );
  return [...found].map((accountId) => ({ accountId }));
}
