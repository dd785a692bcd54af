import type { RequestView } from '#contract/views';
import type { AccessRequest } from '#domain/request/access-request';
import type { Call } from '../define';
import { requestView } from '../views/request-view';

/** Shows a request to whoever calls, as it stands now. */
export function viewFor({
  ports,
  caller,
}: Pick<Call<unknown, unknown>, 'ports' | 'caller'>): (request: AccessRequest) => RequestView {
  return (request) => requestView(request, caller.accountId, ports.clock.now());
}
