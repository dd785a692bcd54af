import type { AccessRequest } from '#domain/request/access-request';
import type { Log } from '#ports/log';
import type { RequestStore } from '#ports/request-store';
import type { TodayPorts } from '../approval/today';
import { todayOrRecorded } from '../approval/today-or-recorded';

/** A request to show, with those who may decide it now. */
export async function getRequest(
  ports: TodayPorts & { readonly requests: RequestStore; readonly log: Log },
  requestId: string,
): Promise<AccessRequest | undefined> {
  const request = await ports.requests.get(requestId);
  return request && todayOrRecorded(ports, request);
}
