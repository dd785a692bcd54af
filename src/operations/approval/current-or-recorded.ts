import type { AccessRequest } from '#domain/request/access-request';
import type { Log } from '#ports/log';
import { PlatformFailure } from '#ports/platform-failure';
import { SiteFailure } from '#ports/site-failure';
import { type ApproverPorts, withCurrentApprovers } from './with-current-approvers';

/**
 * For showing: a site that can't be asked for its leads, or a store that does not answer just now, must not hide a
 * request, so those on record are shown then. Never for deciding.
 */
export async function currentOrRecorded(
  ports: ApproverPorts & { readonly log: Log },
  request: AccessRequest,
): Promise<AccessRequest> {
  try {
    return (await withCurrentApprovers(ports, request)).request;
  } catch (error) {
    const isPassing = error instanceof PlatformFailure && error.retryable;
    if (!(error instanceof SiteFailure) && !isPassing) throw error;
    ports.log.warn('Approvers are shown as they were on record', { code: error.code });
    return request;
  }
}
