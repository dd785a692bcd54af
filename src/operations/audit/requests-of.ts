import type { AccessRequest } from '#domain/request/access-request';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import type { AuditFound } from './search-audit';

/** The requests that events are of, each once, as far as they are kept and can be read. */
export async function requestsOf(
  { requests }: { readonly requests: RequestStore },
  found: readonly AuditFound[],
): Promise<readonly AccessRequest[]> {
  const ids = new Set(found.flatMap(({ record }) => record.requestId ?? []));
  const read = await Promise.all([...ids].map((id) => ifUnreadable(requests.get(id), undefined)));
  return read.filter((one): one is AccessRequest => one !== undefined);
}
