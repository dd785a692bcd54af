import type { z } from 'zod';
import type { Verb } from '#domain/action/action';
import type {
  Entitlement,
  ExistingEntitlement,
  GroupEntitlement,
  NewGroupEntitlement,
} from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import type { Product } from '#domain/action/product';
import type {
  GroupSubject,
  NewPersonSubject,
  PersonSubject,
  Subject,
} from '#domain/action/subject';
import type { Approval } from '#domain/approval/approval';
import type { NobodyApproves } from '#domain/approval/nobody-approves';
import type { Sight } from '#domain/approval/sight';
import type { StandIn } from '#domain/approval/stand-in';
import type { RecordKind, Trouble, WayOut } from '#domain/aside/aside';
import type { AuditEvent } from '#domain/audit/audit-event';
import type { ClosedFor } from '#domain/audit/closed-for';
import type { ConnectionHealth, CredentialProblem } from '#domain/connection/connection';
import type { AdminsNotReached } from '#domain/delivery/admin-notice';
import type { NotReached } from '#domain/delivery/deliveries';
import type { FailureReason, StepCounts, StepState } from '#domain/effects/step';
import type { AskedCount } from '#domain/figures/asked-lately';
import type { EndsOfWeek } from '#domain/figures/ends-ahead';
import type { RequestFigures } from '#domain/figures/request-figures';
import type { EndOfGrant } from '#domain/grant/grant';
import type { Lateness } from '#domain/grant/lateness';
import type { StuckCause } from '#domain/grant/stuck-cause';
import type { AccessOfRequest } from '#domain/holding/access-of-request';
import type { BundleOfPerson } from '#domain/holding/held-by-bundle';
import type { RenewalRefusal } from '#domain/holding/renewal-refusal';
import type { ReturnRefusal } from '#domain/holding/return-refusal';
import type { TakeBackRefusal } from '#domain/holding/take-back-refusal';
import type { KeptBy } from '#domain/leaving/kept-by';
import type { LeavingRun } from '#domain/leaving/leaving-run';
import type { Allowed } from '#domain/lib/allowed';
import type { Listed } from '#domain/lib/listed';
import type { Instant } from '#domain/lib/time';
import type { EntryMeaning } from '#domain/list/entry-meaning';
import type {
  AccessState,
  SuspensionRefusal,
  SuspensionVerb,
} from '#domain/organization/suspension';
import type { PanelProgress } from '#domain/panel/panel-progress';
import type { Shown } from '#domain/panel/where-shown';
import type { Reporting } from '#domain/personal/reporting';
import type { PlanCounts, Verdict } from '#domain/plan/plan';
import type { AskedBundle } from '#domain/policy/asked-bundle';
import type { Level } from '#domain/policy/bundle';
import type { PeopleBecause } from '#domain/policy/decided-by-policy';
import type { TermRule } from '#domain/policy/longest-term';
import type { PartsOfBundle } from '#domain/policy/parts-of-bundle';
import type { Policy } from '#domain/policy/policy';
import type { PolicyChange } from '#domain/policy/policy-change';
import type { NamedProject } from '#domain/policy/rule';
import type { ProtectionDoubt } from '#domain/protection/administering';
import type { AdministrationGiven } from '#domain/protection/administration-given';
import type { GroupProtection, UnlockableProtection } from '#domain/protection/group-protection';
import type { RequestState } from '#domain/request/access-request';
import type { ApprovedLess } from '#domain/request/approved-less';
import type { ContextStatus } from '#domain/request/context-status';
import type { LowerLevel } from '#domain/request/lower-levels';
import type { Pause, PauseCause } from '#domain/request/pause';
import type { Question } from '#domain/request/question';
import type { RequestRefusal, RequestVerb, VerbRefusal } from '#domain/request/request-refusal';
import type { ClosedReview } from '#domain/request/review';
import type { Term } from '#domain/term/term';
import type { askInput } from './inputs';

