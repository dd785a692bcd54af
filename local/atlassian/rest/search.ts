import { JqlError } from '../jql/jql-tokens';
import { searchIssues } from '../jql/search-issues';
import { renderIssue } from './issues';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { integerIn, objectIn, textIn, textsIn } from './reading';
import { refuse } from './refusal';

/** spec: Search for issues using JQL enhanced search. */
const USUAL = 50;
const MOST = 5_000;

interface Asked {
  readonly jql: string;
  readonly fields: readonly string[];
  readonly maxResults: number;
  readonly nextPageToken: string | undefined;
}

function search(call: Call, { jql, fields, maxResults, nextPageToken }: Asked): Answer {
  const found = foundBy(call, jql);
  const from = nextPageToken === undefined ? 0 : Number(nextPageToken);
  if (!Number.isInteger(from) || from < 0)
    throw refuse(400, 'The provided next page token is invalid.');
  const most = Math.min(Math.max(1, maxResults), MOST);
  const page = found.slice(from, from + most);
  const next = from + page.length;
  const isLast = next >= found.length;
  const onlyIds = fields.length === 0 || fields.every((field) => field === 'id');
  return ok({
    issues: page.map((issue) =>
      onlyIds ? { id: issue.id } : renderIssue(call.site, call.caller, issue, fields),
    ),
    ...(isLast ? {} : { nextPageToken: String(next) }),
    isLast,
  });
}

function foundBy({ site, caller }: Call, jql: string) {
  try {
    return searchIssues(site, caller, jql, { bounded: true });
  } catch (error) {
    if (error instanceof JqlError) throw refuse(400, error.message);
    throw error;
  }
}

const searchByQuery = (call: Call) =>
  search(call, {
    jql: call.query.get('jql') ?? '',
    fields: call.query.getAll('fields').flatMap((entry) => entry.split(',')),
    maxResults: integerIn(call.query, 'maxResults', USUAL),
    nextPageToken: call.query.get('nextPageToken') ?? undefined,
  });

function searchByBody(call: Call): Answer {
  const body = objectIn(call.body);
  return search(call, {
    jql: textIn(body.jql) ?? '',
    fields: textsIn(body.fields),
    maxResults: typeof body.maxResults === 'number' ? body.maxResults : USUAL,
    nextPageToken: textIn(body.nextPageToken),
  });
}

const BY_QUERY =
  'read:issue-details:jira read:audit-log:jira read:avatar:jira read:field-configuration:jira read:issue-meta:jira';
const BY_BODY =
  'read:field.default-value:jira read:field.option:jira read:field:jira read:group:jira read:issue-details:jira';

export const searchOperations: readonly Operation[] = [
  operation('?GET /search/jql', 'read:jira-work', BY_QUERY, searchByQuery),
  operation('?POST /search/jql', 'read:jira-work', BY_BODY, searchByBody),
];
