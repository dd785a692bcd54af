import type { RequestState } from './access-request';

/** Whether somebody, or the app, still has something to do about a request in this state. */
export function isOpenRequest(state: RequestState): boolean {
  switch (state) {
    case 'awaitingApproval':
    case 'scheduled':
    case 'approved':
    case 'applying':
    case 'needsAttention':
      return true;
    case 'completed':
    case 'declined':
    case 'withdrawn':
    case 'timedOut':
      return false;
  }
}