/** A request as the panel shows it, small enough for the first view. Instants are epoch milliseconds. */
export interface RequestView {
  readonly id: string;
  readonly revision: number;
  readonly issueKey: string;
  readonly state: RequestState;
  /** Why it was closed, where it was not whoever asked who withdrew it. */
  readonly closedFor: ClosedFor | undefined;
  readonly since: number;
  readonly createdAt: number;
  readonly requester: Person;
  readonly justification: string;
  readonly term: Term;
  /** Nothing of it is done before; undefined: as soon as it is approved. */
  readonly startsAt: number | undefined;
  /** At most SUBJECTS_SHOWN of them; `subjectCount` is the whole number. */
  readonly subjects: readonly Subject[];
  readonly subjectCount: number;
  readonly changes: readonly ChangeView[];
  readonly planned: PlanCounts;
  readonly approvals: readonly ApprovalView[];
  /** Places among `changes` that the viewer would approve now: what they may leave out. */
  readonly approves: readonly number[];
  /** By which bundles some of it was chosen. */
  readonly bundles: readonly AskedBundle[];
  /** The bundle to whose contents it brings those who have it, as it was called then. */
  readonly follows: { readonly name: string } | undefined;
  /** What those whose turn it was wanted to know, and the answers. */
  readonly questions: readonly Question[];
  /** What was left out of it since it was asked for. */
  readonly less: readonly ApprovedLess[];
  /** It was taken before anybody decided, and is looked at after; undefined: it was not. */
  readonly review: ReviewView | undefined;
  /** From approval on. */
  readonly progress: StepCounts | undefined;
  /** The version of the policy by which nobody else was asked, where that ended the waiting. */
  readonly nobodyElseBy: number | undefined;
  /** Access that ends: when, for what was given with a term. */
  readonly endsAt: number | undefined;
  /** Something it gave is not as it was approved: one of it, there may be more. */
  readonly late: ({ readonly about: Lateness } & LateView) | undefined;
  /** How what it has given stands; undefined where it has given nothing, or not all of it is looked at. */
  readonly access: AccessOfRequest | undefined;
  /** Somebody has said that what it gives is not to be renewed; `isAll`: all that is looked at of what goes on. */
  readonly noRenewal: (NoRenewalView & { readonly isAll: boolean }) | undefined;
  readonly timesOutAt: number | undefined;
  /** Approved work that can't go on now: what it waits for. */
  readonly pause: Pause | undefined;
  /** From approval on: after that, what is not done by then is not done any more. */
  readonly approvalValidUntil: number | undefined;
  /** The app could not go on by itself; under this reference its log has it. */
  readonly stopped: { readonly reference: string } | undefined;
  /** What a verb's button shows: usable, or disabled with its reason. */
  readonly verbs: Readonly<Record<RequestVerb, Allowed<VerbRefusal>>>;
  /** While it waits: the approvers, where no way of telling them has worked. */
  readonly notReached: NotReached | undefined;
}

export interface ReviewView {
  readonly by: readonly Person[];
  readonly closed: ClosedReview | undefined;
}

export interface ChangeView {
  readonly verb: Verb;
  readonly entitlement: Entitlement;
  readonly subjectCount: number;
}

/** A stage; without whom it asks, which its trace says in full. */
export type ApprovalView = Omit<Approval, 'asks'>;

/** One line of what happened (or will): a subject, an entitlement, and how it stands. */
export interface StepView {
  readonly step: number;
  readonly verb: Verb;
  readonly subject: Subject;
  readonly entitlement: Entitlement;
  readonly planned: Verdict;
  readonly outcome: StepState;
  /** For access given with a term, how its grant stands. */
  readonly grant: GrantView | undefined;
}

/** Levels below one that was asked for, the lowest first. */
export interface LevelsBelowView {
  readonly bundleId: string;
  /** What was asked for. */
  readonly asked: string;
  readonly levels: readonly LowerLevelView[];
}

/** What of it was not asked for is named where it is a listed group; of roles it is told how many. */
export interface LowerLevelView extends Omit<LowerLevel, 'notAskedFor'> {
  readonly notAskedFor: {
    readonly groups: readonly GroupEntitlement[];
    readonly others: number;
  };
}

/** Steps that failed for one cause: what was not done, and to how many. */
export interface CauseView {
  /** The number of its first step: `likeStep` takes all of the cause by it. */
  readonly step: number;
  readonly reason: FailureReason;
  /** The site's words, where it said the same to all of them. */
  readonly siteMessage: string | undefined;
  /** Which rule of the policy says no. */
  readonly rule: string | undefined;
  /** The site had other words for each. */
  readonly wordsDiffer: boolean;
  readonly count: number;
  /** How many of them can be tried again. */
  readonly retryable: number;
  readonly parts: readonly CausePart[];
}

export interface CausePart {
  readonly verb: Verb;
  readonly entitlement: Entitlement;
  readonly count: number;
  /** One of them, and of which kinds they are. */
  readonly subject: Subject;
  readonly kinds: readonly Subject['kind'][];
}

/** By what access ended that is over, and does not go on. */
export type EndedBy = Extract<
  EndOfGrant,
  | 'expired'
  | 'revoked'
  | 'goneByHand'
  | 'leaver'
  | 'returned'
  | 'takenBack'
  | 'workItemDone'
  | 'workItemDeleted'
>;

/** `at`: when it ends, since when it is so, when it ended. */
export type GrantView =
  /** `workItem`: the key of the one with which it ends before that, once it is done. */
  | { readonly state: 'active'; readonly at: number; readonly workItem?: string }
  | {
      readonly state: 'superseded' | 'notProlonged' | 'notGivenBack';
      readonly at: number;
    }
  | { readonly state: 'ended'; readonly at: number; readonly why: EndedBy }
  /** `returned`: whoever has it returned it `at` then; `takenBack`: somebody else ended it early. */
  | {
      readonly state: 'ending';
      readonly at: number;
      readonly returned?: true;
      readonly takenBack?: true;
    }
  /** It should have ended `at` then; without a cause, it has not been tried yet. */
  | { readonly state: 'overdue'; readonly at: number; readonly cause?: StuckCause }
  /** It is in force and has not been there since `at`; without a cause, it is being given back. */
  | { readonly state: 'missing'; readonly at: number; readonly cause?: StuckCause }
  /** What the app keeps of it can't be read, until an admin has looked at it. */
  | { readonly state: 'unreadable' };

