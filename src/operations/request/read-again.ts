import type { AccessRequest } from '#domain/request/access-request';
import { ifUnreadable } from '#ports/unreadable-record';
import { type ListedRequest, type ListPorts, listedTogether } from './list-issue-requests';

/** These requests of an issue as they are now; what is not of it, or can't be read, is left out. */
export async function readAgain(
  ports: ListPorts,
  issueId: string,
  requestIds: readonly string[],
): Promise<readonly ListedRequest[]> {
  const read = await Promise.all(
    [...new Set(requestIds)].map((id) => ifUnreadable(ports.requests.get(id), undefined)),
  );
  const requests = read.filter((one) => one?.issue.id === issueId) as readonly AccessRequest[];
  return listedTogether(ports, requests);
}
