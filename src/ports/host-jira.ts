import type { Person } from '#domain/action/person';
import type { IssueRef } from '#domain/request/access-request';
import type { DirectoryPerson, DirectoryProject } from './directory';

/** The Jira that hosts the app, asked as the person who calls. Throws SiteFailure. */
export interface HostAsCaller {
  /** Undefined where the caller can't see the issue, or there is none. */
  seeIssue(issueIdOrKey: string): Promise<(IssueRef & { readonly summary: string }) | undefined>;
  isJiraAdministrator(): Promise<boolean>;
  me(): Promise<Person>;
  /** Only whom the caller may find, with e-mail only where their profile shows it. */
  searchPeople(query: string): Promise<readonly Person[]>;
  searchProjects(query: string): Promise<readonly Omit<DirectoryProject, 'lead'>[]>;
}

/** The Jira that hosts the app, asked as the app. Throws SiteFailure. */
export interface HostAsApp {
  projectLead(projectId: string): Promise<DirectoryPerson | undefined>;
  people(accountIds: readonly string[]): Promise<ReadonlyMap<string, DirectoryPerson>>;
}
