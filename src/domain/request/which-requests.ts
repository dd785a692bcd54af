import type { AccessRequest, RequestState } from './access-request';
import { isOpenRequest } from './is-open-request';

/** Whether somebody, or the app, has something to do about it. */
export type RequestStanding = 'open' | 'over';

/** What a list of all requests can be narrowed to. */
export const WHICH_REQUESTS = [
  'open',
  'awaitingApproval',
  'scheduled',
  'approved',
  'applying',
  'needsAttention',
  'over',
  'completed',
  'declined',
  'withdrawn',
  'timedOut',
] as const satisfies readonly (RequestStanding | RequestState)[];
export type WhichRequests = RequestStanding | RequestState;

export function isMeant({ state }: Pick<AccessRequest, 'state'>, which: WhichRequests): boolean {
  if (which === 'open') return isOpenRequest(state);
  return which === 'over' ? !isOpenRequest(state) : state === which;
}
