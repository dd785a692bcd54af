import type { Caller } from '../site/caller';
import type { Site } from '../site/site';
import type { StoredIssue } from '../store/issues';
import { renderComment } from './comments';
import { issueSeen } from './issue-lookup';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { renderProjectBrief } from './projects';
import { renderUserDetails } from './render-user';
import { timestamp } from './timestamp';

const STATUS_CATEGORIES = {
  'To Do': { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  'In Progress': { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  Done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const;
const STATUS_IDS = { 'To Do': '10000', 'In Progress': '3', Done: '10001' } as const;
const TYPE_IDS: Readonly<Record<string, string>> = { Task: '10002', Story: '10001', Bug: '10004' };

const paragraphs = (texts: readonly string[]) => ({
  type: 'doc',
  version: 1,
  content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

/** Each of them is made only where it is asked for. */
type Fields = Readonly<Record<string, () => unknown>>;

function fieldsOf(site: Site, caller: Caller, issue: StoredIssue): Fields {
  const person = (accountId: string | undefined) => () => {
    const found = site.people.byId(accountId ?? '');
    return found === undefined ? null : renderUserDetails(site, caller, found);
  };
  const status = (issue.status in STATUS_IDS ? issue.status : 'To Do') as keyof typeof STATUS_IDS;
  return {
    summary: () => issue.summary,
    description: () => paragraphs(issue.description),
    issuetype: () => ({
      self: `${site.siteUrl}/rest/api/3/issuetype/${TYPE_IDS[issue.type] ?? '10002'}`,
      id: TYPE_IDS[issue.type] ?? '10002',
      name: issue.type,
      subtask: false,
      hierarchyLevel: 0,
    }),
    project: () => {
      const project = site.projects.byId(issue.projectId);
      return project === undefined ? null : renderProjectBrief(site, project);
    },
    status: () => ({
      self: `${site.siteUrl}/rest/api/3/status/${STATUS_IDS[status]}`,
      id: STATUS_IDS[status],
      name: issue.status,
      statusCategory: {
        self: `${site.siteUrl}/rest/api/3/statuscategory/${STATUS_CATEGORIES[status].id}`,
        ...STATUS_CATEGORIES[status],
      },
    }),
    reporter: person(issue.reporterAccountId),
    creator: person(issue.reporterAccountId),
    assignee: person(issue.assigneeAccountId),
    created: () => timestamp(issue.createdAt),
    updated: () => timestamp(issue.updatedAt),
    comment: () => {
      const comments = site.issues.comments(issue.id);
      return {
        comments: comments.map((comment) => renderComment(site, caller, comment, false)),
        self: `${site.siteUrl}/rest/api/3/issue/${issue.id}/comment`,
        maxResults: comments.length,
        total: comments.length,
        startAt: 0,
      };
    },
  };
}

/** `fields` picks by name, `*all`, `*navigable` and `-name` (spec: Get issue). */
function pick(fields: Fields, asked: readonly string[]): Record<string, unknown> {
  const names = asked.flatMap((entry) => entry.split(',')).map((entry) => entry.trim());
  const left = new Set(names.filter((name) => name.startsWith('-')).map((name) => name.slice(1)));
  const taken = new Set(names.filter((name) => name !== '' && !name.startsWith('-')));
  const all = taken.size === 0 || taken.has('*all') || taken.has('*navigable');
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !left.has(name) && (all || taken.has(name)))
      .map(([name, make]) => [name, make()]),
  );
}

/** As a search shows it: with the fields that are asked for. */
export function renderIssue(
  site: Site,
  caller: Caller,
  issue: StoredIssue,
  fields: readonly string[],
) {
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: issue.id,
    self: `${site.siteUrl}/rest/api/3/issue/${issue.id}`,
    key: issue.key,
    fields: pick(fieldsOf(site, caller, issue), fields),
  };
}

function getIssue(call: Call): Answer {
  const { site, caller, query } = call;
  const { issue } = issueSeen(call);
  const wanted = query.getAll('properties').flatMap((entry) => entry.split(','));
  const properties = site.issues
    .properties('issue', issue.id)
    .filter(({ key }) => wanted.includes('*all') || wanted.includes(key));
  return ok({
    ...renderIssue(site, caller, issue, query.getAll('fields')),
    ...(wanted.length === 0
      ? {}
      : { properties: Object.fromEntries(properties.map(({ key, value }) => [key, value])) }),
  });
}

export const issueOperations: readonly Operation[] = [
  operation(
    '?GET /issue/:issueIdOrKey',
    'read:jira-work',
    'read:issue-meta:jira read:issue-security-level:jira read:issue.vote:jira read:issue.changelog:jira read:avatar:jira read:issue:jira read:status:jira read:user:jira read:field-configuration:jira',
    getIssue,
  ),
];
