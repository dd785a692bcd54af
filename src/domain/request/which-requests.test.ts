import { expect, test } from 'vitest';
import { inState } from '../../../tests/support/samples';
import type { RequestState } from './access-request';
import { isMeant, WHICH_REQUESTS, type WhichRequests } from './which-requests';

const BOTH: Readonly<Record<RequestState, readonly WhichRequests[]>> = {
  awaitingApproval: ['open', 'awaitingApproval'],
  scheduled: ['open', 'scheduled'],
  approved: ['open', 'approved'],
  applying: ['open', 'applying'],
  needsAttention: ['open', 'needsAttention'],
  completed: ['over', 'completed'],
  declined: ['over', 'declined'],
  withdrawn: ['over', 'withdrawn'],
  timedOut: ['over', 'timedOut'],
};

test.each(Object.entries(BOTH))('a request that is %s is among these', (state, meant) => {
  const request = inState(state as RequestState);
  expect(WHICH_REQUESTS.filter((which) => isMeant(request, which)).toSorted()).toEqual(
    meant.toSorted(),
  );
});
