import './issue-link.css';
import { OutsideLink } from './outside-link';

/** Leads to an issue of the Jira around; where its address is not known, its key alone. */
export function IssueLink({
  issueKey,
  siteUrl,
}: {
  readonly issueKey: string;
  readonly siteUrl: string | undefined;
}) {
  const key = <span class="issue-key">{issueKey}</span>;
  if (siteUrl === undefined) return key;
  return <OutsideLink to={`${siteUrl}/browse/${issueKey}`}>{key}</OutsideLink>;
}
