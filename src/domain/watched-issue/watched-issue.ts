import type { WorkItemEnd } from '../grant/grant';
import { pauseOfTry } from '../lib/growing-pause';
import { HOUR, type Instant, MINUTE } from '../lib/time';

/** A work item with which access is to end, for as long as something may wait for that. */
export interface WatchedIssue {
  readonly issueId: string;
  readonly revision: number;
  readonly requests: readonly WatchedRequest[];
  /** When it is next looked at by itself: Jira's event of a change may be lost. */
  readonly nextLookAt: Instant;
  /** Looks since something last changed: each pause is longer. */
  readonly looks: number;
}

/** A request whose access ends with it. */
export interface WatchedRequest {
  readonly requestId: string;
  /** Its access ends by then at the latest, whatever becomes of the work item. */
  readonly until: Instant;
  /** It is over for this request, and stays so: whoever opens the work item again gives nothing back. */
  readonly over?: WorkItemEnd;
  /** All that was to end with it has been written as due, and nothing more is given. */
  readonly isEnded?: true;
}

/** What a look has found. `notKnown`: Jira does not show it, or does not answer; that ends nothing. */
export type IssueFound = 'open' | WorkItemEnd | 'notKnown';

const FIRST_PAUSE = 5 * MINUTE;
/** What Jira's event tells of at once is found out by then without it. */
export const LONGEST_BETWEEN_LOOKS = HOUR;
/** What is over is seen to again soon, as long as a run may give more of it. */
const BETWEEN_ENDS = 5 * MINUTE;

/** With one more request; undefined where it is watched for it already. */
export function watchFor(
  current: WatchedIssue | undefined,
  issueId: string,
  request: WatchedRequest,
  at: Instant,
): WatchedIssue | undefined {
  const requests = current?.requests ?? [];
  if (requests.some(({ requestId }) => requestId === request.requestId)) return undefined;
  return {
    issueId,
    revision: (current?.revision ?? 0) + 1,
    requests: [...requests, request],
    nextLookAt: at + FIRST_PAUSE,
    looks: 0,
  };
}

/** The work item is over for all requests that it is watched for by now; the next look is no sooner than after a pause. */
export function afterLook(watched: WatchedIssue, found: IssueFound, at: Instant): WatchedIssue {
  const isOver = found === 'done' || found === 'deleted';
  const requests = watched.requests.map((one) =>
    isOver && one.over === undefined ? { ...one, over: found } : one,
  );
  return withPause({ ...watched, requests }, at);
}

/** All of these that was to end with it has been written as due; nothing of those that are not over waits for it. */
export function withoutEnded(
  watched: WatchedIssue,
  ended: ReadonlySet<string>,
  at: Instant,
): WatchedIssue {
  const requests = watched.requests.flatMap((one): WatchedRequest[] => {
    if (!ended.has(one.requestId)) return [one];
    // That it was over is kept until nothing could be given by it anyway.
    return one.over === undefined ? [] : [{ ...one, isEnded: true }];
  });
  return withPause({ ...watched, requests }, at);
}

/** Undefined where nobody has to know it any more. */
export function unlessPast(watched: WatchedIssue, at: Instant): WatchedIssue | undefined {
  const requests = watched.requests.filter(({ until }) => until > at);
  return requests.length === 0 ? undefined : { ...watched, requests };
}

/** Whether it has to be looked at: a request waits for it that it is not over for. */
export const isToLook = ({ requests }: WatchedIssue): boolean =>
  requests.some(({ over }) => over === undefined);

/** Those for which it is over, and of which more may have to end. */
export const endingOf = ({ requests }: WatchedIssue): readonly WatchedRequest[] =>
  requests.filter(({ over, isEnded }) => over !== undefined && isEnded !== true);

/** Why it is over for that request; undefined where it is not known to be. */
export function overFor(
  watched: WatchedIssue | undefined,
  requestId: string,
): WorkItemEnd | undefined {
  return watched?.requests.find((one) => one.requestId === requestId)?.over;
}

function withPause(watched: WatchedIssue, at: Instant): WatchedIssue {
  return {
    ...watched,
    revision: watched.revision + 1,
    looks: watched.looks + 1,
    nextLookAt: nextLookAt(watched, at),
  };
}

function nextLookAt(watched: WatchedIssue, at: Instant): Instant {
  const last = Math.max(at, ...watched.requests.map(({ until }) => until));
  const ends = endingOf(watched).length > 0 ? [at + BETWEEN_ENDS] : [];
  const looks = isToLook(watched)
    ? [at + pauseOfTry(watched.looks, FIRST_PAUSE, LONGEST_BETWEEN_LOOKS)]
    : [];
  return Math.min(last, ...ends, ...looks);
}
