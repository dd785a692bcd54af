import type { Action } from '#domain/action/action';
import { actionsOf } from '#domain/action/ask';
import type { NoRenewal } from '#domain/grant/no-renewal';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Instant } from '#domain/lib/time';
import { areAllLookedUp, noRenewalsOf } from '#domain/plan/no-renewals';
import { countVerdicts, type PlanCounts, type Verdict } from '#domain/plan/plan';
import { planInForce } from '#domain/plan/plan-in-force';
import type { AccessRequest } from '#domain/request/access-request';
import { isSameSite } from '#domain/request/is-same-site';
import { beginsAt } from '#domain/term/start';
import type { Clock } from '#ports/clock';
import type { ConnectionStore } from '#ports/connection-store';
import type { PolicyStore } from '#ports/policy-store';
import type { RequestStore } from '#ports/request-store';
import type { Site, Sites } from '#ports/site';
import { onSite } from '../connection/on-site';
import { readBlocks } from '../effects/read-blocks';
import { asFollowed } from '../plan/as-followed';
import { type AskedInPorts, askedWhere, findAskedIn } from '../plan/find-asked-in';
import { findAsker } from '../plan/find-asker';
import { type LivePorts, readLiveState } from '../plan/read-live-state';

export interface PlanAgainPorts extends Omit<LivePorts, keyof Site>, AskedInPorts, Sites {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
  readonly requests: RequestStore;
  readonly clock: Clock;
}

export interface CurrentPlan {
  readonly computedAt: Instant;
  readonly counts: PlanCounts;
  /** The actions whose result would differ from what the requester was shown. */
  readonly differs: readonly {
    readonly action: Action;
    readonly planned: Verdict;
    readonly now: Verdict;
  }[];
  /** What somebody said of access that it would give; `isAll`: also of what is not held just now. */
  readonly noRenewals: {
    readonly found: readonly { readonly action: Action; readonly note: NoRenewal }[];
    readonly isAll: boolean;
  };
}

/** What an undecided request would do now, for whoever decides: the site may have changed since. */
export async function planAgain(
  ports: PlanAgainPorts,
  request: AccessRequest,
): Promise<Result<CurrentPlan, { readonly code: 'notConnected' }>> {
  const { ask, issue, term, connectionId } = request;
  const [connection, policy, blocks] = await Promise.all([
    ports.connections.of(connectionId),
    ports.policies.inForce(connectionId),
    readBlocks(ports.requests, request),
  ]);
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const at = ports.clock.now();
  const there = onSite(ports, connectionId);
  const isAll = areAllLookedUp(ask);
  const records = isAll ? 'ofAll' : 'ofHeld';
  const live = await readLiveState(there, connectionId, ask, { records });
  const inForce = planInForce({
    ask,
    term,
    policy,
    connectionId,
    issueProjectId: isSameSite(connectionId, issue) ? issue.projectId : undefined,
    groupsOfRequest: new Set(),
    accountsOfRequest: new Set(),
    tokenKind: connection.tokenKind,
    live,
    ...(await findAsker(there.directory, policy, ask, request.requester.accountId)),
    ...(await findAskedIn(ports, policy, ask, askedWhere(request))),
    at: beginsAt(request.startsAt, at),
  });
  const { follows } = request;
  const verdicts = await asFollowed(there, follows, connectionId, ask, inForce.verdicts);
  const planned = blocks.flatMap(({ steps }) => steps.map((step) => step.planned));
  const differs = actionsOf(ask).flatMap((action, place) => {
    const [before, now] = [planned[place], verdicts[place]];
    if (before === undefined || now === undefined || isSame(before, now)) return [];
    return [{ action, planned: before, now }];
  });
  const said = noRenewalsOf(ask, live);
  const noRenewals = actionsOf(ask).flatMap((action, place) => {
    const note = said[place];
    return note === undefined ? [] : [{ action, note }];
  });
  return ok({
    computedAt: at,
    counts: countVerdicts(verdicts),
    differs,
    noRenewals: { found: noRenewals, isAll },
  });
}

/** The same verdict for the same reason. Until when access lasts may differ. */
function isSame(planned: Verdict, now: Verdict): boolean {
  const reason = (verdict: Verdict) => ('reason' in verdict ? verdict.reason : undefined);
  return planned.verdict === now.verdict && reason(planned) === reason(now);
}
