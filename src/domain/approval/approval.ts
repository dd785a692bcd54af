import type { Person } from '../action/person';
import type { Instant } from '../lib/time';

/** One stage of approval: the changes it covers, who may decide them, why they, and what was decided. */
export interface Approval {
  /** The project whose lead decides. */
  readonly projectId: string;
  /** Positions in `Ask.changes` that this stage decides. */
  readonly changes: readonly number[];
  readonly approvers: readonly Person[];
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
    | { readonly source: 'fallbackApprover' };
  readonly person?: Person;
  readonly outcome: 'chosen' | 'nobody' | 'inactive' | 'isRequester' | 'isSubject' | 'notAPerson';
}
