import type { Instant } from '#domain/lib/time';
import type { WatchedIssue } from '#domain/watched-issue/watched-issue';

/** The work items with which access is to end; each is read by its key. */
export interface WatchedIssueStore {
  get(issueId: string): Promise<WatchedIssue | undefined>;
  /** Ids of those that are to be looked at by then, the longest due first; eventual: a hint. */
  due(until: Instant, limit: number): Promise<string[]>;
  /** Puts one off that can't be seen to now: nothing else of it changes. */
  postpone(issueId: string, until: Instant): Promise<void>;
}
