import { type ExistingEntitlement, entitlementKey } from '../action/entitlement';
import { type Subject, subjectKey } from '../action/subject';
import { endsNoSooner } from '../grant/ends-no-sooner';
import type { EndedGrant, Grant } from '../grant/grant';
import type { NoRenewal } from '../grant/no-renewal';
import type { StandingApproval } from '../grant/standing-approval';
import type { StuckCause } from '../grant/stuck-cause';
import type { Instant } from '../lib/time';
import { termOf } from './returned';

/** What a holding is found by: who holds what, on which site. */
export interface Held {
  readonly connectionId: string;
  readonly entitlement: ExistingEntitlement;
  readonly subject: Subject;
}

/**
 * All that the app knows of one subject's hold on one entitlement: the grants in force, and what is to
 * be done when. Whoever gives, prolongs or takes back writes it on the revision that was read, so that
 * they take turns.
 */
export interface Holding extends Held {
  readonly revision: number;
  readonly grants: readonly Grant[];
  /** The last few that have ended, latest last. */
  readonly ended: readonly EndedGrant[];
  /** What requests found there already, and were approved for all the same, see `Claim`. */
  readonly claims?: readonly Claim[];
  /** What was approved of it besides, see `StandingApproval`. */
  readonly approvals?: readonly StandingApproval[];
  readonly work: HoldingWork;
  /**
   * When a pass last began or ended: who looked at the site before then may have seen what no longer is. It is stored
   * under this name, as a pass was once called a turn.
   */
  readonly turnedAt?: Instant;
  /** When the latest request was approved that has taken it away: no earlier approval gives it any more. */
  readonly revokedAt?: Instant;
  /** Of access that is overdue: what has been told of it so far. */
  readonly told?: ToldLate;
  /** Since when it is known not to be there though it is in force, and could not be given back, see `missingSince`. */
  readonly missingSince?: Instant;
  /** Of what is missing: what has been told of that so far. */
  readonly toldMissing?: ToldLate;
  /** What was told of the end that is to come. */
  readonly toldBeforeEnd?: ToldBeforeEnd;
  /** Somebody has said that it is not to be renewed, and may have allowed it again since. */
  readonly noRenewal?: NoRenewal;
}

/** What was told before an end. */
export interface ToldBeforeEnd {
  /** Of that end: of one that has moved, nothing was told. */
  readonly endsAt: Instant;
  /** The latest of the times at which it was to be told by then. */
  readonly upTo: Instant;
  /** By which telling. */
  readonly mark: string;
}

/**
 * What a request was approved for and found there already, with nothing on record that gives it: `grantedAt` is
 * when it was seen. Another request of ours may have given it, by a call of which it is not known yet. Until
 * that is proved it is nobody's grant, and takes nothing away.
 */
export type Claim = Omit<
  Grant,
  'unproved' | 'unconfirmed' | 'leaver' | 'returned' | 'takenBack' | 'termEndsAt' | 'workItemOver'
>;

export type HoldingWork =
  /** Nothing is in force. */
  | { readonly state: 'over' }
  /** Something in force has no end. */
  | { readonly state: 'stays' }
  /** The latest end of what is in force. */
  | { readonly state: 'runs'; readonly dueAt: Instant }
  /**
   * It may be that the site does not show what the grants say; until then, somebody is at it, and
   * after it the site is looked at. `sent`: a removal may have been sent. `tries`: that failed before.
   * `begun`: passes that were begun one after another and never came to an end, as whoever made them died.
   */
  | {
      readonly state: 'settling';
      readonly until: Instant;
      readonly sent: boolean;
      readonly tries: number;
      readonly begun?: number;
    }
  /** It should have ended, or be given back, and could not. */
  | {
      readonly state: 'stuck';
      readonly cause: StuckCause;
      readonly siteMessage?: string;
      readonly tries: number;
      readonly nextTryAt: Instant;
    };

/** Of access that is overdue, or missing. */
export interface ToldLate {
  /** The audit, last. */
  readonly audit: Instant;
  readonly approver?: Instant;
  readonly workItem?: Instant;
}

/** One string for each holding, the same whatever things and people are called today. */
export function holdingId({ connectionId, entitlement, subject }: Held): string {
  return [connectionId, entitlementKey(entitlement), subjectKey(subject)].join(':');
}

/** The latest end counts: undefined where something stays, or nothing is in force. */
export function latestEnd({ grants }: Pick<Holding, 'grants'>): Instant | undefined {
  const ends = grants.flatMap(({ endsAt }) => endsAt ?? []);
  return ends.length < grants.length || ends.length === 0 ? undefined : Math.max(...ends);
}

/** The grant that outlasts the others: the end is told as one of its request. */
export function lastingGrant({ grants }: Pick<Holding, 'grants'>): Grant | undefined {
  return grants.reduce<Grant | undefined>(
    (last, grant) => (last === undefined || outlasts(grant, last) ? grant : last),
    undefined,
  );
}

/** What was returned at once has ended at once: the term that it had says which of it went on longest. */
function outlasts(one: Grant, other: Grant): boolean {
  if (one.endsAt !== other.endsAt) return endsNoSooner(one, other);
  return termOf(one) >= termOf(other);
}

/** Where there is nothing to settle. */
export function workOf(grants: readonly Grant[]): HoldingWork {
  if (grants.length === 0) return { state: 'over' };
  const dueAt = latestEnd({ grants });
  return dueAt === undefined ? { state: 'stays' } : { state: 'runs', dueAt };
}

/** What the site is to show at this instant. */
export type Wanted =
  | 'held'
  | 'notHeld'
  /** Its end has come, but that it is the app's to take away is not proved. */
  | 'notOurs'
  /** No grant says anything about it. */
  | 'whatever';

export function wantedOf({ grants }: Pick<Holding, 'grants'>, at: Instant): Wanted {
  if (grants.length === 0) return 'whatever';
  // What is returned is over, also by a clock that is behind; so is what has ended with its work item.
  const isInForce = ({ endsAt, returned, workItemOver }: Grant) =>
    returned !== true && workItemOver === undefined && (endsAt === undefined || endsAt > at);
  if (grants.some(isInForce)) return 'held';
  return grants.some(({ unproved }) => unproved !== true) ? 'notHeld' : 'notOurs';
}
