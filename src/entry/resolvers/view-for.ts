import type { RequestPageView, RequestView } from '#contract/views';
import type { Telling } from '#domain/notification/telling';
import type { AccessRequest } from '#domain/request/access-request';
import type { IssueRequests } from '#operations/request/list-issue-requests';
import type { Call } from '../define';
import { requestView } from '../views/request-view';

type For = Pick<Call<unknown, unknown>, 'ports' | 'caller'>;

/** Shows a request to whoever calls, as it stands now. */
export function viewFor({
  ports,
  caller,
}: For): (request: AccessRequest, telling?: Telling) => RequestView {
  return (request, telling) => requestView(request, caller.accountId, ports.clock.now(), telling);
}

export function requestPageView(
  call: For,
  { requests, unreadable, cursor }: IssueRequests,
): RequestPageView {
  const view = viewFor(call);
  return {
    items: requests.map(({ request, telling }) => view(request, telling)),
    unreadable,
    cursor,
  };
}
