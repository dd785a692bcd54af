import type { Instant } from '#domain/lib/time';
import type { StepBlock } from '#domain/provisioning/step-block';
import type { AccessRequest, RequestState } from '#domain/request/access-request';

/** Reading requests. `get`, `ofIssue` and `blocks` are strict; `due` is eventual and only a hint. */
export interface RequestStore {
  get(requestId: string): Promise<AccessRequest | undefined>;
  /** The request that this submission made before, if it did: one ask sent twice is one request. */
  bySubmissionKey(submissionKey: string): Promise<string | undefined>;
  /** Newest first; at most `limit`. */
  ofIssue(issueId: string, limit: number): Promise<AccessRequest[]>;
  /** Blocks `from` … `from + count - 1` of a request's steps, in order. */
  blocks(requestId: string, from: number, count: number): Promise<StepBlock[]>;
  /** Ids of requests in this state that somebody has to look at again by now. */
  due(state: RequestState, until: Instant, limit: number): Promise<string[]>;
}
