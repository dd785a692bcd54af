import { OutsideLink } from './outside-link';

/** Leads to an issue of the Jira around; where its address is not known, its key alone. */
export function IssueLink({
  issueKey,
  siteUrl,
}: {
  readonly issueKey: string;
  readonly siteUrl: string | undefined;
}) {
  if (siteUrl === undefined) return <>{issueKey}</>;
  return <OutsideLink to={`${siteUrl}/browse/${issueKey}`}>{issueKey}</OutsideLink>;
}
