import type { StepBlock } from '#domain/effects/step-block';
import type { Instant } from '#domain/lib/time';
import type { AccessRequest, RequestState } from '#domain/request/access-request';
import type { RequestStanding } from '#domain/request/which-requests';
import type { GlassPlace } from './commit';

/** Reading requests. `get`, `blocks` and the newest `ofIssue` are strict; the rest finds candidates. */
export interface RequestStore {
  get(requestId: string): Promise<AccessRequest | undefined>;
  /** The request that this submission made before, if it did: one ask sent twice is one request. */
  bySubmissionKey(submissionKey: string): Promise<string | undefined>;
  /** The request by which somebody has taken this before anybody decided, if its review may be open. */
  brokenGlass(place: GlassPlace): Promise<string | undefined>;
  /** Ids of requests of which somebody is to be reminded by then that they review them; without it, of all whose review is open. */
  toReview(until: Instant | undefined, limit: number): Promise<string[]>;
  /**
   * Those that are open first, then the newest, all of them by and by: what a page repeats is to be
   * left out by its id.
   */
  ofIssue(issueId: string, cursor: string | undefined, limit: number): Promise<RequestPage>;
  /** Blocks `from` … `from + count - 1` of a request's steps, in order. */
  blocks(requestId: string, from: number, count: number): Promise<StepBlock[]>;
  /** Ids of requests in this state that somebody has to look at again by now. */
  due(state: RequestState, until: Instant, limit: number): Promise<string[]>;
  /** Ids of requests that wait, for a decision or their start, whenever their time is over. */
  waiting(
    state: WaitingState,
    cursor: string | undefined,
    limit: number,
  ): Promise<{ readonly ids: readonly string[]; readonly cursor: string | undefined }>;
  /** Ids of requests in this state, or of this standing: the one asked for last first. */
  newest(
    of: { readonly state: RequestState } | { readonly standing: RequestStanding },
    cursor: string | undefined,
    limit: number,
  ): Promise<{ readonly ids: readonly string[]; readonly cursor: string | undefined }>;
  /** Requests of this standing that were asked for since then, the newest first, as they were a moment ago. */
  askedSince(standing: RequestStanding, since: Instant, limit: number): Promise<AskedSince>;
  /** Ids of requests that wait for a decision and of which somebody may have to be reminded by now. */
  toRemind(until: Instant, limit: number): Promise<string[]>;
  /** Ids of requests of which nobody has decided since then, and no fallback approver is asked. */
  undecided(since: Instant, limit: number): Promise<string[]>;
  /** Has it found by `due`, `toRemind` or `undecided` no sooner than then, unless somebody writes it before. */
  postpone(
    requestId: string,
    until: Instant,
    of?: 'dueAt' | 'remindAt' | 'undecidedSince',
  ): Promise<void>;
}

export type WaitingState = Extract<RequestState, 'awaitingApproval' | 'scheduled'>;

export interface AskedSince {
  readonly requests: readonly AccessRequest[];
  /** How many can't be read. */
  readonly unreadable: number;
  /** There may be earlier ones. */
  readonly more: boolean;
}

export interface RequestPage {
  readonly requests: readonly AccessRequest[];
  /** How many of them can't be read, and are set aside. */
  readonly unreadable: number;
  readonly cursor: string | undefined;
}
