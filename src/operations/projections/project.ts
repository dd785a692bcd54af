import { areSameRows, rowsOf } from '#domain/projection/projection-row';
import type { Projections } from '#ports/projections';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';

export interface ProjectPorts {
  readonly requests: RequestStore;
  readonly projections: Projections;
}

/** Others who write the same request's rows write the same rows: somebody comes to an end. */
const TRIES = 5;

/**
 * Puts a request into the lists that its record says, and out of all others: by what the record says then, whatever
 * has set it going. So events that come twice, late or in another order end in the same rows. `looks`: also where
 * nothing has changed, each row is looked at. Answers whether anything was written.
 */
export async function project(
  { requests, projections }: ProjectPorts,
  requestId: string,
  { looks = false }: { readonly looks?: boolean } = {},
): Promise<boolean> {
  let wrote = false;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // The rows first: whoever writes them in between, from a later record, is noticed as these are written.
    const before = await projections.read(requestId);
    const request = await ifUnreadable(requests.get(requestId), 'unreadable');
    // Set aside already: it stays where it was found last, and the next round sees to it once it is mended.
    if (request === 'unreadable') return wrote;
    const rows = request === undefined ? [] : rowsOf(request);
    const isSame = before.isUnsure !== true && areSameRows(before.rows, rows);
    if (isSame && (!looks || (await projections.areStored(requestId, rows)))) return wrote;
    const known = isSame ? { ...before, isUnsure: true as const } : before;
    if ((await projections.write(known, rows)) === 'conflict') continue;
    wrote = true;
    const after = await ifUnreadable(requests.get(requestId), 'unreadable');
    if (after === 'unreadable' || after?.revision === request?.revision) return wrote;
  }
  throw new Error('The lists of a request were written by others again and again.');
}
