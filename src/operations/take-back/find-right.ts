import type { Ask } from '#domain/action/ask';
import type { ExistingEntitlement } from '#domain/action/entitlement';
import type { Subject } from '#domain/action/subject';
import { awayUnknownIn } from '#domain/approval/resolve-approvals';
import { type GivenBy, givenBy } from '#domain/holding/given-by';
import type { Holding } from '#domain/holding/holding';
import type { TakeBackRight } from '#domain/holding/take-back';
import type { TakeBackRefusal } from '#domain/holding/take-back-refusal';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { approversOf } from '#domain/request/authorization';
import type { Clock } from '#ports/clock';
import type { RequestStore } from '#ports/request-store';
import { SiteFailure } from '#ports/site-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import { findApprovals } from '../approval/find-approvals';
import type { ApproverPorts } from '../approval/with-current-approvers';
import { onSite } from '../connection/on-site';

export interface FindRightPorts extends ApproverPorts {
  readonly requests: RequestStore;
  readonly clock: Clock;
}

/** Who wants to end it, by the platform's word, and whether Jira says that they administer it. */
export interface Taker {
  readonly accountId: string;
  readonly isAdmin: boolean;
}

export type RightFound = Result<TakeBackRight, TakeBackRefusal>;

/**
 * In what right somebody may end each of these early, of which a request gives them all. Who has approved it is on record; who would decide
 * on it today is looked up, and only where it matters. Of what other requests give as well they have to have approved all, or to
 * administer Jira: nobody takes away what others approved.
 */
export async function findRights(
  ports: FindRightPorts,
  request: AccessRequest,
  holdings: readonly Holding[],
  taker: Taker,
): Promise<readonly RightFound[]> {
  const requests = new Map([[request.id, request]]);
  const at = ports.clock.now();
  const given = holdings.map((holding) => ({ holding, by: givenBy(holding, at) }));
  for (const id of new Set(given.flatMap(({ by }) => by.requestIds))) {
    if (requests.has(id)) continue;
    const other = await ifUnreadable(ports.requests.get(id), undefined);
    if (other !== undefined) requests.set(id, other);
  }
  const hasApproved = (holding: Holding, id: string) => {
    const of = requests.get(id);
    return of !== undefined && approversOf(of, holding).some(isOf(taker));
  };
  const found: RightFound[] = [];
  for (const { holding, by } of given) {
    const hasApprovedAll = by.isAll && by.requestIds.every((id) => hasApproved(holding, id));
    if (hasApprovedAll) found.push(ok('approved'));
    else if (taker.isAdmin) found.push(ok('admin'));
    else
      found.push(
        await findDeciding(
          ports,
          request,
          { holding, by },
          taker,
          hasApproved(holding, request.id),
        ),
      );
  }
  return found;
}

/** Whether they would decide on just this today, and nobody else's request gives it. */
async function findDeciding(
  ports: FindRightPorts,
  request: AccessRequest,
  { holding, by }: { readonly holding: Holding; readonly by: GivenBy },
  taker: Taker,
  hasApproved: boolean,
): Promise<RightFound> {
  const isOwn = request.requester.accountId === taker.accountId;
  const { subject } = holding;
  const isHolder = subject.kind === 'person' && subject.accountId === taker.accountId;
  if (isOwn || isHolder) return refuse({ code: 'notTheirs' });
  const others = !by.isAll || by.requestIds.some((id) => id !== request.id);
  if (hasApproved && others) return refuse({ code: 'approvedByOthersToo' });
  const decides = await wouldDecide(ports, request, holding, taker);
  if (decides === 'notKnown') return refuse({ code: 'notKnown' });
  if (!decides) return refuse({ code: 'notTheirs' });
  return others ? refuse({ code: 'approvedByOthersToo' }) : ok('decides');
}

/** As if whoever asked for it asked for just this, for as long, today. */
async function wouldDecide(
  ports: FindRightPorts,
  request: AccessRequest,
  { subject, entitlement }: Holding,
  taker: Taker,
): Promise<boolean | 'notKnown'> {
  const { connectionId, requester, issue, term } = request;
  try {
    const policy = await ports.policies.inForce(connectionId);
    const ask = giving(subject, entitlement);
    const asked = { ask, requester, issue, term, policy, connectionId };
    const { approvals } = await findApprovals(onSite(ports, connectionId), asked);
    if (approvals.flatMap(({ approvers }) => approvers).some(isOf(taker))) return true;
    return awayUnknownIn(approvals).length > 0 ? 'notKnown' : false;
  } catch (error) {
    if (error instanceof SiteFailure) return 'notKnown';
    throw error;
  }
}

const giving = (subject: Subject, entitlement: ExistingEntitlement): Ask => ({
  subjects: [subject],
  changes: [{ verb: 'add', entitlement, subjects: [0] }],
});

const isOf =
  ({ accountId }: Taker) =>
  (person: { readonly accountId: string }): boolean =>
    person.accountId === accountId;
