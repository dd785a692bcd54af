import type { DatabaseSync } from 'node:sqlite';
import type { ProductCaller } from '../forge/forge';
import type { PlatformClock } from '../machine/clock';

/** A local Atlassian Cloud: one seeded site with its people, and the hosts around it. Made by `openAtlassian`. */
export interface AtlassianOptions {
  readonly database: DatabaseSync;
  readonly clock: PlatformClock;
  /** What the installed app is called; its user's name, who signs its comments. */
  readonly appName?: string;
  /** The ids of its issue panels: `ari:cloud:ecosystem::extension/…`. */
  readonly panelModules?: readonly string[];
  readonly appPermissions?: readonly string[];
  /** What of entity properties the installed app has indexed for JQL (its `jira:entityProperty` modules). */
  readonly entityProperties?: readonly EntityProperty[];
  /** Without it, Atlassian's usual limits. */
  readonly limits?: LimitSettings;
}

/** One value of a property of issues that JQL finds. */
export interface EntityProperty {
  readonly propertyKey: string;
  readonly path: string;
  readonly type: 'number' | 'string' | 'text' | 'user' | 'date';
  readonly searchAlias?: string;
}

export interface Atlassian {
  readonly cloudId: string;
  /** `https://acme-local.atlassian.net` */
  readonly siteUrl: string;
  readonly siteName: string;
  /** The organization that the site belongs to. */
  readonly organization: SiteOrganization;
  /** Hosts that are answered here; every other one is the real network's. */
  owns(hostname: string): boolean;
  /** A request from outside, with whatever credential it carries, to any host owned. */
  fetch(request: Request): Promise<Response>;
  /** A request of the installed app through the product's gateway; its URL is under siteUrl. */
  fetchAs(caller: ProductCaller, request: Request): Promise<Response>;
  /** A picture by its path under siteUrl, past faults and listeners: pictures come from hosts of their own. */
  picture(pathname: string): Response;
  readonly faults: SiteFaults;
  /** How many calls are let through; changing them empties the meters. */
  readonly limits: SiteLimits;
  /** Everybody's email, newest first. */
  mailOf(accountId: string): readonly Mail[];
  /** Jira's own notifications (mentions and the like), newest first. */
  notificationsOf(accountId: string): readonly Notification[];
  /** Direct reads and writes behind the API, for the host's pages and for tests. */
  readonly directory: SiteDirectory;
  readonly tokens: SiteTokens;
  readonly panels: SitePanels;
  /** Called with every request and its answer, whoever sent it. Answers the way to stop. */
  onExchange(listener: (exchange: Exchange) => void): () => void;
  /** What Jira tells installed apps of what people do. */
  onProductEvent(listener: (event: ProductEvent) => void): void;
}

/** The statuses of its workflow, each of the category of the same name. */
export const SITE_STATUSES = ['To Do', 'In Progress', 'Done'] as const;
export type SiteStatus = (typeof SITE_STATUSES)[number];

/** doc: Forge Jira events: as an app gets it. */
export interface ProductEvent {
  readonly eventType: string;
  readonly [field: string]: unknown;
}

/** Where issue panels of apps are shown: on issues they were added to, and in projects they are pinned to. */
export interface SitePanels {
  isShown(moduleId: string, issueKey: string): boolean;
  isPinned(moduleId: string, projectKey: string): boolean;
  setAdded(moduleId: string, issueKey: string, added: boolean): void;
  setPinned(moduleId: string, projectKey: string, pinned: boolean): void;
}

export interface SiteOrganization {
  /** As it stands in the address of the organization's administration. */
  readonly id: string;
  readonly name: string;
  /** Its one user directory. */
  readonly directoryId: string;
  /** Accounts with addresses of this domain are the organization's to manage. */
  readonly domain: string;
}

export interface Exchange {
  readonly at: number;
  readonly via: 'token' | 'gateway';
  /** Account the request ran as; undefined for anonymous, 'app' for the app's own user. */
  readonly as: string | undefined;
  readonly method: string;
  readonly url: string;
  readonly requestBody: string;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
  /** True where a fault made the answer (or swallowed it: status 0). */
  readonly faulty: boolean;
}

export interface Mail {
  readonly id: string;
  readonly at: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly issueKey: string | undefined;
  /** Why it was sent: 'mention', 'notify', 'invitation'. */
  readonly kind: string;
}

