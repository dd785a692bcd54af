import type { HostAsApp } from '#ports/host-jira';
import { SiteFailure } from '#ports/site-failure';

/** Whether access that ends with a work item can't be asked for in it, as it is done. What is not told is looked at again with the plan. */
export async function isWorkItemDone(
  { hostAsApp }: { readonly hostAsApp: Pick<HostAsApp, 'issue'> },
  issueId: string,
): Promise<boolean> {
  try {
    const issue = await hostAsApp.issue(issueId);
    return issue?.isDone === true;
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    return false;
  }
}
