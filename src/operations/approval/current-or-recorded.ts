import type { AccessRequest } from '#domain/request/access-request';
import type { Log } from '#ports/log';
import { PlatformFailure } from '#ports/platform-failure';
import { SiteFailure } from '#ports/site-failure';
import { UnreadableRecord } from '#ports/unreadable-record';
import { type ApproverPorts, withCurrentApprovers } from './with-current-approvers';

/**
 * For showing: a site that can't be asked for its leads, a store that does not answer just now, or a policy that can't be
 * read, must not hide a request, so those on record are shown then. Never for deciding.
 */
export async function currentOrRecorded(
  ports: ApproverPorts & { readonly log: Log },
  request: AccessRequest,
): Promise<AccessRequest> {
  try {
    return (await withCurrentApprovers(ports, request)).request;
  } catch (error) {
    const why = whyUnknown(error);
    if (why === undefined) throw error;
    ports.log.warn('Approvers are shown as they were on record', { code: why });
    return request;
  }
}

/** Why it can't be said who decides today; undefined: a fault of the app's own. */
function whyUnknown(error: unknown): string | undefined {
  if (error instanceof SiteFailure) return error.code;
  if (error instanceof PlatformFailure && error.retryable) return error.code;
  return error instanceof UnreadableRecord ? `unreadable: ${error.kind}` : undefined;
}