export interface Notification {
  readonly id: string;
  readonly at: number;
  readonly kind: 'mention';
  readonly issueKey: string;
  readonly from: string;
  readonly text: string;
  readonly commentId: string;
}

/** Faults of the site: presets to switch on, and rules for tests. */
export interface SiteFaults {
  presets(): readonly {
    readonly key: string;
    readonly label: string;
    readonly description: string;
    readonly on: boolean;
  }[];
  setPreset(key: string, on: boolean): void;
  /** Rules are tried in order; the first that matches and is not used up decides. */
  add(rule: FaultRule): () => void;
  clear(): void;
  /** So long, in milliseconds, no read shows an account or a group that a call has created. */
  visibilityLag: number;
}

export interface FaultRule {
  readonly method?: string;
  /** Matched against the path under /rest/api/3. */
  readonly path?: RegExp;
  /** Matched against what stands behind the question mark. */
  readonly query?: RegExp;
  /** Only calls that carry an API token (not the gateway's), only the gateway's, or both. */
  readonly via?: 'token' | 'gateway';
  /** How often it strikes; without it, always. */
  readonly times?: number;
  readonly effect:
    | {
        readonly kind: 'answer';
        readonly status: number;
        readonly headers?: Readonly<Record<string, string>>;
        readonly body?: string;
      }
    /** The connection breaks before anything happened, or after the change was made. */
    | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
    /** The site's own answer, changed on its way. */
    | { readonly kind: 'rewritten'; readonly rewrite: (answer: RewrittenAnswer) => string }
    /** The call takes so long to come there or, with `after`, its answer to come back. */
    | { readonly kind: 'delay'; readonly milliseconds: number; readonly when?: 'after' };
}

/** `path`: from `/rest/` on. */
export interface RewrittenAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly text: string;
}

export interface LimitSettings {
  /** Calls a second of one endpoint and method; a burst may use a second's worth. */
  readonly perSecond: Readonly<Record<'GET' | 'POST' | 'PUT' | 'DELETE', number>>;
  /** Writes to one issue (doc: per-issue write limits). */
  readonly perIssue: readonly { readonly writes: number; readonly milliseconds: number }[];
}

export interface SiteLimits {
  settings(): LimitSettings;
  set(settings: Partial<LimitSettings>): void;
}

