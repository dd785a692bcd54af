import type { IssueState } from '#domain/issue-state/issue-state';

/** What Jira's own search finds work items by, kept with each of them. */
export interface IssueStates {
  /**
   * Has this stand with the work item, or nothing where there is nothing to find: written only where something else stands
   * there, whoever has put it there. `noIssue`: there is none, or the app can't see it. Throws SiteFailure.
   */
  show(issueId: string, state: IssueState | undefined): Promise<'asItWas' | 'written' | 'noIssue'>;
}
