import type { Person } from '../action/person';
import type { Instant } from '../lib/time';

/**
 * One stage of approval: the changes it covers, its place in their chain, who may decide them, why they, how
 * many of them have to, and what was decided.
 */
export interface Approval {
  /** The project whose lead decides, where a lead does. */
  readonly projectId: string;
  /** Whom it asks, as one string: by it a stage is known again when it is looked up anew. */
  readonly asks: string;
  /** The names of the rules that ask it; none: it is asked of everything. */
  readonly rules: readonly string[];
  /** From 1. A stage is asked once those before it, of the same changes, are approved. */
  readonly order: number;
  /** So many have to approve. */
  readonly needed: number;
  /** Positions in `Ask.changes` that this stage decides. */
  readonly changes: readonly number[];
  /** With those of them who have approved already. */
  readonly approvers: readonly Person[];
  /** Who was passed over for gaining by it: they are told, and may decline, not approve. */
  readonly mayDecline: readonly Person[];
  readonly trace: readonly TraceEntry[];
  /** When somebody was asked who was not before; missing: as its turn began. */
  readonly askedAt?: Instant;
  /** In their order, each person once. */
  readonly decisions: readonly Decision[];
}

export type Decision = DecisionOfPeople | ByPolicy | BrokeGlass;
export type DecisionOfPeople = Approved | Declined;

export const isOfPeople = (one: Decision): one is DecisionOfPeople =>
  one.decision !== 'byPolicy' && one.decision !== 'brokeGlass';

interface Approved {
  readonly decision: 'approved';
  readonly by: Person;
  readonly at: Instant;
  /** The project that the work item was in then; what earlier versions wrote does not say. */
  readonly askedIn?: string;
  /** Who was away, and for whom it was decided. */
  readonly standsFor?: Person;
  /** Nobody had decided for so many hours, and they did as a fallback approver. */
  readonly afterHours?: number;
  readonly comment?: string;
}

interface Declined {
  readonly decision: 'declined';
  readonly by: Person;
  readonly at: Instant;
  readonly standsFor?: Person;
  readonly afterHours?: number;
  readonly reason: string;
}

/**
 * Nobody was asked: the policy in force then said so. Whoever saved that version signed it, and counts as whoever approves does:
 * nothing of it is given to them.
 */
interface ByPolicy {
  readonly decision: 'byPolicy';
  readonly by: Person;
  readonly at: Instant;
  readonly askedIn?: string;
  readonly policyVersion: number;
}

/**
 * Nobody has decided yet: whoever asked took it, as the policy in force then named them for that. Whoever saved that version enabled it, and
 * counts as whoever approves does: nothing of it is given to them. Those who would have decided look at it after.
 */
interface BrokeGlass {
  readonly decision: 'brokeGlass';
  readonly by: Person;
  readonly at: Instant;
  readonly askedIn?: string;
  readonly policyVersion: number;
}

/** One thing that was tried in looking for an approver, and what came of it. */
export interface TraceEntry {
  readonly tried:
    | { readonly source: 'roleProjectLead'; readonly projectKey: string }
    | { readonly source: 'issueProjectLead'; readonly projectKey: string }
    /** Named by a rule of the policy. */
    | { readonly source: 'named' }
    /** In a group that a rule names. */
    | { readonly source: 'member'; readonly group: string }
    /** Holds Jira's permission to decide on access requests in the project. */
    | { readonly source: 'permission'; readonly projectKey: string }
    /** Named as an owner of the group that is asked for; without one, it is no group. */
    | { readonly source: 'groupOwner'; readonly group?: string }
    /** `afterHours`: those who are asked can decide as well, and have not for so long. */
    | { readonly source: 'fallbackApprover'; readonly afterHours?: number }
    /** Stands in for somebody who is asked and is away. */
    | { readonly source: 'standIn'; readonly of: Person }
    /** Everybody decides in the issue: without it, nobody does. */
    | { readonly source: 'issue' };
  readonly person?: Person;
  readonly outcome: (typeof TRACE_OUTCOMES)[number];
}

export const TRACE_OUTCOMES = [
  'chosen',
  'nobody',
  /** More people than are asked. */
  'tooMany',
  /** The site did not say who it is. */
  'notKnown',
  /** The group is not listed any more, and so has no owners: nobody decides in their place meanwhile. */
  'notListed',
  'inactive',
  /** Somebody else decides in their place for now. */
  'away',
  /** Whether they are, or who decides for them, can't be read: neither of the two decides meanwhile. */
  'awayUnknown',
  'isRequester',
  'notAPerson',
  /** Another stage of the same changes is theirs, or was: nobody is asked twice. */
  'decidedBefore',
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
