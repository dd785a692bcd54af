import type { ActionKind } from '../action/action';
import type { Entitlement } from '../action/entitlement';
import type { Person } from '../action/person';
import type { Subject } from '../action/subject';
import type { RecordKind } from '../aside/aside';
import type { AdminNotice } from '../delivery/admin-notice';
import type { DeliveryProblem, DeliveryWay } from '../delivery/deliveries';
import type { FailureReason } from '../effects/step';
import type { EndOfGrant } from '../grant/grant';
import type { StuckCause } from '../grant/stuck-cause';
import type { Instant } from '../lib/time';
import type { AccessState, SuspensionVerb } from '../organization/suspension';
import type { LevelInPlace } from '../policy/asked-bundle';
import type { PolicyChange } from '../policy/policy-change';
import type { Term } from '../term/term';
import type { AskedFor } from './asked-for';
import type { ByRules } from './by-rules';
import type { ClosedFor } from './closed-for';
import type { ReviewVerdict } from './review-verdict';

/** Who did it: a person, or the app by itself (a schedule, a term that ended). */
export type Actor = ({ readonly kind: 'person' } & Person) | { readonly kind: 'app' };

/** One decision or one effect. Never changed once written. */
export type AuditEvent = {
  readonly id: string;
  readonly at: Instant;
  readonly actor: Actor;
} & AuditFact;

/** What came of a trial. `begun` is there before Jira is asked; `stays`: what it wrote could not be taken back. */
export type TrialOutcome = 'begun' | 'done' | 'stays' | 'unconfirmed' | 'refused';

