import { type ExistingIds, unnamed } from '#domain/action/entitlement';
import { type Held, type Holding, holdingId } from '#domain/holding/holding';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import type { HoldingStore } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';
import { heldByRequest } from '../holding/held-by-request';

/** Whose access to what: by their ids, as they were shown. */
export interface NamedPlace {
  readonly subject:
    | { readonly kind: 'person'; readonly accountId: string }
    | { readonly kind: 'group'; readonly groupId: string };
  readonly access: ExistingIds;
}

/** What is on record of all that are named, of what the request gave: whatever else is named is none of its business. */
export async function findPlaces(
  ports: { readonly requests: RequestStore; readonly holdings: HoldingStore },
  request: AccessRequest,
  places: readonly NamedPlace[],
): Promise<Result<readonly Holding[], 'notInForce' | 'unreadable'>> {
  const wanted = new Set(places.map((one) => holdingId(heldAt(request.connectionId, one))));
  const held = (await heldByRequest(ports, request)).filter((one) => wanted.has(holdingId(one)));
  const { found, unreadable } = await ports.holdings.getMany(held);
  if (unreadable.size > 0) return refuse('unreadable');
  return found.size < wanted.size ? refuse('notInForce') : ok([...found.values()]);
}

/** A holding is found by whose account or group it is, whatever they are called. */
const heldAt = (connectionId: string, { subject, access }: NamedPlace): Held => ({
  connectionId,
  entitlement: unnamed(access),
  subject:
    subject.kind === 'person' ? { ...subject, displayName: '' } : { ...subject, displayName: '' },
});
