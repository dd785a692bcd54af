import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServedSite, refusalOf, type ServedSite } from '../support/open-served-site';

let site: ServedSite;
beforeEach(async () => {
  site = await openServedSite({ entityProperties });
});
afterEach(async () => {
  site.watch.expectNoViolations();
  await site.close();
});

const PROPERTY = 'multiplier.access';
/** As an app declares them. */
const entityProperties = (
  [
    ['state', 'string', 'accessState'],
    ['approver', 'user', 'accessApprover'],
    ['ends', 'date', 'accessEnds'],
  ] as const
).map(([path, type, searchAlias]) => ({ propertyKey: PROPERTY, path, type, searchAlias }));
const asApp = (path: string, method = 'GET', body?: unknown) =>
  site.atlassian.fetchAs(
    { kind: 'app', scopes: ['read:jira-work', 'write:jira-work'] },
    new Request(`${site.atlassian.siteUrl}/rest/api/3${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
const set = async (key: string, value: unknown) => {
  const answer = await asApp(`/issue/${key}/properties/${PROPERTY}`, 'PUT', value);
  expect(answer.ok).toBe(true);
};
/** What Olivia finds, by key; or what Jira says against the query. */
const found = async (jql: string): Promise<readonly string[] | string> => {
  const query = new URLSearchParams({ jql, fields: 'summary' });
  const answer = await site.send('GET', `/rest/api/3/search/jql?${query}`);
  const body = (await answer.json()) as {
    readonly issues?: readonly { readonly key: string }[];
    readonly errorMessages?: readonly string[];
  };
  return answer.ok ? (body.issues ?? []).map(({ key }) => key) : String(body.errorMessages?.[0]);
};

describe('a search', () => {
  it('answers ids, unless fields are asked for, a page at a time', async () => {
    const first = await asApp('/search/jql', 'POST', { jql: 'project = WEB', maxResults: 2 });
    const page = (await first.json()) as { issues: object[]; nextPageToken: string };
    expect(page).toMatchObject({ isLast: false, nextPageToken: '2' });
    expect(page.issues.map((issue) => Object.keys(issue))).toEqual([['id'], ['id']]);
    const rest = await asApp('/search/jql', 'POST', {
      jql: 'project = WEB',
      fields: ['summary'],
      nextPageToken: page.nextPageToken,
    });
    expect(await rest.json()).toMatchObject({
      isLast: true,
      issues: [{ key: 'WEB-3' }, {}, {}, {}],
    });
  });

  it('shows nobody what they can’t see', async () => {
    const asked = new Request(
      `${site.atlassian.siteUrl}/rest/api/3/search/jql?jql=${encodeURIComponent('project = WEB')}`,
    );
    expect(await (await site.atlassian.fetch(asked)).json()).toEqual({ issues: [], isLast: true });
    const { accountId } = site.atlassian.directory.personNamed('Grace Kim');
    const seen = site.atlassian.directory.search(accountId, 'key = FIN-1');
    expect(seen).toEqual({ issues: [] });
  });

  it('finds by Jira’s own fields', async () => {
    expect(await found('key = web-1')).toEqual(['WEB-1']);
    expect(await found('summary ~ "onboard priya"')).toEqual(['WEB-1']);
    expect(await found('project in (Website, WEB) AND reporter = "Noah Okafor"')).toContain(
      'WEB-1',
    );
    expect(await found('project = WEB AND created > now()')).toEqual([]);
  });

  it.each([
    [
      '',
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    ],
    [
      'order by key',
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    ],
    // spec: Parse JQL query, the errors of its example.
    ['universe = 42', "Field 'universe' does not exist or you do not have permission to view it."],
    ['summary = test', "The operator '=' is not supported by the 'summary' field."],
    ['project = INVALID', "The value 'INVALID' does not exist for the field 'project'."],
    ['accessState < waiting', "The operator '<' is not supported by the 'accessState' field."],
    [
      'accessApprover = nobody',
      "The value 'nobody' does not exist for the field 'accessApprover'.",
    ],
    [
      'accessEnds < soon',
      "Date value 'soon' for field 'accessEnds' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.",
    ],
  ])('refuses %j in Jira’s words', async (jql, message) => {
    expect(await found(jql)).toBe(message);
  });

  it('is refused without the scope', async () => {
    const { issueSearch } = site.client();
    const asked = issueSearch.searchForIssuesUsingJqlEnhancedSearch({ jql: 'a b' });
    expect((await refusalOf(asked)).status).toBe(400);
    const answer = await site.atlassian.fetchAs(
      { kind: 'app', scopes: [] },
      new Request(`${site.atlassian.siteUrl}/rest/api/3/search/jql?jql=key%20%3D%20WEB-1`),
    );
    expect(answer.status).toBe(401);
  });
});

describe('what an app has indexed of a property', () => {
  beforeEach(async () => {
    await set('WEB-1', {
      state: ['waiting', 'active'],
      approver: [site.accountId('Olivia Hart'), site.accountId('Maya Lindqvist')],
      ends: '2030-05-15T13:44:11Z',
    });
    await set('WEB-2', { state: ['ended'], approver: [], ends: '2030-06-01' });
    await set('WEB-3', 'nonsense');
  });

  it.each([
    // doc: Jira entity property: the path may refer to an array: each of its elements is found.
    ['accessState = waiting', ['WEB-1']],
    ['ACCESSSTATE = active', ['WEB-1']],
    ["issue.property['multiplier.access'].state = active", ['WEB-1']],
    ['accessState = Waiting', []],
    ['accessState in (ended, waiting)', ['WEB-1', 'WEB-2']],
    // doc: JQL operators: what is empty is not found by these.
    ['accessState != waiting', ['WEB-2']],
    ['accessState not in (ended)', ['WEB-1']],
    ['accessState is not EMPTY', ['WEB-1', 'WEB-2']],
    ['project = WEB AND accessState is EMPTY AND key = WEB-3', ['WEB-3']],
    ['accessApprover = currentUser()', ['WEB-1']],
    ['accessApprover = currentUser() AND accessState = ended', []],
    ['accessApprover in ("Maya Lindqvist", "Grace Kim")', ['WEB-1']],
    ['accessApprover is EMPTY AND accessState is not EMPTY', ['WEB-2']],
    ['accessEnds < 2030-06-01', ['WEB-1']],
    ['accessEnds <= "2030/06/01"', ['WEB-1', 'WEB-2']],
    ['accessEnds = "2030-05-15 13:44"', ['WEB-1']],
    ['accessEnds >= "2030-05-15T13:44:12Z"', ['WEB-2']],
    ['accessEnds > startOfDay() AND accessEnds < endOfDay(36500)', ['WEB-1', 'WEB-2']],
    ['accessEnds <= 7d', []],
    ['NOT (accessState = waiting OR accessState = ended) AND key = WEB-1', []],
    ['accessState is not EMPTY ORDER BY accessEnds DESC', ['WEB-2', 'WEB-1']],
  ])('%s', async (jql, keys) => {
    expect(await found(jql)).toEqual(keys);
  });

  it('goes with the issue, and is gone with the property', async () => {
    const key = site.atlassian.directory.moveIssue('WEB-1', 'MOB');
    expect(await found('accessState = waiting')).toEqual([key]);
    expect((await asApp(`/issue/${key}/properties/${PROPERTY}`, 'DELETE')).status).toBe(204);
    expect(await found('accessState = waiting')).toEqual([]);
  });
});