/** Access that should have ended and is still there, or that is in force and could not be given back. */
export interface LateView {
  readonly subject: Subject;
  readonly entitlement: ExistingEntitlement;
  readonly since: number;
  /** Undefined where it has not been tried yet. */
  readonly cause: StuckCause | undefined;
  /** What the site said to the last try. */
  readonly siteMessage: string | undefined;
  readonly issueKey: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor: string | undefined;
}

/** A project in which nobody can approve today what its lead is asked about. */
export type UndecidedProject = NamedProject &
  NobodyApproves & {
    readonly lead: string | undefined;
    /** Where its lead is changed; undefined where Jira does not tell its own address. */
    readonly settings: string | undefined;
  };

export interface UndecidedProjectsView extends Page<UndecidedProject> {
  /** Of so many projects. */
  readonly looked: number;
  readonly unreadable: number;
  readonly hasFallback: boolean;
}

/** The panel's one call before useful content. */
export interface PanelView {
  /** The server's clock as it answered: "3 hours ago" is counted on it, not on the reader's. */
  readonly now: number;
  readonly viewer: { readonly accountId: string };
  readonly connection:
    | { readonly ready: true }
    | { readonly ready: false; readonly why: 'notConnected' }
    | { readonly ready: false; readonly why: 'unreadable' }
    | {
        readonly ready: false;
        readonly why: 'failing';
        readonly since: number;
        readonly problem: CredentialProblem['code'];
        /** No admin could be told by email so far. */
        readonly adminsNotReached: boolean;
      };
  /** Those that are open first, then the newest; `panel.more` has the others. */
  readonly requests: readonly RequestView[];
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

/** A part of an issue's requests; what another part has brought is in it again now and then. */
export interface RequestPageView extends Page<RequestView> {
  /** How many can't be read, and are for an admin to look at. */
  readonly unreadable: number;
}

/** The audit, a part at a time. */
export interface AuditPageView extends Page<AuditLine> {
  /** How many records of it can't be read. */
  readonly unreadable: number;
  /** The requests that these events are of, as far as they are kept and can be read. */
  readonly requests: readonly AuditedRequestView[];
}

export interface AuditEntriesView extends Page<AuditEntryView> {
  readonly unreadable: number;
}

/** A line of the audit: a request with all that came of it, or what is of none. */
export type AuditEntryView =
  | {
      readonly of: 'request';
      readonly requestId: string;
      readonly issueKey: string | undefined;
      /** By when it is in the list. */
      readonly at: number;
      /** The newest event that was asked for, where one was looked for. */
      readonly latest: AuditEvent | undefined;
      /** Undefined where it can't be read, or is kept no longer. */
      readonly request: AuditedRequestView | undefined;
    }
  | {
      readonly of: 'noRequest';
      readonly event: AuditEvent;
      readonly issueKey: string | undefined;
    };

/** A request as the audit shows it: names, and no addresses but those that were typed for new accounts. */
export interface AuditedRequestView {
  /** It was taken before anybody decided, and is looked at after. */
  readonly review: ReviewView | undefined;
  readonly requestId: string;
  readonly issueKey: string;
  readonly state: RequestState;
  readonly createdAt: number;
  readonly requester: Person;
  readonly justification: string;
  readonly term: Term;
  readonly startsAt: number | undefined;
  /** At most SUBJECTS_SHOWN of them. */
  readonly subjects: readonly Subject[];
  readonly subjectCount: number;
  readonly changes: readonly ChangeView[];
  readonly bundles: readonly AskedBundle[];
  readonly decisions: readonly AuditedDecisionView[];
}

/** A request as an admin's list of all of them shows it. */
export interface ListedRequestView extends AuditedRequestView {
  /** When its present state began. */
  readonly since: number;
  /** Whose turn it is to decide it. */
  readonly waitsFor: readonly Person[];
  /** Undecided by then, it times out. */
  readonly timesOutAt: number | undefined;
  /** Why it does not go on now. */
  readonly pause: PauseCause | undefined;
}

export interface ListedRequestsView extends Page<ListedRequestView> {
  /** How many of the page can't be read. */
  readonly unreadable: number;
}

/** What was taken before anybody decided, and nobody has reviewed: what was taken first comes first. */
export interface OpenReviewsView {
  readonly now: number;
  readonly items: readonly OpenReviewView[];
  readonly more: boolean;
  readonly unreadable: number;
}

export interface OpenReviewView extends AuditedRequestView {
  readonly revision: number;
  /** Whether the viewer can close it, and why not. */
  readonly may: Allowed<VerbRefusal>;
}

/** What admins look at rather than read, see `operations/figures/read-figures.ts`. */
export interface FiguresView extends RequestFigures {
  readonly since: number;
  readonly now: number;
  /** Of how many requests: where there were more, the newest. */
  readonly requests: number;
  readonly more: boolean;
  readonly unreadable: number;
  readonly ends: readonly EndsOfWeek[];
  readonly moreEnds: boolean;
}

/** By how many requests each group, role and bundle was asked for lately. */
export interface AskedLatelyView {
  readonly counts: readonly AskedCount[];
  readonly requests: number;
  /** There were more requests: only those since then are counted. */
  readonly onlySince: number | undefined;
  readonly unreadable: number;
}

export type AuditedDecisionView =
  | {
      readonly decision: 'approved' | 'declined';
      readonly by: Person;
      /** Who was away, and for whom it was decided. */
      readonly standsFor: Person | undefined;
      /** Nobody had decided for so many hours, and they did as a fallback approver. */
      readonly afterHours: number | undefined;
      readonly at: number;
    }
  | UnaskedView<'byPolicy'>
  | UnaskedView<'brokeGlass'>;

/** Nobody was asked: by this version of the policy, which they signed. `brokeGlass`: whoever asked took it before anybody decided. */
interface UnaskedView<Decision> {
  readonly decision: Decision;
  readonly by: Person;
  readonly policyVersion: number;
  readonly at: number;
}

/** Access that would outlive the app, as nobody took it back. */
export interface OutlivingLine {
  readonly subject: Subject;
  readonly entitlement: ExistingEntitlement;
  /** When it ends, or was to end. */
  readonly endsAt: number | undefined;
  /** The key of the work item with which it ends before that, once it is done. */
  readonly workItem: string | undefined;
  /** `late`: its end could not be carried out, or it could not be given back. */
  readonly standing: 'active' | 'ending' | 'late';
  readonly cause: StuckCause | undefined;
  readonly siteMessage: string | undefined;
  /** Why it stays where all is ended. */
  readonly keptBy: KeptBy | undefined;
  readonly issueKey: string;
}

export interface OutlivingView extends Page<OutlivingLine> {
  /** How many of the page can't be read. */
  readonly unreadable: number;
}

/** How far ending all of it has come. */
export interface LeavingRunView
  extends Pick<LeavingRun, 'beganAt' | 'ended' | 'closed' | 'failed' | 'unreadable'> {
  readonly endedAt: number | undefined;
}

export interface LeavingView {
  readonly now: Instant;
  readonly run: LeavingRunView | undefined;
  /** Requests that nobody would decide any more. */
  readonly waiting: OpenRequests;
  /** Requests that are approved, and may give access yet. */
  readonly underWay: OpenRequests;
}

/** As many as are counted, and whether there may be more. */
export interface OpenRequests {
  readonly count: number;
  readonly more: boolean;
}

/** What is stored of people, and what becomes of it. */
export interface PersonalDataView {
  readonly now: Instant;
  readonly reporting: Reporting;
  /** For how long what is over is kept; undefined: for good. */
  readonly keepDays: number | undefined;
}

/** A part of the projects, each with whether the panel is shown for all its work items. */
export interface PlacesView {
  readonly projects: readonly PlaceView[];
  /** How many of the part can't be read. */
  readonly unreadable: number;
  readonly total: number | undefined;
  /** Where the next part begins; undefined after the last. */
  readonly next: number | undefined;
  /** In Jira's words, why it does not tell where the panel is shown. */
  readonly notTold: string | undefined;
}

export interface PlaceView extends ProjectOption {
  readonly shown: Shown;
}

/** What Jira has begun, to be followed; some of many may not have been taken. */
export interface PanelChangeView {
  readonly taskIds: readonly string[];
  readonly notTaken?: { readonly projects: number; readonly why: string };
}

export type PanelProgressView = PanelProgress;

/** A record that is set aside, as an admin sees it. */
export interface AsideView {
  readonly key: string;
  readonly kind: RecordKind;
  readonly trouble: Trouble;
  readonly since: number;
  readonly nextAt: number;
  readonly wayOut: WayOut;
}

export interface AsideRecordView {
  /** The record as it is stored, as JSON. */
  readonly raw: string;
}

/** Whether somebody is away, and for whom they decide. */
export interface AwayView {
  readonly now: number;
  readonly own: StandIn | undefined;
  readonly standsFor: readonly StandIn[];
  /** How many more name them and can't be read. */
  readonly unreadable: number;
}

/** Who is away, the first to be back first. */
export interface AllAwayView extends Page<StandIn> {
  /** How many of the page can't be read. */
  readonly unreadable: number;
}

/** What stands beside an issue. */
export interface ContextView {
  readonly now: number;
  readonly status: ContextStatus;
}

/** What the form needs to open. */
export interface FormView {
  /** The work item in which it is asked, with which access may end. */
  readonly workItem: WorkItemOption;
  readonly project: ProjectOption;
  readonly roles: Listed<RoleOption>;
  readonly groups: readonly GroupOption[];
  /** More requestable groups than listed: search for the others. */
  readonly moreGroups: boolean;
  readonly rolesOf: 'issueProject' | 'anyProject';
  readonly creation: { readonly users: boolean; readonly groups: boolean };
  readonly longestTermDays: number | undefined;
  /** What rules of the policy allow for less long. */
  readonly termRules: readonly TermRule[];
  readonly bundles: readonly BundleOption[];
  /** For so many hours at most whoever asks may take something before anybody decides; undefined: they may not. */
  readonly glassHours: number | undefined;
  /** Whoever asks, where there is a bundle to be chosen for them, or something to be taken before anybody decides. */
  readonly viewer: Person | undefined;
  readonly now: number;
}

export interface WorkItemOption {
  readonly issueId: string;
  readonly issueKey: string;
  /** Access can't end with it any more. */
  readonly isDone: boolean;
}

/** A bundle as it can be asked for where the form is. */
export interface BundleOption {
  readonly bundleId: string;
  readonly name: string;
  readonly description: string;
  readonly owner: Pick<Person, 'accountId' | 'displayName'> | undefined;
  /** Its levels, the lowest first; of a bundle without levels, the whole of it. */
  readonly choices: readonly BundleChoiceOption[];
}

export interface BundleChoiceOption extends PartsOfBundle {
  /** Undefined: the whole of a bundle without levels. */
  readonly level: Pick<Level, 'id' | 'name'> | undefined;
  /** With the name of its bundle. */
  readonly name: string;
  /** Of what was shown of it. */
  readonly mark: string;
}

export interface GroupOption {
  readonly groupId: string;
  readonly name: string;
}

export interface ProjectOption {
  readonly projectId: string;
  readonly key: string;
  readonly name: string;
  readonly avatarUrl?: string;
}

export interface RoleOption {
  readonly roleId: string;
  readonly name: string;
  readonly description?: string;
}

export interface PlanLineView {
  readonly verb: Verb;
  readonly subject: Subject;
  readonly entitlement: Entitlement;
  readonly verdict: Verdict;
  /** Somebody said of this access that it is not to be renewed. */
  readonly noRenewal?: NoRenewalView;
}

/** What a request that waits would do now, and where that is not what was shown when it was made. */
export interface CurrentPlanView {
  readonly computedAt: number;
  readonly counts: PlanCounts;
  readonly differs: readonly (PlanLineView & { readonly planned: Verdict })[];
  /** What somebody said of access that it would give. */
  readonly noRenewals: readonly {
    readonly subject: Subject;
    readonly entitlement: Entitlement;
    readonly said: NoRenewalView;
  }[];
  /** Of access that is not held just now it was not looked up: there is too much of it. */
  readonly noRenewalsLeft: boolean;
}

/** What comes with the groups of an ask, as far as the viewer may be told. */
export interface OpensView {
  /** Who asks. */
  readonly requesterId: string;
  readonly groups: readonly GroupOpensView[];
  /** Groups that get something by a request, the first of them: each of their members does. */
  readonly receiving: readonly ReceivingGroupView[];
  /** Of the first people of the ask: what they have already, of what is asked for, through groups that they are in. */
  readonly otherWays: readonly OtherWayView[];
  /** Names of those of whom the site does not say in which groups they are. */
  readonly otherWaysNotKnown: readonly string[];
  /** Whether everybody was looked at who was asked about. */
  readonly otherWaysOfAll: boolean;
}

export interface OtherWayView {
  readonly accountId: string;
  readonly displayName: string;
  /** The group that is asked for, and opens the roles; undefined where a role itself is. */
  readonly ofGroup: string | undefined;
  readonly roles: readonly { readonly name: string; readonly projectName: string }[];
  /** Each role that the group opens. */
  readonly isAll: boolean;
  /** Names of groups; none where nobody can ask for these. */
  readonly through: readonly string[];
}

export interface ReceivingGroupView {
  readonly groupId: string;
  readonly name: string;
  /** The inactive too; undefined where the site does not say. */
  readonly members: number | undefined;
}

export interface GroupOpensView {
  readonly groupId: string;
  readonly name: string;
  /** What its members administer; undefined of an ordinary group. */
  readonly administers: AdministrationGiven | undefined;
  /** Undefined where the site does not say. */
  readonly givesProductAccess: boolean | undefined;
  /** The inactive too; undefined where the site does not say. */
  readonly members: number | undefined;
  /** Undefined where the site has too many projects or roles to look through. */
  readonly opened:
    | {
        readonly roles: readonly OpenedRoleView[];
        /** How many projects more, which the viewer does not see. */
        readonly hidden: number;
      }
    | undefined;
  /** What would do if it is asked for because of the work item's project: roles of it, and groups, by their names. */
  readonly smaller:
    | {
        readonly projectName: string;
        readonly roles: readonly string[];
        readonly groups: readonly string[];
      }
    | undefined;
}

export interface OpenedRoleView {
  readonly projectId: string;
  readonly projectName: string;
  readonly name: string;
  readonly byThisAsk: boolean;
  readonly lead: Pick<Person, 'accountId' | 'displayName'> | undefined;
}

/** Who said of access that it is not to be renewed, when and why. */
export interface NoRenewalView {
  readonly by: Person;
  readonly at: number;
  readonly reason: string;
}

/** What a request gives, for whoever may end it early, or say that it is not to be renewed. */
export interface TakableView {
  readonly items: readonly {
    readonly subject: Subject;
    readonly entitlement: ExistingEntitlement;
    /** When it ends by itself; undefined where it stays. */
    readonly until: number | undefined;
    readonly may: Allowed<TakeBackRefusal>;
    /** Whether they can say that it is not to be renewed, or that it may be again. */
    readonly renewal: {
      readonly refuse: Allowed<RenewalRefusal>;
      readonly allow: Allowed<RenewalRefusal>;
    };
    /** What somebody said of it. */
    readonly noRenewal: NoRenewalView | undefined;
  }[];
  /** Whether this is all: once these have ended, it can be asked for the others. */
  readonly isAll: boolean;
}

/** What a request asked for, to be asked for again. */
export interface AskedView {
  readonly subjects: readonly (PersonSubject | GroupSubject | NewPersonSubject)[];
  readonly access: readonly {
    readonly verb: 'add' | 'remove';
    readonly entitlement: ExistingEntitlement | NewGroupEntitlement;
  }[];
  readonly products: readonly Product[];
  /** By which bundles some of it was chosen, as they were then. */
  readonly bundles: readonly AskedBundle[];
  readonly term: Term;
  readonly justification: string;
}

/** An ask as `request.preview` and `request.submit` take it, with the names to show it by. */
export interface InverseView {
  readonly ask: z.input<typeof askInput>;
  readonly lines: readonly Omit<PlanLineView, 'verdict'>[];
  /** What the request did that cannot be taken back here, and so stays. */
  readonly stays: readonly Omit<PlanLineView, 'verdict'>[];
  /** Of what is given back; undefined: it may be for good. */
  readonly longestTermDays: number | undefined;
  /** Which rule says so; undefined where it is the policy's own. */
  readonly rule: string | undefined;
  /** What the form begins with; undefined: for good, as it was before. */
  readonly usualDays: number | undefined;
  /** Whether its work item is done: nothing can last until then. */
  readonly isDone: boolean;
}

export type EntryView = EntryMeaning;

/** Something that a colleague holds and that can be asked for. */
export interface HoldingView {
  readonly entitlement: ExistingEntitlement;
  /** Gives more than it seems to: product access that costs a seat, or administration. */
  readonly risk: 'givesSeat' | 'administers' | undefined;
}

/** All that somebody has and that a request can take away: to be taken away together. */
export interface EverythingView {
  readonly person: Person & { readonly active: boolean };
  /** `endsAt`: it ends by itself then, as the app gave it until then. */
  readonly held: readonly {
    readonly entitlement: ExistingEntitlement;
    readonly endsAt: number | undefined;
  }[];
  /** Groups that an identity provider says they are in: they are taken out of them there. */
  readonly managedElsewhere: readonly GroupEntitlement[];
  /** How many roles and records of theirs can't be read: what they have by those is not known. */
  readonly notKnown: number;
}

/** The plan before submission, with who would decide it. */
export interface PlanView {
  readonly counts: PlanCounts;
  readonly lines: readonly PlanLineView[];
  readonly fingerprint: string;
  readonly approvals: readonly Omit<ApprovalView, 'decisions'>[];
  /** What is given without anybody being asked; undefined where nothing is. */
  readonly byPolicy: ByPolicyView | undefined;
  /** Undefined where it is not taken before anybody decides. */
  readonly glass: GlassView | undefined;
  /** Why people decide what the policy would decide by its rules. */
  readonly peopleBecause: readonly PeopleBecause[];
  /** The rule by which the reason has to name a work item. */
  readonly ticketRule: string | undefined;
  /** Why it could not be submitted as it stands. */
  readonly refusal: RequestRefusal | undefined;
}

/** What whoever asks takes before anybody decides. */
export interface GlassView {
  readonly policyVersion: number;
  readonly enabledBy: Person;
  readonly told: readonly Person[];
  readonly reviewers: readonly Person[];
}

export interface ByPolicyView {
  readonly policyVersion: number;
  readonly signedBy: Person;
  /** What the rules are called that say so. */
  readonly rules: readonly string[];
  /** Those who would have been asked. */
  readonly told: readonly Person[];
  /** Whether nothing else is asked for. */
  readonly isAll: boolean;
}

export interface ConnectionView {
  readonly instanceUrl: string;
  readonly siteName: string;
  readonly email: string;
  readonly actsAs: Person;
  readonly tokenKind: 'unscoped' | 'scoped';
  readonly connectedAt: number;
  readonly connectedBy: Person;
  readonly health: ConnectionHealth;
  /** False where the app is installed in another site than the one it is connected to. */
  readonly sameSite: boolean;
  /** Only where an API key of the organization was added. */
  readonly organization?: {
    readonly name: string;
    readonly connectedAt: number;
    readonly connectedBy: Person;
  };
}

/** Somebody found by name or address. `suspended` and `inactive` ones need the organization's key. */
export interface PersonFound extends Person {
  readonly state: AccessState;
}

/** Somebody as the connected site has them. */
export interface SitePersonView {
  readonly person: Person;
  readonly active: boolean;
  readonly groups: readonly GroupOfPerson[];
}

export interface GroupOfPerson extends GroupOption {
  /** Where the app gave it for a time. */
  readonly grant: GrantView | undefined;
}

/** What the organization's key adds about somebody. */
export interface MembershipView {
  readonly state: AccessState;
  /** Undefined for somebody who was never seen. */
  readonly lastActiveAt: number | undefined;
  readonly verbs: Readonly<Record<SuspensionVerb, Allowed<SuspensionRefusal>>>;
}

export interface AdminView {
  /** The server's clock as it answered. */
  readonly now: number;
  /** The site the app is installed in, to start the form from. */
  readonly siteUrl: string | undefined;
  readonly connection: ConnectionView | undefined;
  /** Undefined where the policy in force can't be read: nothing may be asked then. */
  readonly policy: PolicyView | undefined;
  /** All access is being ended before an uninstall, or was lately. */
  readonly isLeaving: boolean;
  /** What can't be read of these two, to be mended first. */
  readonly unreadable: readonly ('connection' | 'policy')[];
  /** The longest overdue first; `more` where it is not all. */
  readonly overdue: { readonly items: readonly LateView[]; readonly more: boolean };
  /** The same of what is in force and could not be given back. */
  readonly missing: { readonly items: readonly LateView[]; readonly more: boolean };
  /** What no admin could be told by email so far, of what is so now. */
  readonly adminsNotReached: readonly AdminsNotReached[];
}

/** Approved work that can't go on; `count` of them, and where `more`, there may be more. */
export interface DelayedView {
  readonly count: number;
  readonly more: boolean;
  /** Some of them; without a cause, it has not begun. */
  readonly items: readonly {
    readonly requestId: string;
    readonly issueKey: string;
    readonly requester: Person;
    readonly since: number;
    readonly cause: PauseCause | undefined;
  }[];
}

/** Every setting as it is; of a group, what counts on the connected site. */
export interface PolicyView extends Omit<Policy, 'requestableGroups' | 'delisted' | 'savedBy'> {
  /** Of the site for which it is shown; undefined where none is connected. */
  readonly connectionId: string | undefined;
  readonly requestableGroups: readonly RequestableGroupView[];
}

export interface RequestableGroupView extends GroupOption {
  readonly owners: readonly Person[];
  readonly unlockedFor: readonly UnlockableProtection[];
}

/** What is protected on the connected site, as it was asked just now. */
export interface ProtectionView {
  readonly at: number;
  /** Why it can't be known; every group counts as protected then. */
  readonly doubt: ProtectionDoubt | undefined;
  readonly groups: readonly (GroupOption & { readonly protection: readonly GroupProtection[] })[];
  /** None is missing that is protected only because Jira marks it so. */
  readonly labelsAreWhole: boolean;
  /** Whether the viewer administers the site; undefined where that can't be known. */
  readonly viewerAdministersSite: boolean | undefined;
}

/** A group as the admin picks it, with what would speak against it. */
export interface AdminGroupOption extends GroupOption {
  /** Why it is protected, by every way that says so; none for an ordinary one. */
  readonly protection: readonly GroupProtection[];
  /** Its members come from an identity provider: the app cannot change it. */
  readonly managedElsewhere: boolean;
  /** Another group that its name could be mistaken for. */
  readonly looksLike: { readonly name: string; readonly isProtected: boolean } | undefined;
  /** Whether it costs a seat; undefined where the site does not say. */
  readonly givesProductAccess: boolean | undefined;
  readonly recommended: boolean;
}

/** What saving an edit would come to. */
export interface PolicyCheckView {
  /** With the names that it would be saved with. */
  readonly policy: PolicyView;
  readonly changes: readonly PolicyChange[];
}

export interface IssueRolesView {
  readonly projectId: string;
  /** None where the connected site is another than the work item's. */
  readonly roles: Listed<RoleOption>;
}

/** What would come of it if somebody asked. */
export interface TrialView {
  readonly plan: PlanView;
  readonly sight: Sight;
  /** What the rules about it are called. */
  readonly rules: readonly string[];
  readonly longestTermDays: number | undefined;
  readonly usualDays: number;
  /** The name of a bundle or a level; undefined where something was tried by itself. */
  readonly bundle: string | undefined;
  readonly parts: readonly TriedPartView[];
}

/** A part of those who have a bundle by requests. */
export interface BundleHoldersView {
  readonly people: readonly BundleOfPerson[];
  /** What can't be read: whether it is of the bundle, or theirs, is not known. */
  readonly unreadable: number;
  /** Groups, and accounts that a request created. */
  readonly notPeople: number;
  readonly next: { readonly cursor?: string; readonly behind?: string } | undefined;
}

/** What one request would come to that brings those who have a bundle to what is in it. */
export interface FollowPlanView {
  readonly plan: PlanView;
  readonly term: Term;
  readonly people: number;
  /** For another request, as this one is about as much as one may be. */
  readonly left: number;
  /** Given nothing, as what they have ends with a work item. */
  readonly withWorkItem: readonly { readonly accountId: string; readonly displayName: string }[];
  /** They do not have it any more, or nothing of it differs, or it can't be read. */
  readonly notAnyMore: number;
  /** What is added can be given for no longer than so many days, by that rule or by the policy. */
  readonly shortenedTo: { readonly days: number; readonly rule: string | undefined } | undefined;
}

/** Something that was tried, alone or in a bundle. */
export interface TriedPartView {
  readonly entitlement: ExistingEntitlement;
  readonly rules: readonly string[];
  readonly longestTermDays: number | undefined;
}

/** A listed group, as the table of the policy shows it. */
export interface DescribedGroupView extends AdminGroupOption {
  /** The inactive too; undefined where the site does not say. */
  readonly members: number | undefined;
}

/** What groups open: of those that are not named, nothing. */
export interface GroupsOpenView {
  /** Undefined where the site has too many projects to look through, or does not tell all of them. */
  readonly groups: readonly GroupOpenView[] | undefined;
}

export interface GroupOpenView {
  readonly groupId: string;
  readonly projects: number;
  /** Those of projects that Jira shows the caller. */
  readonly roles: readonly { readonly projectName: string; readonly name: string }[];
}

/** The recommended set, and what was left out of it because it opens projects of other leads. */
export interface RecommendationView {
  readonly groups: readonly AdminGroupOption[];
  readonly leftOut: readonly string[];
  /**
   * What can't be looked through on a site that has so many: the projects that groups open, or the groups
   * themselves; or which groups administer, which the site does not tell. Then nothing is recommended.
   */
  readonly notKnown: 'opens' | 'groups' | 'protection' | undefined;
}

export interface AuditLine {
  readonly event: AuditEvent;
  readonly issueKey: string | undefined;
  readonly requestId: string | undefined;
}

/** How far holding the lists against the requests has come, by the sweep or because an admin has asked. */
export interface ListRoundView {
  readonly beganAt: number;
  readonly endedAt: number | undefined;
  readonly isAsked: boolean;
  readonly looked: number;
  readonly mended: number;
  readonly failed: number;
}

export interface ListsView {
  readonly now: number;
  /** Undefined where none has ever begun. */
  readonly round: ListRoundView | undefined;
}

/** A page of requests that concern whoever looks. */
export interface OwnRequestsView {
  readonly items: readonly RequestView[];
  /** How many are left out because their work item can't be seen by them. */
  readonly hidden: number;
  /** How many can't be read. */
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

export interface AccessView {
  /** The server's clock as it answered. */
  readonly now: number;
  readonly viewer: { readonly accountId: string };
  readonly toDecide: OwnRequestsView;
  /** So many of what others took before anybody decided wait for their review, on its first page. */
  readonly reviews: number;
}

/** Of whoever looks: what they have, and had, through the app. */
export interface OwnHeldView {
  /** The server's clock as it answered. */
  readonly now: number;
  readonly items: readonly HeldView[];
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

export interface HeldView {
  /** The same for the same thing, whatever it is called. */
  readonly key: string;
  readonly connectionId: string;
  readonly entitlement: ExistingEntitlement;
  /** Whoever looks, or the group by which they have it. */
  readonly subject: Subject;
  readonly standing: HeldStandingView;
  readonly from: WhereFromView;
  /** Somebody has said that it is not to be renewed. */
  readonly noRenewal: NoRenewalView | undefined;
  /** Whether they may return it, by what is on record. */
  readonly canReturn: Allowed<ReturnRefusal>;
}

export type HeldStandingView =
  /** It has no end. */
  | { readonly state: 'stays' }
  /** `workItem`: the one with which it ends before that, once it is done; no key where Jira does not show them that one. */
  | {
      readonly state: 'active';
      readonly at: number;
      readonly workItem?: { readonly key: string | undefined };
    }
  /** `returned`: whoever has it returned it `at` then; `takenBack`: somebody else ended it early. */
  | {
      readonly state: 'ending';
      readonly at: number;
      readonly returned?: true;
      readonly takenBack?: true;
    }
  | {
      readonly state: 'overdue';
      readonly at: number;
      readonly returned?: true;
      readonly takenBack?: true;
      readonly cause?: StuckCause;
    }
  /** It is in force and has not been there since `at`; without a cause, it is being given back. */
  | { readonly state: 'missing'; readonly at: number; readonly cause?: StuckCause }
  /** That the app gave it is not proved: no end takes it away. */
  | { readonly state: 'unproved' }
  /** The app may have sent it, and nobody has seen it there. */
  | { readonly state: 'unconfirmed' }
  | { readonly state: 'ended'; readonly at: number; readonly why: EndOfGrant };

/** By which request it was given, and who approved that. */
export type WhereFromView =
  | {
      readonly known: 'request';
      readonly requestId: string;
      readonly issueId: string;
      readonly issueKey: string;
      readonly requester: Person;
      /** Those who approved it; of what the policy decided, whoever signed that version. */
      readonly approvedBy: readonly Person[];
      /** Nobody was asked: these versions of the policy decided. */
      readonly policyVersions: readonly number[];
      /** For how long and why it was asked for: to ask for it again. */
      readonly term: Term;
      readonly justification: string;
    }
  | { readonly known: 'hidden' | 'gone' | 'unreadable' };

/** What somebody has that no grant of theirs says, by the groups that the site shows them in. */
export interface BesidesView {
  readonly now: number;
  readonly notThrough: readonly NotThroughView[];
  readonly byGroup: readonly HeldView[];
  /** Groups of theirs that were not looked at for what the app gave to them. */
  readonly groupsLeft: number;
  readonly unreadable: number;
}

export interface NotThroughView {
  readonly groupId: string;
  readonly name: string;
  readonly managedElsewhere: boolean;
}
