import type { Person } from '#domain/action/person';
import type { Sight } from '#domain/approval/sight';
import type { Listed } from '#domain/lib/listed';
import type { NamedProject } from '#domain/policy/rule';
import type { IssueRef } from '#domain/request/access-request';
import type { DirectoryPerson, DirectoryProject } from './directory';

/** The Jira that hosts the app, asked as the person who calls. Throws SiteFailure. */
export interface HostAsCaller {
  /** Undefined where the caller can't see the issue, or there is none. */
  seeIssue(issueIdOrKey: string): Promise<(IssueRef & { readonly summary: string }) | undefined>;
  seesProject(projectId: string): Promise<boolean>;
  /** Whether the caller administers Jira, or may browse users and groups. */
  has(permission: 'ADMINISTER' | 'USER_PICKER'): Promise<boolean>;
  me(): Promise<Person>;
  /** Its address, `https://NAME.atlassian.net`; undefined where Jira doesn't tell. */
  siteUrl(): Promise<string | undefined>;
  /** By name, address or account id: only whom the caller may find, with email only where their profile shows it. */
  searchPeople(query: string): Promise<Listed<Person>>;
  searchProjects(query: string): Promise<Listed<Omit<DirectoryProject, 'lead'>>>;
}

/** The Jira that hosts the app, asked as the app. Throws SiteFailure. */
export interface HostAsApp {
  /** Its address, `https://NAME.atlassian.net`; undefined where Jira doesn't tell. */
  siteUrl(): Promise<string | undefined>;
  /**
   * Where an issue is by now; undefined where there is none, or the app can't see it. `afresh`: not as it was a moment ago
   * either, as effects stand on it.
   */
  issue(issueId: string, options?: { readonly afresh?: boolean }): Promise<HostIssue | undefined>;
  /** Who of these sees the issue, by account id: an answer for each. */
  sight(issueKey: string, accountIds: readonly string[]): Promise<ReadonlyMap<string, Sight>>;
  /** Undefined where the project has no lead; not known where there is no such project for the app. */
  projectLead(projectId: string): Promise<DirectoryPerson | undefined | 'notKnown'>;
  people(accountIds: readonly string[]): Promise<ReadonlyMap<string, DirectoryPerson>>;
  /** So many of the projects that it sees, from that place on, in the order of their keys, with who leads each. */
  listProjects(from: number, most: number): Promise<ListedProjects>;
  /** What projects are called, by their ids: of those that are there and that the app sees. */
  projects(projectIds: readonly string[]): Promise<ReadonlyMap<string, NamedProject>>;
  /**
   * Who holds the permission to decide on access requests in a project, of the first thousand people that Jira looks
   * through; undefined where it does not say.
   */
  deciders(projectKey: string): Promise<readonly DirectoryPerson[] | undefined>;
}

export interface HostIssue extends Omit<IssueRef, 'cloudId'> {
  /** Whether its status is of the category Done; undefined where Jira does not say. */
  readonly isDone: boolean | undefined;
}

export interface ListedProjects {
  readonly projects: Listed<NamedProject & { readonly lead: Person | undefined }>;
  /** Where the next begin; undefined: these are the last. */
  readonly next: number | undefined;
}
