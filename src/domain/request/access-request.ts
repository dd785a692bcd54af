import type { Ask } from '../action/ask';
import type { Person } from '../action/person';
import type { Approval } from '../approval/approval';
import type { ClosedFor } from '../audit/closed-for';
import type { StepCounts } from '../effects/step';
import type { Instant } from '../lib/time';
import type { PlanCounts } from '../plan/plan';
import type { AskedBundle } from '../policy/asked-bundle';
import type { FollowedBundle } from '../policy/followed-bundle';
import type { Term } from '../term/term';
import type { ApprovedLess } from './approved-less';
import type { Pause } from './pause';
import type { Question } from './question';
import type { Review } from './review';

/** The issue a request was made in, on the Jira that hosts the app. */
export interface IssueRef {
  /** The site it is in: its project is the connected site's only where the two are the same. */
  readonly cloudId: string;
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly projectKey: string;
}

/** What every request has, in whatever state. */
export interface RequestCore {
  readonly id: string;
  /** Grows by one with every write: a write names the revision it has read. */
  readonly revision: number;
  readonly connectionId: string;
  readonly issue: IssueRef;
  readonly requester: Person;
  readonly ask: Ask;
  /** How its steps are stored (domain/provisioning/make-step-blocks.ts). */
  readonly stepsPerBlock: number;
  readonly justification: string;
  readonly term: Term;
  /** Nothing of it is done before; without it, as soon as it is approved. */
  readonly startsAt?: Instant;
  /** The version of the policy that was in force when it was submitted. */
  readonly policyVersion: number;
  /** What the plan said at submission; the lines themselves are with the steps. */
  readonly planned: PlanCounts;
  readonly approvals: readonly Approval[];
  /** By which bundles some of it was chosen. */
  readonly bundles?: readonly AskedBundle[];
  /** The bundle to whose contents it brings those who have it. */
  readonly follows?: FollowedBundle;
  /** What was left out of it since, in the order in which it was. */
  readonly less?: readonly ApprovedLess[];
  /** What those whose turn it was wanted to know, in the order in which they asked. */
  readonly questions?: readonly Question[];
  /** It was taken before anybody decided, and is looked at after. */
  readonly review?: Review;
  readonly createdAt: Instant;
  /** When the present state began. */
  readonly since: Instant;
}

export type AccessRequest =
  | AwaitingApproval
  | Scheduled
  | Approved
  | Applying
  | Completed
  | NeedsAttention
  | Declined
  | Withdrawn
  | TimedOut;

export interface AwaitingApproval extends RequestCore {
  readonly state: 'awaitingApproval';
  /** Undecided at this instant, it times out. */
  readonly timesOutAt: Instant;
  /** When whoever asked last had the others reminded. */
  readonly remindedAt?: Instant;
  /** When it is next looked whether the app is to remind somebody. Requests of earlier versions have none until they are written. */
  readonly remindAt?: Instant;
}

/** How it came to be approved, kept from then on. */
export interface Approving {
  readonly approvedAt: Instant;
  /** The approval does not license an effect after this instant. */
  readonly approvalValidUntil: Instant;
  /**
   * The version of the policy by which nobody else was asked, where no decision but that ended the waiting: those who
   * had approved by then are all.
   */
  readonly nobodyElseBy?: number;
}

interface Decided extends RequestCore, Approving {}

/** Approved, and not to be done before its start: then it is asked again who decides it. */
export interface Scheduled extends Decided {
  readonly state: 'scheduled';
  readonly startsAt: Instant;
  /** Its start has come, and it can't be asked now who decides it: this is why. */
  readonly pause?: Pause;
}

export interface Approved extends Decided {
  readonly state: 'approved';
}

/** Only the holder of the lease writes steps; `epoch` fences off one that was thought dead. */
export interface Lease {
  readonly epoch: number;
  readonly until: Instant;
}

export interface Applying extends Decided {
  readonly state: 'applying';
  readonly lease: Lease;
  readonly progress: StepCounts;
  /** Nothing goes on now, and this is why. It goes with the first step that gets further. */
  readonly pause?: Pause;
}

export interface Completed extends Decided {
  readonly state: 'completed';
  readonly progress: StepCounts;
}

export interface NeedsAttention extends Decided {
  readonly state: 'needsAttention';
  readonly progress: StepCounts;
  /** The app could not go on by itself; the log has it under this reference. Steps may be left to do. */
  readonly stopped?: { readonly reference: string };
}

export interface Declined extends RequestCore {
  readonly state: 'declined';
}

export interface Withdrawn extends RequestCore {
  readonly state: 'withdrawn';
  /** It was not whoever asked who ended it, but the app or an admin, for this reason. */
  readonly closedFor?: ClosedFor;
}

export interface TimedOut extends RequestCore {
  readonly state: 'timedOut';
}

export type RequestState = AccessRequest['state'];
