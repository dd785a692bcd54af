import type { ProductEvent } from '../atlassian';
import type { StoredIssue } from '../store/issues';

/** doc: Forge Jira events, `changelog`: one for each field that was changed. */
interface ChangedField {
  readonly field: string;
  readonly fieldId?: string;
  readonly fieldtype: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

const issueOf = ({ id, key, summary, projectId, status }: StoredIssue) => ({
  id,
  key,
  fields: {
    summary,
    project: { id: projectId, key: key.slice(0, key.lastIndexOf('-')) },
    status: { name: status },
  },
});

export const issueUpdated = (
  issue: StoredIssue,
  accountId: string | undefined,
  items: readonly ChangedField[],
): ProductEvent => ({
  eventType: 'avi:jira:updated:issue',
  issue: issueOf(issue),
  ...(accountId === undefined ? {} : { atlassianId: accountId }),
  changelog: { items },
  associatedUsers: [],
});

export const issueDeleted = (issue: StoredIssue): ProductEvent => ({
  eventType: 'avi:jira:deleted:issue',
  issue: issueOf(issue),
  associatedUsers: [],
});

export const statusChanged = (before: string, after: string): ChangedField => ({
  field: 'status',
  fieldId: 'status',
  fieldtype: 'jira',
  from: null,
  fromString: before,
  to: null,
  toString: after,
});

export const projectChanged = (before: string, after: string): ChangedField => ({
  field: 'project',
  fieldId: 'project',
  fieldtype: 'jira',
  from: null,
  fromString: before,
  to: null,
  toString: after,
});
