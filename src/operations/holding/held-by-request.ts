import { resolveCreated } from '#domain/action/resolve-created';
import { createdBy } from '#domain/effects/created-by';
import { heldBy } from '#domain/holding/held-by';
import type { Held } from '#domain/holding/holding';
import type { AccessRequest } from '#domain/request/access-request';
import type { RequestStore } from '#ports/request-store';
import { readBlocks } from '../effects/read-blocks';

/** All that a request may have given, whatever its steps say by now. */
export async function heldByRequest(
  { requests }: { readonly requests: RequestStore },
  request: AccessRequest,
): Promise<readonly Held[]> {
  const blocks = 'progress' in request ? await readBlocks(requests, request) : [];
  const { changes, subjects } = resolveCreated(request.ask, createdBy(request.ask, blocks));
  return changes.flatMap(({ verb, entitlement, subjects: places }) =>
    verb === 'add'
      ? places.flatMap((place) => heldBy(request.connectionId, entitlement, subjects[place]) ?? [])
      : [],
  );
}
