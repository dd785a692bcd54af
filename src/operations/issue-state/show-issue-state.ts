import { type IssueState, issueStateOf } from '#domain/issue-state/issue-state';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';
import type { IssueStates } from '#ports/issue-states';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { findStandingOf } from '../holding/find-late-of';

export interface ShowIssueStatePorts {
  readonly requests: RequestStore;
  readonly holdings: HoldingStore;
  readonly issueStates: IssueStates;
  readonly clock: Clock;
}

/** Of a work item: the open ones come first, then the newest. */
const LOOKED_AT = 20;
/** As often as somebody else changes something of it meanwhile. */
const TRIES = 5;

/**
 * Has Jira's search find a work item by what is true of its requests now, whatever has set this going: so events that come
 * twice, late or in another order end in the same. Whoever has written looks once more, so that of two at once the later
 * state stands.
 */
export async function showIssueState(ports: ShowIssueStatePorts, issueId: string): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const state = await readIssueState(ports, issueId);
    if (state === 'notKnown') return;
    if ((await ports.issueStates.show(issueId, state)) !== 'written') return;
  }
}

async function readIssueState(
  ports: ShowIssueStatePorts,
  issueId: string,
): Promise<IssueState | 'notKnown' | undefined> {
  const page = await ports.requests.ofIssue(issueId, undefined, LOOKED_AT);
  const { requests, cursor, unreadable } = page;
  // That nothing of it can be read does not mean that there is nothing.
  if (requests.length === 0 && (cursor !== undefined || unreadable > 0)) return 'notKnown';
  const standings = requests.map(async (request) => ({
    request,
    ...(await ifUnreadable(findStandingOf(ports, request), UNKNOWN)),
  }));
  return issueStateOf(await Promise.all(standings));
}

const UNKNOWN = { late: undefined, access: undefined };
