import type { AccessRequest } from '#domain/request/access-request';
import { isMeant, type WhichRequests } from '#domain/request/which-requests';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';

/** Of a page: however many requests there have ever been. */
const SHOWN = 25;

export interface AllRequests {
  readonly requests: readonly AccessRequest[];
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

/**
 * Requests of all work items for an admin, the newest first. The index names candidates; each is read, and says by itself
 * whether it is meant.
 */
export async function listAll(
  ports: { readonly requests: RequestStore },
  which: WhichRequests,
  cursor: string | undefined,
): Promise<AllRequests> {
  const of = which === 'open' || which === 'over' ? { standing: which } : { state: which };
  const page = await ports.requests.newest(of, cursor, SHOWN);
  return {
    ...(await readEach(ports, page.ids, (one) => isMeant(one, which))),
    cursor: page.cursor,
  };
}

/** Just these, as a bar of a chart names them: what has become of them since. */
export async function listNamed(
  ports: { readonly requests: RequestStore },
  requestIds: readonly string[],
): Promise<AllRequests> {
  return { ...(await readEach(ports, requestIds, () => true)), cursor: undefined };
}

async function readEach(
  { requests }: { readonly requests: RequestStore },
  ids: readonly string[],
  meant: (request: AccessRequest) => boolean,
) {
  const read = await Promise.all(
    [...new Set(ids)].map((id) => ifUnreadable(requests.get(id), 'unreadable')),
  );
  return {
    requests: read.filter(
      (one): one is AccessRequest => one !== undefined && one !== 'unreadable' && meant(one),
    ),
    unreadable: read.filter((one) => one === 'unreadable').length,
  };
}
