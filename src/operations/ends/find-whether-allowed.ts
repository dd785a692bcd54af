import { type Holding, lastingGrant } from '#domain/holding/holding';
import { asksWhoAsks } from '#domain/policy/judge-asker';
import { asksWhichProject } from '#domain/policy/judge-project';
import type { Policy } from '#domain/policy/policy';
import { approvedWhileIn } from '#domain/request/authorization';
import { changesGiving } from '#domain/request/changes-giving';
import { SiteFailure } from '#ports/site-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import { mayStillAsk } from '../run/may-still-ask';
import type { PassPorts } from './settle-ports';

/**
 * Whether what a grant gave could be asked for now as it was: by the same person, where the work item is by now, and where it was
as somebody approved just that. Only where a
 * rule of the policy asks for either; of a request that is not there, or can't be read, it is not known.
 */
export async function findWhetherAllowed(
  ports: PassPorts,
  holding: Holding,
  policy: Policy | undefined,
): Promise<'allowed' | 'forbidden' | 'notKnown'> {
  const grant = lastingGrant(holding);
  if (grant === undefined || policy === undefined) return 'notKnown';
  const { entitlement } = holding;
  if (!asksWhoAsks(policy, [entitlement]) && !asksWhichProject(policy, [entitlement])) {
    return 'allowed';
  }
  const request = await ifUnreadable(ports.requests.get(grant.requestId), undefined);
  if (request === undefined) return 'notKnown';
  try {
    const change = { verb: 'add', entitlement, subjects: [] } as const;
    const where = approvedWhileIn(request, changesGiving(request, holding));
    const asked = { change, approvedWhileIn: where };
    return (await mayStillAsk(ports, request, policy, asked)) ? 'allowed' : 'forbidden';
  } catch (error) {
    if (error instanceof SiteFailure) return 'notKnown';
    throw error;
  }
}

/**
 * The same of many, all of one group or role, as they are being given back: who asked and where the work item is are of the
 * request, and asked once for each.
 */
export async function areAllAllowed(
  ports: PassPorts,
  holdings: readonly Holding[],
  policy: Policy,
): Promise<boolean> {
  const ofRequests = new Map(holdings.map((one) => [lastingGrant(one)?.requestId, one]));
  for (const one of ofRequests.values()) {
    if ((await findWhetherAllowed(ports, one, policy)) !== 'allowed') return false;
  }
  return true;
}
