import type { Grant } from '#domain/grant/grant';
import type { AccessRequest } from '#domain/request/access-request';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { seesForSure, type Viewer } from '../projections/list-own';

/** By which request it was given, as far as whoever looks may be told. */
export type WhereFrom =
  | { readonly known: 'request'; readonly request: AccessRequest }
  /** Jira does not show them its work item now. */
  | { readonly known: 'hidden' }
  /** It is not kept any more, or can't be read. */
  | { readonly known: 'gone' | 'unreadable' };

export interface WhereFromPorts {
  readonly requests: RequestStore;
}

/** Each request once, and each work item: whoever does not see it is told nothing of what was said there. */
export async function whereFrom(
  { requests }: WhereFromPorts,
  viewer: Viewer,
  grants: readonly (Pick<Grant, 'requestId'> | undefined)[],
): Promise<readonly WhereFrom[]> {
  const ids = [...new Set(grants.flatMap((grant) => grant?.requestId ?? []))];
  const read = await Promise.all(ids.map((id) => ifUnreadable(requests.get(id), 'unreadable')));
  const found = new Map(ids.map((id, place) => [id, read[place]]));
  const there = read.filter((one) => one !== undefined && one !== 'unreadable');
  const issues = [...new Set(there.map(({ issue }) => issue.id))];
  const sights = await Promise.all(issues.map((id) => seesForSure(viewer, id)));
  const seen = new Set(issues.filter((_, place) => sights[place]));
  return grants.map((grant): WhereFrom => {
    const request = grant && found.get(grant.requestId);
    if (request === undefined) return { known: 'gone' };
    if (request === 'unreadable') return { known: 'unreadable' };
    return seen.has(request.issue.id) ? { known: 'request', request } : { known: 'hidden' };
  });
}
