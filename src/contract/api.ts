import type { z } from 'zod';
import type { Person } from '#domain/action/person';
import type { CheckFinding } from '#domain/installation/installation-check';
import type { Listed } from '#domain/lib/listed';
import type { AccessState } from '#domain/organization/suspension';
import type * as inputs from './inputs';
import type { Reply } from './reply';
import type {
  AccessView,
  AdminGroupOption,
  AdminView,
  AllAwayView,
  AsideRecordView,
  AsideView,
  AskedLatelyView,
  AskedView,
  AuditEntriesView,
  AuditPageView,
  AwayView,
  BesidesView,
  BundleHoldersView,
  CauseView,
  ConnectionView,
  ContextView,
  CurrentPlanView,
  DelayedView,
  DescribedGroupView,
  EntryView,
  EverythingView,
  FiguresView,
  FollowPlanView,
  FormView,
  GroupOption,
  GroupsOpenView,
  HeldView,
  HoldingView,
  InverseView,
  IssueRolesView,
  LeavingRunView,
  LeavingView,
  LevelsBelowView,
  ListedRequestsView,
  ListRoundView,
  ListsView,
  MembershipView,
  OpenReviewsView,
  OpensView,
  OutlivingView,
  OwnHeldView,
  OwnRequestsView,
  Page,
  PanelChangeView,
  PanelProgressView,
  PanelView,
  PersonalDataView,
  PersonFound,
  PlacesView,
  PlanView,
  PolicyCheckView,
  PolicyView,
  ProjectOption,
  ProtectionView,
  RecommendationView,
  RequestPageView,
  RequestView,
  RoleOption,
  SitePersonView,
  StepView,
  TakableView,
  TrialView,
  UndecidedProjectsView,
} from './views';

type ApiCall<Input extends z.ZodType, Output> = (input: z.input<Input>) => Promise<Reply<Output>>;

/**
 * Every key a screen can invoke, with what it takes and answers. Shared by both ends: the resolvers
 * are checked against it, and the screens call through it. These are what it takes to ask for access.
 */
export type FormApi = {
  'form.load': ApiCall<typeof inputs.inIssue, FormView>;
  'people.search': ApiCall<typeof inputs.searchInIssue, Listed<Person>>;
  'groups.search': ApiCall<typeof inputs.searchInIssue, Listed<GroupOption>>;
  'projects.search': ApiCall<typeof inputs.searchInIssue, Listed<ProjectOption>>;
  'roles.list': ApiCall<typeof inputs.rolesInput, Listed<RoleOption>>;
  'request.preview': ApiCall<typeof inputs.previewInput, PlanView>;
  /** What groups open that people are to be added to. */
  'groups.opens': ApiCall<typeof inputs.opensInput, OpensView>;
  'request.submit': ApiCall<typeof inputs.submitInput, RequestView>;
  /** Who is meant by each entry of a pasted list, in its order. */
  'people.resolve': ApiCall<typeof inputs.resolveInput, readonly EntryView[]>;
  /** What a colleague has that can be asked for here, to start from. */
  'people.holdings': ApiCall<typeof inputs.holdingsInput, readonly HoldingView[]>;
  /** All that somebody has and that can be taken away by a request here. */
  'people.everything': ApiCall<typeof inputs.holdingsInput, EverythingView>;
};

/** One request on every surface that shows one: as it is, and what its people decide about it. */
export type RequestApi = {
  'request.get': ApiCall<typeof inputs.requestInput, RequestView>;
  /** What an undecided request would do now. */
  'request.plan': ApiCall<typeof inputs.requestInput, CurrentPlanView>;
  /** Its lines, and how each stands. */
  'request.steps': ApiCall<typeof inputs.stepsInput, Page<StepView>>;
  /** What whoever decides can give in the place of the levels of bundles that were asked for. */
  'request.levels': ApiCall<typeof inputs.requestInput, readonly LevelsBelowView[]>;
  /** What the groups of an undecided request open. */
  'request.opens': ApiCall<typeof inputs.requestInput, OpensView>;
  'request.withdraw': ApiCall<typeof inputs.withdrawInput, RequestView>;
  /** Has those reminded whose turn it is, once a day. */
  'request.remind': ApiCall<typeof inputs.requestInput, RequestView>;
  /** Asks whoever asked for access, before it is decided. */
  'request.question': ApiCall<typeof inputs.questionInput, RequestView>;
  /** Answers that. */
  'request.answer': ApiCall<typeof inputs.questionInput, RequestView>;
  'request.decide': ApiCall<typeof inputs.decideInput, RequestView>;
  /** Closes the review of what somebody took before anybody decided. */
  'request.review': ApiCall<typeof inputs.reviewInput, RequestView>;
};

