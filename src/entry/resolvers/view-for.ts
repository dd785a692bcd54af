import type { RequestPageView, RequestView } from '#contract/views';
import type { AccessRequest } from '#domain/request/access-request';
import type { IssueRequests, ListedRequest } from '#operations/request/list-issue-requests';
import type { ResolverCall } from '../define';
import { requestView, type ShownWith } from '../views/request-view';

type For = Pick<ResolverCall<unknown, unknown>, 'ports' | 'caller'>;

/** Shows a request to whoever calls, as it stands now. */
export function viewFor({
  ports,
  caller,
}: For): (request: AccessRequest, more?: ShownWith) => RequestView {
  return (request, more) => requestView(request, caller.accountId, ports.clock.now(), more);
}

export function requestPageView(
  call: For,
  { requests, unreadable, cursor }: IssueRequests,
): RequestPageView {
  return { items: requestViews(call, requests), unreadable, cursor };
}

export function requestViews(
  call: For,
  requests: readonly ListedRequest[],
): readonly RequestView[] {
  const view = viewFor(call);
  return requests.map(({ request, ...more }) => view(request, more));
}
