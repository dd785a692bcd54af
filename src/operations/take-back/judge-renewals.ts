import { givenBy } from '#domain/holding/given-by';
import type { Holding } from '#domain/holding/holding';
import { judgeRenewal } from '#domain/holding/no-renewal';
import type { RenewalRefusal } from '#domain/holding/renewal-refusal';
import { type Allowed, forbidden } from '#domain/lib/allowed';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import type { Taker } from './find-right';

/**
 * Whether somebody may allow each of these to be renewed again, as far as that is not a matter of their right: not whoever has it, nor
 * whoever asked for it by any of the requests that give it. Where it is not known who did, nobody may.
 */
export async function judgeRenewals(
  { requests, clock }: { readonly requests: RequestStore; readonly clock: Clock },
  request: AccessRequest,
  holdings: readonly Holding[],
  { accountId }: Taker,
): Promise<readonly Allowed<RenewalRefusal>[]> {
  const at = clock.now();
  const known = new Map([[request.id, request.requester.accountId]]);
  const given = holdings.map((holding) => givenBy(holding, at));
  for (const id of new Set(given.flatMap(({ requestIds }) => requestIds))) {
    if (known.has(id)) continue;
    const other = await ifUnreadable(requests.get(id), undefined);
    if (other !== undefined) known.set(id, other.requester.accountId);
  }
  return holdings.map((holding, place) => {
    const { requestIds = [], isAll = false } = given[place] ?? {};
    const ids = [request.id, ...requestIds];
    const askedBy = ids.flatMap((id) => known.get(id) ?? []);
    const may = judgeRenewal(holding, { requestId: request.id, askedBy, accountId }, at);
    const isKnown = isAll && ids.every((id) => known.has(id));
    return may.allowed && !isKnown ? forbidden({ code: 'notKnown' }) : may;
  });
}
