import type { z } from 'zod';
import type { Person } from '#domain/action/person';
import type { AccessState } from '#domain/organization/suspension';
import type * as inputs from './inputs';
import type { Reply } from './reply';
import type {
  AdminGroupOption,
  AdminView,
  AsideRecordView,
  AsideView,
  AuditPageView,
  CauseView,
  ConnectionView,
  EntryView,
  FormView,
  GroupOption,
  HeldUpView,
  HoldingView,
  InverseView,
  MembershipView,
  OpensView,
  Page,
  PanelView,
  PersonFound,
  PlanNowView,
  PlanView,
  PolicyView,
  ProjectOption,
  ProtectionView,
  RecommendationView,
  RequestPageView,
  RequestView,
  RoleOption,
  SitePersonView,
  StepView,
} from './views';

type Call<Input extends z.ZodType, Output> = (input: z.input<Input>) => Promise<Reply<Output>>;

/**
 * Every key a screen can invoke, with what it takes and answers. Shared by both ends: the resolvers
 * are checked against it, and the screens call through it.
 */
export type PanelApi = {
  'panel.load': Call<typeof inputs.inIssue, PanelView>;
  /** The requests behind those that are shown. */
  'panel.more': Call<typeof inputs.moreInIssue, RequestPageView>;
  'form.load': Call<typeof inputs.inIssue, FormView>;
  'people.search': Call<typeof inputs.searchInIssue, readonly Person[]>;
  'groups.search': Call<typeof inputs.searchInIssue, readonly GroupOption[]>;
  'projects.search': Call<typeof inputs.searchInIssue, readonly ProjectOption[]>;
  'roles.list': Call<typeof inputs.rolesInput, readonly RoleOption[]>;
  'request.preview': Call<typeof inputs.previewInput, PlanView>;
  /** What groups open that people are to be added to. */
  'groups.opens': Call<typeof inputs.opensInput, OpensView>;
  'request.submit': Call<typeof inputs.submitInput, RequestView>;
  'request.get': Call<typeof inputs.requestInput, RequestView>;
  /** Why steps have failed: each cause once, the largest first. */
  'request.causes': Call<typeof inputs.requestInput, readonly CauseView[]>;
  'request.steps': Call<typeof inputs.stepsInput, Page<StepView>>;
  /** What an undecided request would do now. */
  'request.plan': Call<typeof inputs.requestInput, PlanNowView>;
  /** What the groups of an undecided request open. */
  'request.opens': Call<typeof inputs.requestInput, OpensView>;
  'request.withdraw': Call<typeof inputs.withdrawInput, RequestView>;
  'request.decide': Call<typeof inputs.decideInput, RequestView>;
  'request.retry': Call<typeof inputs.retryInput, RequestView>;
  /** Failed steps that a person has since done on the site by hand. */
  'request.markManual': Call<typeof inputs.markManualInput, RequestView>;
  /** What would take back what a finished request changed: an ask to submit as a new request. */
  'request.inverse': Call<typeof inputs.inverseInput, InverseView>;
  /** Who is meant by each entry of a pasted list, in its order. */
  'people.resolve': Call<typeof inputs.resolveInput, readonly EntryView[]>;
  /** What a colleague has that can be asked for here, to start from. */
  'people.holdings': Call<typeof inputs.holdingsInput, readonly HoldingView[]>;
};

export type AdminApi = {
  'admin.load': Call<typeof inputs.noInput, AdminView>;
  /** What waits, while the connection or the site does not work. */
  'admin.heldUp': Call<typeof inputs.noInput, HeldUpView>;
  'connection.connect': Call<typeof inputs.connectInput, ConnectionView>;
  'connection.check': Call<typeof inputs.noInput, ConnectionView>;
  'connection.disconnect': Call<typeof inputs.noInput, null>;
  'admin.searchGroups': Call<typeof inputs.adminSearchInput, readonly AdminGroupOption[]>;
  /** Which groups are protected, and how that is known. */
  'admin.protection': Call<typeof inputs.noInput, ProtectionView>;
  'admin.recommendGroups': Call<typeof inputs.noInput, RecommendationView>;
  'admin.searchPeople': Call<typeof inputs.adminSearchInput, readonly Person[]>;
  /** For the page about people, whatever their state. */
  'admin.findPeople': Call<typeof inputs.adminSearchInput, readonly PersonFound[]>;
  'admin.person': Call<typeof inputs.adminPersonInput, SitePersonView>;
  'organization.connect': Call<typeof inputs.connectOrganizationInput, ConnectionView>;
  'organization.disconnect': Call<typeof inputs.noInput, ConnectionView>;
  'organization.person': Call<typeof inputs.adminPersonInput, MembershipView>;
  'organization.suspend': Call<typeof inputs.changeAccessInput, AccessState>;
  'organization.restore': Call<typeof inputs.changeAccessInput, AccessState>;
  'policy.save': Call<typeof inputs.savePolicyInput, PolicyView>;
  'audit.list': Call<typeof inputs.auditInput, AuditPageView>;
  'aside.list': Call<typeof inputs.asidesInput, Page<AsideView>>;
  'aside.record': Call<typeof inputs.asideInput, AsideRecordView>;
  /** Reads it again; true: it is in use as before, or gone. */
  'aside.tryAgain': Call<typeof inputs.asideInput, boolean>;
  /** Removes, restores or gives up, whichever is the way out for such a record. */
  'aside.end': Call<typeof inputs.asideInput, null>;
};

type Api = PanelApi & AdminApi;
export type ApiKey = keyof Api;
export type InputOf<K extends ApiKey> = Parameters<Api[K]>[0];
export type ValueOf<K extends ApiKey> =
  Awaited<ReturnType<Api[K]>> extends Reply<infer Value> ? Value : never;