export interface SiteDirectory {
  people(): readonly SitePerson[];
  person(accountId: string): SitePerson | undefined;
  /** The first of that name. Throws where nobody has it. */
  personNamed(displayName: string): SitePerson;
  personWithEmail(email: string): SitePerson | undefined;
  groups(): readonly SiteGroup[];
  groupNamed(name: string): SiteGroup;
  membersOf(groupId: string): readonly string[];
  addMember(groupId: string, accountId: string): void;
  /** Gives a group a global permission, or takes it away: what its members may do on the whole site. */
  grant(groupId: string, permission: 'ADMINISTER' | 'SYSTEM_ADMIN'): void;
  withdraw(groupId: string, permission: 'ADMINISTER' | 'SYSTEM_ADMIN'): void;
  renameGroup(groupId: string, name: string): void;
  addGroup(name: string): SiteGroup;
  removeMember(groupId: string, accountId: string): void;
  /** Somebody with an account and access to nothing. */
  addPerson(displayName: string, email: string): SitePerson;
  setActive(accountId: string, active: boolean): void;
  /** Somebody's address is another one from now on. */
  setEmail(accountId: string, email: string): void;
  /** Their profile shows their address to everybody, or to nobody. */
  setShowsEmail(accountId: string, shows: boolean): void;
  /** It shows it to people whom the same organization manages, and to nobody else. */
  showEmailToOrganization(accountId: string): void;
  /**
   * Closes the account, as its owner or the organization does: a former user, in no group and no role, whose tokens
   * are dead.
   */
  close(accountId: string): void;
  isClosed(accountId: string): boolean;
  /** They are called otherwise from now on. */
  rename(accountId: string, displayName: string): void;
  /** They choose another language. */
  setLocale(accountId: string, locale: string): void;
  /** Whether the organization has suspended the account's access. */
  isSuspended(accountId: string): boolean;
  projects(): readonly SiteProject[];
  projectOf(key: string): SiteProject;
  /** Into the recycle bin, out of it with all that was in it, and away for good. */
  binProject(key: string): void;
  restoreProject(key: string): void;
  removeProject(key: string): void;
  removeGroup(groupId: string): void;
  setLead(projectKey: string, accountId: string | undefined): void;
  /** By its key: gives it another one, and another name. */
  renameProject(projectKey: string, key: string, name: string): void;
  /** Puts a person or a group into a role, or takes them out. */
  addActor(projectKey: string, roleName: string, actor: SiteActor): void;
  removeActor(projectKey: string, roleName: string, actor: SiteActor): void;
  /** Has the project's scheme grant a permission of an app to a role, or no longer. */
  grantInProject(projectKey: string, permission: string, roleName: string): void;
  takeBackInProject(projectKey: string, permission: string, roleName: string): void;
  /** Names of the roles to which it is granted. */
  grantedInProject(projectKey: string, permission: string): readonly string[];
  /** Actors of a role: account ids and group ids. */
  actorsOf(
    projectKey: string,
    roleName: string,
  ): { readonly accountIds: readonly string[]; readonly groupIds: readonly string[] };
  issues(projectKey: string): readonly SiteIssue[];
  issue(key: string): SiteIssue | undefined;
  /** Moves an issue to another project, where it gets the next number. Answers its new key. */
  moveIssue(key: string, projectKey: string): string;
  removeIssue(key: string): void;
  /** Gives an issue another status, as somebody does who moves its card. */
  transitionIssue(key: string, status: SiteStatus, accountId?: string): void;
  /** Whether this account may see the issue (Browse projects). */
  canSee(accountId: string, issueKey: string): boolean;
  isJiraAdministrator(accountId: string): boolean;
  /** What JQL finds for somebody, or what Jira says against it. */
  search(
    accountId: string,
    jql: string,
  ): { readonly issues: readonly SiteIssue[] } | { readonly error: string };
  /** A property of an issue, as anybody finds it who may see that; undefined where there is none. */
  property(issueKey: string, propertyKey: string): unknown;
  /** What anybody who may edit the issue writes there. */
  setProperty(issueKey: string, propertyKey: string, value: unknown): void;
}

export type SiteActor = { readonly accountId: string } | { readonly groupId: string };

export interface SitePerson {
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string;
  readonly active: boolean;
  readonly accountType: 'atlassian' | 'app' | 'customer';
  readonly avatarUrl: string;
  /** What they do at the company, for whoever chooses whom to sign in as. */
  readonly jobTitle: string;
  /** `en_US`: the language that they have chosen for all of Atlassian. */
  readonly locale: string;
}

export interface SiteGroup {
  readonly groupId: string;
  readonly name: string;
  readonly managedByIdentityProvider: boolean;
}

export interface SiteProject {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly style: 'classic' | 'next-gen';
  readonly typeKey: string;
  readonly leadAccountId: string | undefined;
  readonly archived: boolean;
  readonly binned: boolean;
  readonly avatarUrl: string;
  readonly roles: readonly { readonly id: number; readonly name: string }[];
}

export interface SiteIssue {
  readonly id: string;
  readonly key: string;
  readonly projectKey: string;
  readonly summary: string;
  /** Plain text paragraphs. */
  readonly description: readonly string[];
  readonly status: string;
  readonly type: string;
  readonly reporterAccountId: string;
  readonly assigneeAccountId: string | undefined;
  readonly createdAt: number;
  readonly comments: readonly {
    readonly id: string;
    readonly authorAccountId: string;
    readonly createdAt: number;
    /** Atlassian Document Format. */
    readonly body: unknown;
  }[];
}

export interface SiteTokens {
  /** Tokens the person sees on their account page; the secret is never among them. */
  of(accountId: string): readonly {
    readonly id: string;
    readonly label: string;
    readonly createdAt: number;
    readonly expiresAt: number;
    readonly scoped: boolean;
    readonly revoked: boolean;
  }[];
  /** Answers the token's text, this once. */
  create(accountId: string, label: string, expiresAt: number, scopes?: readonly string[]): string;
  revoke(id: string): void;
  /** Ready-made credentials to try each connection message with. */
  samples(): readonly {
    readonly label: string;
    readonly email: string;
    readonly token: string;
    readonly expect: string;
  }[];
}
