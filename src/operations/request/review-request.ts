import { entitlementKey } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { closeReview, judgeReviewer } from '#domain/request/judge-review';
import type { ClosedReview } from '#domain/request/review';
import type { BrokenGlass } from '#ports/commit';
import type { HostAsApp } from '#ports/host-jira';
import type { PolicyStore } from '#ports/policy-store';
import type { RequestStore } from '#ports/request-store';
import { findPlace } from '../approval/find-broken-glass';
import { accountsAlike, shownOf } from '../approval/find-reach';
import { type ChangePorts, type ChangeRefusal, changeRequest } from './change-request';

export interface ReviewPorts extends ChangePorts {
  readonly requests: RequestStore;
  readonly hostAsApp: Pick<HostAsApp, 'people'>;
  readonly policies: Pick<PolicyStore, 'inForce'>;
}

/** Closes the review of what somebody took before anybody decided: from then on, they could take it so again. */
export async function reviewRequest(
  ports: ReviewPorts,
  input: {
    readonly requestId: string;
    readonly revision: number;
    readonly by: Person;
    /** By Jira's word. */
    readonly isAdmin: boolean;
  } & Pick<ClosedReview, 'verdict' | 'note'>,
): Promise<Result<AccessRequest, ChangeRefusal>> {
  const { requestId, revision, by, isAdmin, verdict, note } = input;
  const request = await ports.requests.get(requestId);
  if (request === undefined) return refuse({ code: 'notFound' });
  const at = ports.clock.now();
  const next = closeReview(request, { ...by, isAdmin }, { verdict, note }, at);
  if (!next.ok) return next;
  if (request.revision !== revision) return refuse({ code: 'changedMeanwhile' });
  const reviewer = judgeReviewer(await findReviewer(ports, request, by));
  if (!reviewer.allowed) return refuse(reviewer.why);
  const brokenGlass = await placesOf(ports, request);
  return changeRequest(ports, by, at, { ...next.value, brokenGlass }, [
    { kind: 'notifyReviewed', requestId },
  ]);
}

/** By the addresses that Jira shows now, and the app’s own records. */
async function findReviewer(
  ports: ReviewPorts,
  { requester, connectionId, ask }: AccessRequest,
  by: Person,
): Promise<Parameters<typeof judgeReviewer>[0]> {
  const shown = shownOf(await ports.hostAsApp.people([by.accountId, requester.accountId]));
  const { accounts } = accountsAlike(by.accountId, shown.get(by.accountId), shown);
  const own = await Promise.all(
    ask.changes.map(({ entitlement }) =>
      findPlace(ports, { connectionId, requester: by }, entitlement),
    ),
  );
  const { breakGlass } = await ports.policies.inForce(connectionId);
  const mayBreakToo = breakGlass?.people.some((one) => one.accountId === by.accountId) === true;
  return {
    isSamePerson: accounts?.has(requester.accountId) === true,
    mayBreakToo,
    hasOpenToo: own.includes('reviewOpen'),
  };
}

/** Those that are on record of this request; another may have taken them since, where this one was not readable. */
async function placesOf(
  { requests }: { readonly requests: RequestStore },
  { id, connectionId, requester, ask }: AccessRequest,
): Promise<readonly BrokenGlass[]> {
  const places = ask.changes.map(({ entitlement }) => ({
    connectionId,
    accountId: requester.accountId,
    entitlement: entitlementKey(entitlement),
  }));
  const taken = await Promise.all(
    places.map(async (place) => ({ place, by: await requests.brokenGlass(place) })),
  );
  return taken.flatMap(({ place, by }) =>
    by === id ? { ...place, before: id, after: undefined } : [],
  );
}
