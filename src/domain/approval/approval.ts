import type { Person } from '../action/person';
import type { Instant } from '../lib/time';

/** One stage of approval: the changes it covers, who may decide them, why they, and what was decided. */
export interface Approval {
  /** The project whose lead decides. */
  readonly projectId: string;
  /** Positions in `Ask.changes` that this stage decides. */
  readonly changes: readonly number[];
  readonly approvers: readonly Person[];
  /** A lead who was passed over for gaining by it: they are told, and may decline, not approve. */
  readonly mayDecline: readonly Person[];
  readonly trace: readonly TraceEntry[];
  readonly decision: Decision | undefined;
}

export type Decision =
  | {
      readonly decision: 'approved';
      readonly by: Person;
      readonly at: Instant;
      readonly comment?: string;
    }
  | {
      readonly decision: 'declined';
      readonly by: Person;
      readonly at: Instant;
      readonly reason: string;
    };

/** One thing that was tried in looking for an approver, and what came of it. */
export interface TraceEntry {
  readonly tried:
    | { readonly source: 'roleProjectLead'; readonly projectKey: string }
    | { readonly source: 'issueProjectLead'; readonly projectKey: string }
    | { readonly source: 'fallbackApprover' }
    /** Everybody decides in the issue: without it, nobody does. */
    | { readonly source: 'issue' };
  readonly person?: Person;
  readonly outcome: (typeof TRACE_OUTCOMES)[number];
}

export const TRACE_OUTCOMES = [
  'chosen',
  'nobody',
  'inactive',
  'isRequester',
  'notAPerson',
  /** It would give them something. */
  'gains',
  /** Whether it would could not be found out. */
  'gainUnknown',
  'cannotSeeIssue',
  /** Whether they see the issue could not be found out. */
  'sightUnknown',
  /** The issue was deleted, or is where the app can't see it. */
  'issueGone',
] as const;
export type TraceOutcome = (typeof TRACE_OUTCOMES)[number];