/** The app in an issue: what was asked there, and what may be done about it. */
export type PanelApi = FormApi &
  RequestApi & {
    'panel.load': ApiCall<typeof inputs.inIssue, PanelView>;
    /** The requests behind those that are shown. */
    'panel.more': ApiCall<typeof inputs.moreInIssue, RequestPageView>;
    /** These as they are now; what is not of the issue, or can't be read, is left out. */
    'panel.again': ApiCall<typeof inputs.againInIssue, readonly RequestView[]>;
    /** Why steps have failed: each cause once, the largest first. */
    'request.causes': ApiCall<typeof inputs.requestInput, readonly CauseView[]>;
    'request.retry': ApiCall<typeof inputs.retryInput, RequestView>;
    /** Failed steps that a person has since done on the site by hand. */
    'request.markManual': ApiCall<typeof inputs.markManualInput, RequestView>;
    /** What it asked for, to ask for it again. */
    'request.asked': ApiCall<typeof inputs.requestInput, AskedView>;
    /** What it gives that has not ended, and whether the caller can end it before its time. */
    'request.takable': ApiCall<typeof inputs.requestInput, TakableView>;
    /** Has that end now: all that is named, or nothing. */
    'request.takeBack': ApiCall<typeof inputs.takeBackInput, RequestView>;
    /** Says that it is not to be renewed, or may be again: of all that is named, or of nothing. */
    'request.renewal': ApiCall<typeof inputs.renewalInput, RequestView>;
    /** What would take back what a finished request changed: an ask to submit as a new request. */
    'request.inverse': ApiCall<typeof inputs.inverseInput, InverseView>;
  };

/** What stands beside an issue all the time, and the panel, opened from there. */
export type ContextApi = PanelApi & {
  'context.load': ApiCall<typeof inputs.inIssue, ContextView>;
};

/** What concerns whoever looks, wherever it was asked. */
export type AccessApi = FormApi &
  RequestApi & {
    /** What waits for them: the first view of the page. */
    'access.load': ApiCall<typeof inputs.noInput, AccessView>;
    'access.toDecide': ApiCall<typeof inputs.ownInput, OwnRequestsView>;
    /** What others took before anybody decided, and waits for their review. */
    'access.toReview': ApiCall<typeof inputs.ownInput, OwnRequestsView>;
    /** What they have asked for, that which is not over first. */
    'access.asked': ApiCall<typeof inputs.ownInput, OwnRequestsView>;
    /** What they have through the app, what ends soonest first, and then what they had. */
    'access.held': ApiCall<typeof inputs.ownInput, OwnHeldView>;
    /** Has something of theirs end now. */
    'access.return': ApiCall<typeof inputs.returnInput, HeldView>;
    /** When they are away, and for whom they decide. */
    'access.away': ApiCall<typeof inputs.noInput, AwayView>;
    'access.setAway': ApiCall<typeof inputs.awayInput, AwayView>;
    'access.endAway': ApiCall<typeof inputs.noInput, AwayView>;
    /** Whom Jira shows them, to decide for them. */
    'access.searchPeople': ApiCall<typeof inputs.searchInput, Listed<Person>>;
    /** What they have that the app did not give them, as the connected site shows it. */
    'access.besides': ApiCall<typeof inputs.noInput, BesidesView>;
  };

