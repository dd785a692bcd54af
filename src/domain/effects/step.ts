import type { Person } from '../action/person';
import type { Instant } from '../lib/time';
import type { ImpossibleReason, RefusedReason } from '../plan/plan';
import type { BeforeState, Unanswered } from './what-is-ours';

/** Why a step could not be done; `siteMessage` beside it carries the site's own words. */
export type FailureReason =
  | RefusedReason
  | ImpossibleReason
  /** The site differs from what was approved: doing it now would be more than the approver saw. */
  | 'beyondApprovedPlan'
  | 'approvalLapsed'
  /** It would give something to somebody who approved it. */
  | 'approverGains'
  /** A request that was approved later has taken it away. */
  | 'takenAwaySince'
  /** A request that was approved later has given it. */
  | 'givenSince'
  | 'siteRefused'
  | 'connectionMissing'
  | 'credentialRejected'
  | 'rateLimited'
  | 'siteUnavailable'
  /** The store does not take the record of when its access ends. */
  | 'recordRefused'
  /** Its record could not be read, and an admin gave it up. */
  | 'recordLost'
  /** Sent, not answered, and reading back did not settle it yet. */
  | 'unconfirmed'
  /** A group of the name is there, and nothing proves that this request created it. */
  | 'creationUnproved';

/** The before-state is on record and the effect may have been sent: only reading back can tell. */
export interface Begun extends Unanswered {
  readonly before: BeforeState;
}

/**
 * How one effect on the site ended, or that it has not yet. `createdId`: the account or the group that
 * a creation brought about, or found.
 */
export type StepState =
  | { readonly state: 'pending' }
  | ({ readonly state: 'begun' } & Begun)
  /**
   * `unproved`: it is so, and nothing proves that this request brought it about. `found`: of an account
   * that was there before, whether the call gave it the products that it names is what is not known.
   */
  | {
      readonly state: 'applied';
      readonly before: BeforeState;
      readonly at: Instant;
      readonly verifiedAt?: Instant;
      readonly createdId?: string;
      readonly unproved?: true;
      readonly found?: true;
    }
  /**
   * `noted`: its approval stands against a removal that was approved before. `prolonged`: held through an earlier grant, whose place this step's own grant takes. `claimed`: nothing on record
   * gave it, and it takes the place of what is proved to have (`Claim`).
   */
  | {
      readonly state: 'unchanged';
      readonly at: Instant;
      readonly prolonged?: true;
      readonly claimed?: true;
      readonly noted?: true;
      readonly createdId?: string;
    }
  | {
      readonly state: 'failed';
      readonly reason: FailureReason;
      readonly retryable: boolean;
      readonly siteMessage?: string;
      /** Which rule of the policy says no. */
      readonly rule?: string;
      readonly at: Instant;
      /** The effect may have been sent: a retry reads back before it sends again. */
      readonly begun?: Begun;
      /** Of an account that is there, though the step failed. */
      readonly createdId?: string;
    }
  | { readonly state: 'manual'; readonly by: Person; readonly at: Instant };

/** `pending` counts what has begun too; `retryable` says how many of `failed` may be tried again. */
export interface StepCounts {
  readonly pending: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly manual: number;
  readonly retryable: number;
}

export function hasEnded(outcome: StepState): boolean {
  return outcome.state !== 'pending' && outcome.state !== 'begun';
}