export type AuditFact =
  | { readonly kind: 'connection.connected'; readonly instanceUrl: string; readonly email: string }
  | { readonly kind: 'connection.disconnected'; readonly instanceUrl: string }
  | { readonly kind: 'connection.failing'; readonly instanceUrl: string; readonly problem: string }
  /** It was failing since then, and is not any more. */
  | {
      readonly kind: 'connection.working';
      readonly instanceUrl: string;
      readonly failedSince: Instant;
    }
  | {
      readonly kind: 'organization.connected';
      readonly organizationId: string;
      readonly name: string;
    }
  | {
      readonly kind: 'organization.disconnected';
      readonly organizationId: string;
      readonly name: string;
    }
  /** Written before it is sent, as `begun`, and once more with what came of it. */
  | {
      readonly kind: 'organization.access';
      readonly verb: SuspensionVerb;
      readonly person: Person;
      readonly before: AccessState;
      readonly reason: string;
      readonly outcome: 'begun' | 'applied' | 'unchanged' | 'failed' | 'unconfirmed';
      readonly siteMessage?: string;
    }
  | {
      readonly kind: 'policy.changed';
      readonly version: number;
      readonly changes: readonly PolicyChange[];
      /** Earlier versions of the app kept sentences, and no changes. */
      readonly summary?: readonly string[];
    }
  | {
      readonly kind: 'request.submitted';
      readonly justification: string;
      /** Earlier versions of the app did not keep it. */
      readonly asked?: AskedFor;
    }
  | ({
      readonly kind: 'request.approved';
      readonly projectId: string;
      /** Who was away, and for whom it was decided. */
      readonly standsFor?: Person;
      /** Nobody had decided for so many hours, and they did as a fallback approver. */
      readonly afterHours?: number;
      readonly comment?: string;
    } & ByRules)
  /** Somebody whose turn it is asks whoever asked for access, who answers. */
  | { readonly kind: 'request.question'; readonly text: string }
  | { readonly kind: 'request.answer'; readonly text: string; readonly to: readonly Person[] }
  /** Whoever is away then says who decides for them. */
  | {
      readonly kind: 'standIn.set';
      readonly to: readonly Person[];
      readonly from: Instant;
      readonly until: Instant;
    }
  /** By themselves, or by an admin. */
  | { readonly kind: 'standIn.ended'; readonly person: Person; readonly to: readonly Person[] }
  /** Less than was asked for: so many lines were left out, or the term is shorter. `approved` is what is left of it. */
  | {
      readonly kind: 'request.approvedLess';
      readonly reason: string;
      readonly leftOut: number;
      readonly approved: AskedFor;
      /** Lower levels of bundles in the place of those that were asked for. */
      readonly levels?: readonly LevelInPlace[];
      readonly termBefore?: Term;
    }
  | ({
      readonly kind: 'request.declined';
      readonly projectId: string;
      readonly standsFor?: Person;
      readonly afterHours?: number;
      readonly reason: string;
    } & ByRules)
  /** `accountClosed`: the app did, as whoever asked has no account any more. */
  | { readonly kind: 'request.withdrawn'; readonly accountClosed?: true }
  /** It waited, and nothing could come of it any more; or an admin did, as the app is about to be uninstalled. */
  | { readonly kind: 'request.closed'; readonly closedFor: ClosedFor }
  /** As the app is about to be uninstalled, an admin has all access end that it gave for a time; and what came of it. */
  | { readonly kind: 'leaving.begun'; readonly closesRequests: boolean }
  | {
      readonly kind: 'leaving.finished';
      readonly ended: number;
      readonly closed: number;
      readonly failed: number;
    }
  /** For how many days what is over is kept from then on; null: for good. */
  | {
      readonly kind: 'retention.changed';
      readonly before: number | null;
      readonly after: number | null;
    }
  /** What was over before then, and is kept no longer. */
  | {
      readonly kind: 'records.deleted';
      readonly requests: number;
      readonly records: number;
      readonly before: Instant;
    }
  /** Nothing that is stored names them any more: they are called `former` wherever they were. */
  | { readonly kind: 'person.erased'; readonly former: string }
  /** Whoever asked had those reminded whose turn it is. */
  | { readonly kind: 'request.reminded'; readonly to: readonly Person[] }
  | { readonly kind: 'request.timedOut' }
  /** This version of the policy asks nobody else any more: what these have approved goes on. */
  | {
      readonly kind: 'request.nobodyElseAsked';
      readonly policyVersion: number;
      readonly by: readonly Person[];
    }
  /** Nobody was asked: by this version of the policy, which they signed. */
  | ({
      readonly kind: 'request.decidedByPolicy';
      readonly policyVersion: number;
      readonly signedBy: Person;
    } & ByRules)
  /** Whoever asked took it before anybody decided: by this version of the policy, which they enabled. */
  | {
      readonly kind: 'request.brokeGlass';
      readonly policyVersion: number;
      readonly signedBy: Person;
    }
  /** Somebody has looked at what was taken so, and closed the review. */
  | {
      readonly kind: 'request.reviewed';
      readonly verdict: ReviewVerdict;
      readonly note: string;
    }
  /** Its start has come, and all who are asked now had approved it. */
  | { readonly kind: 'request.started' }
  /** Its start has come, and those are asked now who have not approved it; `without`: whose approval counts no more. */
  | {
      readonly kind: 'request.askedAgain';
      readonly to: readonly Person[];
      readonly without: readonly Person[];
    }
  | ({
      readonly kind: 'request.rerouted';
      readonly projectId: string;
      /** Nobody had decided for so many hours: they may as well, beside those who were asked. */
      readonly afterHours?: number;
      readonly to: readonly Person[];
    } & ByRules)
  | { readonly kind: 'request.retried'; readonly steps: number }
  /** The app could not go on by itself: a fault of its own, in the log under this reference. */
  | { readonly kind: 'request.stopped'; readonly reference: string }
  | { readonly kind: 'request.finished'; readonly state: 'completed' | 'needsAttention' }
  | {
      readonly kind: 'approver.notified';
      readonly to: readonly Person[];
      readonly by: DeliveryWay;
    }
  /** Neither way worked the first time: it is tried again, and shown where it matters. */
  | {
      readonly kind: 'approver.notTold';
      readonly to: readonly Person[];
      readonly problem: DeliveryProblem;
    }
  /** Customers of a service project could read a comment of the app that was to be internal. */
  | { readonly kind: 'comment.public'; readonly takenBack: boolean }
  /** For a day, the work item could not be had found by what is true of it: it is not tried again until something changes. */
  | { readonly kind: 'state.notShown'; readonly problem: DeliveryProblem }
  /** Delivery by email, by way of the record's issue. */
  | {
      readonly kind: 'admins.notified';
      readonly about: AdminNotice['about'];
      readonly to: readonly Person[];
    }
  /** The first try came to nothing: it is tried again, and shown where it matters. */
  | {
      readonly kind: 'admins.notTold';
      readonly about: AdminNotice['about'];
      readonly to: readonly Person[];
      readonly problem: DeliveryProblem;
    }
  /**
   * For all work items of so many projects, or no longer. `begun` is there before Jira is asked: where nothing comes
   * after it, it may have been done, as with `unconfirmed`, to which no answer came.
   */
  | {
      readonly kind: 'panel.shown' | 'panel.hidden';
      readonly projects: number;
      readonly outcome: 'begun' | 'taken' | 'unconfirmed' | 'refused';
    }
  /** An admin tried whether Multiplier can tell people, by way of the record's issue. */
  | {
      readonly kind: 'delivery.tried';
      readonly by: DeliveryWay;
      readonly outcome: TrialOutcome;
    }
  /** An admin removed, or gave up, a record that could not be read. */
  | { readonly kind: 'record.removed'; readonly record: string; readonly of: RecordKind }
  /** The policy in force could not be read: an admin put an earlier version in its place. */
  | { readonly kind: 'policy.restored'; readonly version: number; readonly from: number }
  | {
      readonly kind: 'effect';
      readonly action: ActionKind;
      readonly subject: Subject;
      readonly entitlement: Entitlement;
      readonly outcome: 'applied' | 'unchanged' | 'failed' | 'manual';
      readonly reason?: FailureReason;
      /** Applied, and maybe by somebody else; or failed, and maybe done all the same. */
      readonly unproved?: true;
      /** Of an account that was there before: it may have been given the products that were named. */
      readonly found?: true;
      readonly siteMessage?: string;
      /** Which rule of the policy said no. */
      readonly rule?: string;
    }
  | {
      readonly kind: 'grant.ended';
      readonly subject: Subject;
      readonly entitlement: Entitlement;
      readonly why: EndOfGrant;
      readonly lateBy?: number;
    }
  /** Whoever has it has it end before its term is over. */
  | {
      readonly kind: 'grant.returned';
      readonly subject: Subject;
      readonly entitlement: Entitlement;
    }
  /** Somebody who approved it or may, or a Jira admin, has it end before its term is over. */
  | {
      readonly kind: 'grant.takenBack';
      readonly subject: Subject;
      readonly entitlement: Entitlement;
      readonly right: 'approved' | 'decides' | 'admin';
    }
  /** The same people have said that it is not to be renewed, */
  | {
      readonly kind: 'grant.notToRenew';
      readonly subject: Subject;
      readonly entitlement: Entitlement;
      readonly right: 'approved' | 'decides' | 'admin';
      readonly reason: string;
    }
  /** or that it may be again. */
  | {
      readonly kind: 'grant.mayRenew';
      readonly subject: Subject;
      readonly entitlement: Entitlement;
      readonly right: 'approved' | 'decides' | 'admin';
    }
  /** Access that should have ended `since` then, and is still there. */
  | {
      readonly kind: 'grant.overdue';
      readonly subject: Subject;
      readonly entitlement: Entitlement;
      readonly since: Instant;
      readonly cause: StuckCause;
      readonly siteMessage?: string;
    }
  /** Access in force that the app took away beside an approval, and could not give back `since` then. */
  | {
      readonly kind: 'grant.missing';
      readonly subject: Subject;
      readonly entitlement: Entitlement;
      readonly since: Instant;
      readonly cause: StuckCause;
      readonly siteMessage?: string;
    }
  /** What was missing is there again. */
  | {
      readonly kind: 'grant.thereAgain';
      readonly subject: Subject;
      readonly entitlement: Entitlement;
      readonly missingSince: Instant;
    };

export type AuditKind = AuditFact['kind'];

/**
 * Events that were written together, with what they are found by. A block of effects is one record:
 * an event each, one write for all.
 */
export interface AuditRecord {
  readonly id: string;
  readonly at: Instant;
  readonly issueKey: string | undefined;
  readonly requestId: string | undefined;
  readonly events: readonly AuditEvent[];
}