export type AdminApi = {
  'admin.load': ApiCall<typeof inputs.noInput, AdminView>;
  /** What waits, while the connection or the site does not work. */
  'admin.delayed': ApiCall<typeof inputs.noInput, DelayedView>;
  /** Requests of all work items, the newest first. */
  'admin.requests': ApiCall<typeof inputs.listedRequestsInput, ListedRequestsView>;
  'admin.requestsNamed': ApiCall<typeof inputs.namedRequestsInput, ListedRequestsView>;
  /** What was taken before anybody decided, and nobody has reviewed. */
  'admin.toReview': ApiCall<typeof inputs.noInput, OpenReviewsView>;
  'admin.review': ApiCall<typeof inputs.reviewInput, OpenReviewsView>;
  /** What was asked for lately, who decided, how long it took, and what ends soon. */
  'admin.figures': ApiCall<typeof inputs.noInput, FiguresView>;
  /** By how many requests each group, role and bundle was asked for lately. */
  'admin.askedLately': ApiCall<typeof inputs.noInput, AskedLatelyView>;
  /** Who is away, and who decides for them. */
  'admin.away': ApiCall<typeof inputs.ownInput, AllAwayView>;
  /** Answers for whom it was ended. */
  'admin.endAway': ApiCall<typeof inputs.adminPersonInput, { readonly accountId: string }>;
  /** Where nobody can approve today, page by page of all projects. */
  'admin.undecidedProjects': ApiCall<typeof inputs.ownInput, UndecidedProjectsView>;
  'connection.connect': ApiCall<typeof inputs.connectInput, ConnectionView>;
  'connection.check': ApiCall<typeof inputs.noInput, ConnectionView>;
  'connection.disconnect': ApiCall<typeof inputs.noInput, null>;
  'admin.searchGroups': ApiCall<typeof inputs.adminSearchInput, Listed<AdminGroupOption>>;
  /** What speaks against each of these, and how many members it has, as far as they exist. */
  'admin.describeGroups': ApiCall<typeof inputs.describeGroupsInput, readonly DescribedGroupView[]>;
  /** Which of these open a project of the connected site. */
  'admin.groupsOpen': ApiCall<typeof inputs.groupsOpenInput, GroupsOpenView>;
  /** Which groups are protected, and how that is known. */
  'admin.protection': ApiCall<typeof inputs.noInput, ProtectionView>;
  'admin.recommendGroups': ApiCall<typeof inputs.noInput, RecommendationView>;
  'admin.searchPeople': ApiCall<typeof inputs.adminSearchInput, Listed<Person>>;
  /** Of the Jira that the app is in: those that the caller sees. */
  'admin.searchProjects': ApiCall<typeof inputs.adminSearchInput, Listed<ProjectOption>>;
  /** The ids of those that rules name and that Jira does not show the app any more. */
  'admin.goneProjects': ApiCall<typeof inputs.noInput, readonly string[]>;
  /** For the page about people, whatever their state. */
  'admin.findPeople': ApiCall<typeof inputs.adminSearchInput, Listed<PersonFound>>;
  'admin.person': ApiCall<typeof inputs.adminPersonInput, SitePersonView>;
  'organization.connect': ApiCall<typeof inputs.connectOrganizationInput, ConnectionView>;
  'organization.disconnect': ApiCall<typeof inputs.noInput, ConnectionView>;
  'organization.person': ApiCall<typeof inputs.adminPersonInput, MembershipView>;
  'organization.suspend': ApiCall<typeof inputs.changeAccessInput, AccessState>;
  'organization.restore': ApiCall<typeof inputs.changeAccessInput, AccessState>;
  /** Of the connected site: projects whose roles a bundle can have in it, as far as the caller sees them. */
  'admin.siteProjects': ApiCall<typeof inputs.adminSearchInput, Listed<ProjectOption>>;
  'admin.siteRoles': ApiCall<typeof inputs.siteRolesInput, Listed<RoleOption>>;
  'policy.save': ApiCall<typeof inputs.savePolicyInput, PolicyView>;
  /** What saving it would come to: asked and named as it would be then, and nothing is written. */
  'policy.check': ApiCall<typeof inputs.savePolicyInput, PolicyCheckView>;
  /** A version that was in force once. */
  'policy.version': ApiCall<typeof inputs.policyVersionInput, PolicyView>;
  /** What somebody would get, and who would decide, if it were saved. */
  'policy.try': ApiCall<typeof inputs.tryPolicyInput, TrialView>;
  /** Who has a bundle, or a level of it, by requests: a part of them at a time. */
  'bundle.holders': ApiCall<typeof inputs.bundleHoldersInput, BundleHoldersView>;
  /** What one request would come to that brings those who have it to what is in it now. */
  'bundle.plan': ApiCall<typeof inputs.followBundleInput, FollowPlanView>;
  /** Makes that request; answers its work item. */
  'bundle.apply': ApiCall<typeof inputs.sendFollowInput, { readonly issueKey: string }>;
  /** The roles of the project that a work item is in, on the connected site. */
  'admin.issueRoles': ApiCall<typeof inputs.issueRolesInput, IssueRolesView>;
  /** In which projects the panel is shown for all work items: a part of the projects at a time. */
  'panels.load': ApiCall<typeof inputs.panelsInput, PlacesView>;
  /** Has Jira show it in these, or no longer, as far as the caller may. */
  'panels.show': ApiCall<typeof inputs.placePanelInput, PanelChangeView>;
  'panels.hide': ApiCall<typeof inputs.placePanelInput, PanelChangeView>;
  /** Progress in Jira with such a change, and where it failed. */
  'panels.progress': ApiCall<typeof inputs.panelProgressInput, PanelProgressView>;
  /** Tries one thing of the installation, by itself. */
  'installation.check': ApiCall<typeof inputs.checkInput, CheckFinding>;
  /** Whose data is stored, as Atlassian was told, and for how long. */
  'personal.load': ApiCall<typeof inputs.noInput, PersonalDataView>;
  'retention.save': ApiCall<typeof inputs.saveRetentionInput, PersonalDataView>;
  /** How far holding the lists that requests are found in against the requests has come. */
  'lists.load': ApiCall<typeof inputs.noInput, ListsView>;
  /** Has all of them made from the requests again. */
  'lists.rebuild': ApiCall<typeof inputs.noInput, ListRoundView>;
  /** Each event by itself. */
  'audit.list': ApiCall<typeof inputs.auditInput, AuditPageView>;
  /** A line for each request, and for what is of none. */
  'audit.entries': ApiCall<typeof inputs.auditEntriesInput, AuditEntriesView>;
  /** All that came of one request, newest first. */
  'audit.request': ApiCall<typeof inputs.auditRequestInput, AuditPageView>;
  /** How far ending all access before an uninstall has come, and which requests are open. */
  'leaving.load': ApiCall<typeof inputs.noInput, LeavingView>;
  /** Access that would outlive the app. */
  'leaving.list': ApiCall<typeof inputs.outlivingInput, OutlivingView>;
  /** Has all of it end now. */
  'leaving.endAll': ApiCall<typeof inputs.endAllInput, LeavingRunView>;
  'aside.list': ApiCall<typeof inputs.asidesInput, Page<AsideView>>;
  'aside.record': ApiCall<typeof inputs.asideInput, AsideRecordView>;
  /** Reads it again; true: it is in use as before, or gone. */
  'aside.tryAgain': ApiCall<typeof inputs.asideInput, boolean>;
  /** Removes, restores or gives up, whichever is the way out for such a record. */
  'aside.end': ApiCall<typeof inputs.asideInput, null>;
};

/** Each module of the manifest that has a resolver, by its key, and what it may call. */
export type Surfaces = {
  'multiplier-access': PanelApi;
  'multiplier-context': ContextApi;
  'multiplier-request': FormApi;
  'multiplier-request-command': FormApi;
  'multiplier-own-access': AccessApi;
  'multiplier-configuration': AdminApi;
  'multiplier-admin': AdminApi;
};

/** What any of them may call: as an intersection, each key with what it takes and answers. */
type AllOf<Each> = (Each extends unknown ? (api: Each) => void : never) extends (
  api: infer All,
) => void
  ? All
  : never;
type Api = AllOf<Surfaces[keyof Surfaces]>;
export type ApiKey = keyof Api;
export type InputOf<K extends ApiKey> = Parameters<Api[K]>[0];
export type ValueOf<K extends ApiKey> =
  Awaited<ReturnType<Api[K]>> extends Reply<infer Value> ? Value : never;
