import { isFormer } from '../action/former';
import type { Lateness } from '../grant/lateness';
import type { AccessOfRequest } from '../holding/access-of-request';
import type { Late } from '../holding/lateness-of';
import type { Instant } from '../lib/time';
import type { AccessRequest } from '../request/access-request';
import { whoseTurn } from '../request/whose-turn';

/** What people search for, in the order in which it presses: the words of a request's card, in short. */
export const SHOWN_STATES = [
  'overdue',
  'missing',
  'needsAttention',
  'waiting',
  'paused',
  'applying',
  'scheduled',
  'ending',
  'active',
  'goesOn',
  'done',
  'ended',
  'timedOut',
  'declined',
  'withdrawn',
] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

/** How the access that was asked for in one work item stands: what Jira's own search finds it by. */
export interface IssueState {
  /** All that hold for one of its requests or another, each once, the most pressing first. */
  readonly states: readonly ShownState[];
  /** Whose turn it is now, by account id. */
  readonly approvers: readonly string[];
  readonly requesters: readonly string[];
  /** The next end of what is in force. */
  readonly endsAt: Instant | undefined;
  /** Since when what is overdue the longest should have been gone. */
  readonly overdueSince: Instant | undefined;
}

/** A request, and what is on record of what it gave. */
export interface RequestStanding {
  readonly request: AccessRequest;
  readonly late: Late | undefined;
  readonly access: AccessOfRequest | undefined;
}

/** A value of a property is small: Jira takes 32,768 characters, and indexes each of these. */
const MOST_APPROVERS = 200;

/** Undefined where nothing was asked for there: then there is nothing to find. */
export function issueStateOf(requests: readonly RequestStanding[]): IssueState | undefined {
  if (requests.length === 0) return undefined;
  const states = new Set(requests.flatMap(statesOf));
  return {
    states: SHOWN_STATES.filter((state) => states.has(state)),
    approvers: people(requests.flatMap(({ request }) => whoseTurn(request))).slice(
      0,
      MOST_APPROVERS,
    ),
    requesters: people(requests.map(({ request }) => request.requester.accountId)),
    endsAt: earliest(
      requests.flatMap(({ access }) => (access?.state === 'active' ? (access.until ?? []) : [])),
    ),
    overdueSince: earliest(
      requests.flatMap(({ late }) => (late?.about === 'overdue' ? late.since : [])),
    ),
  };
}

/** In any order of the requests the same is written. Nobody looks for whoever has closed their account. */
function people(accountIds: readonly string[]): readonly string[] {
  return [...new Set(accountIds)].filter((accountId) => !isFormer(accountId)).toSorted();
}

function earliest(instants: readonly Instant[]): Instant | undefined {
  return instants.length === 0 ? undefined : Math.min(...instants);
}

function statesOf({ request, late, access }: RequestStanding): readonly ShownState[] {
  switch (request.state) {
    case 'awaitingApproval':
      return ['waiting'];
    case 'scheduled':
      return [request.pause === undefined ? 'scheduled' : 'paused'];
    case 'approved':
      return ['applying'];
    case 'applying':
      return [request.pause === undefined ? 'applying' : 'paused'];
    case 'needsAttention':
      return ['needsAttention', ...statesOfAccess(late?.about, access)];
    case 'completed': {
      const states = statesOfAccess(late?.about, access);
      return states.length > 0 ? states : ['done'];
    }
    case 'declined':
    case 'withdrawn':
    case 'timedOut':
      return [request.state];
  }
}

/** What is late, and what is in force beside it: that it is due says nothing more of what is overdue. */
function statesOfAccess(
  late: Lateness | undefined,
  access: AccessOfRequest | undefined,
): readonly ShownState[] {
  if (late !== undefined) return access?.state === 'active' ? [late, 'active'] : [late];
  return access === undefined ? [] : [access.state];
}
