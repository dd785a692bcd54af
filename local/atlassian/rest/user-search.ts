import { PROJECT_PERMISSIONS } from '../site/access';
import type { Caller } from '../site/caller';
import type { Site } from '../site/site';
import type { StoredPerson } from '../store/people';
import { findGroups } from './groups';
import { highlight } from './highlight';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { integerIn } from './reading';
import { refuse } from './refusal';
import { renderUser, seesEmail } from './render-user';

/** Searches look at no more than so many matches (spec: "up to the thousandth user"). */
const SEARCHED = 1000;
const USER_SEARCH_READ =
  'read:user:jira read:application-role:jira read:avatar:jira read:group:jira';

/** Start of a word of the name, or of the address where it is visible; a hidden address only whole. */
function matches(site: Site, caller: Caller, person: StoredPerson, term: string): boolean {
  const wanted = term.trim().toLowerCase();
  if (wanted === '') return true;
  const name = person.displayName.toLowerCase();
  const plain = name.normalize('NFD').replace(/\p{Diacritic}/gu, '');
  const starts = (value: string) =>
    value.startsWith(wanted) || value.split(/[\s._-]+/).some((word) => word.startsWith(wanted));
  const email = person.email.toLowerCase();
  return (
    starts(name) ||
    starts(plain) ||
    email === wanted ||
    (starts(email) && seesEmail(site, caller, person))
  );
}

const active = (site: Site) => site.people.all().filter((person) => person.active);

function slice<T>(all: readonly T[], query: URLSearchParams, most: number): readonly T[] {
  const startAt = Math.max(0, integerIn(query, 'startAt', 0));
  const maxResults = Math.max(0, Math.min(integerIn(query, 'maxResults', 50), most));
  return all.slice(startAt, startAt + maxResults);
}

function searchUsers({ site, caller, query }: Call): Answer {
  const term = query.get('query');
  const accountId = query.get('accountId');
  if (term === null && accountId === null && query.get('property') === null)
    throw refuse(400, "The 'query' query parameter needs to be provided");
  if (term !== null && accountId !== null)
    throw refuse(400, 'Provide either query or accountId, not both.');
  if (!site.access.hasGlobal(caller, 'USER_PICKER')) return ok([]);
  const found = active(site)
    .filter((person) =>
      accountId === null
        ? matches(site, caller, person, term ?? '')
        : person.accountId === accountId,
    )
    .slice(0, SEARCHED);
  return ok(slice(found, query, SEARCHED).map((person) => renderUser(site, caller, person)));
}

function listUsers({ site, caller, query }: Call): Answer {
  if (!site.access.hasGlobal(caller, 'USER_PICKER'))
    throw refuse(403, 'You do not have permission to browse users.');
  return ok(
    slice(site.people.all(), query, SEARCHED).map((person) => renderUser(site, caller, person)),
  );
}

/** What both pickers that offer people answer with (spec: FoundUsers). */
function findUsers(site: Site, caller: Caller, query: URLSearchParams, leaveOutApps: string) {
  const term = query.get('query') ?? '';
  const exclude = new Set([...query.getAll('exclude'), ...query.getAll('excludeAccountIds')]);
  const withoutApps = query.get(leaveOutApps) === 'true';
  const mayBrowse = site.access.hasGlobal(caller, 'USER_PICKER');
  const found = active(site).filter(
    (person) =>
      (mayBrowse
        ? matches(site, caller, person, term)
        : person.displayName.toLowerCase() === term.toLowerCase()) &&
      !exclude.has(person.accountId) &&
      !(withoutApps && person.accountType === 'app'),
  );
  const shown = slice(found, query, SEARCHED);
  return {
    users: shown.map((person) => ({
      accountId: person.accountId,
      accountType: person.accountType,
      html: highlight(person.displayName, term),
      displayName: person.displayName,
      ...(query.get('showAvatar') === 'true' ? { avatarUrl: `${person.avatarUrl}?size=16` } : {}),
    })),
    total: found.length,
    header: `Showing ${shown.length} of ${found.length} matching users`,
  };
}

function requireQuery(query: URLSearchParams): void {
  if (query.get('query') === null)
    throw refuse(400, "The 'query' query parameter needs to be provided");
}

function pickUsers({ site, caller, query }: Call): Answer {
  requireQuery(query);
  if (query.has('exclude') && query.has('excludeAccountIds'))
    throw refuse(400, 'Provide either exclude or excludeAccountIds, not both.');
  return ok(findUsers(site, caller, query, 'excludeConnectUsers'));
}

function pickUsersAndGroups({ site, caller, query }: Call): Answer {
  requireQuery(query);
  return ok({
    users: findUsers(site, caller, query, 'excludeConnectAddons'),
    groups: findGroups(site, caller, query),
  });
}

function searchAssignable({ site, caller, query }: Call): Answer {
  const key = query.get('project');
  const issue = site.issues.byIdOrKey(query.get('issueKey') ?? query.get('issueId') ?? '');
  const project =
    key === null
      ? site.projects.byId(issue?.projectId ?? '')
      : (site.projects.byKey(key) ?? site.projects.byId(key));
  if (project === undefined || !site.access.seesProject(caller, project))
    throw refuse(404, `No project could be found with key '${key ?? ''}'.`);
  const found = active(site).filter(
    (person) =>
      matches(site, caller, person, query.get('query') ?? '') &&
      site.access.hasInProject(
        { kind: 'account', accountId: person.accountId, scopes: undefined },
        project,
        'ASSIGNABLE_USER',
      ),
  );
  return ok(slice(found, query, SEARCHED).map((person) => renderUser(site, caller, person)));
}

/** Whoever sees one issue, or any issue of a project (spec: Find users with browse permission). */
function searchThoseWhoSee({ site, caller, query }: Call): Answer {
  const term = query.get('query');
  const accountId = query.get('accountId');
  const [issueKey, projectKey] = [query.get('issueKey'), query.get('projectKey')];
  if (term === null && accountId === null)
    throw refuse(400, "The 'query' or 'accountId' query parameter needs to be provided");
  if (issueKey === null && projectKey === null)
    throw refuse(400, "The 'issueKey' or 'projectKey' query parameter needs to be provided");
  const issue = site.issues.byIdOrKey(issueKey ?? '');
  const project =
    issueKey === null
      ? site.projects.byKey(projectKey ?? '')
      : site.projects.byId(issue?.projectId ?? '');
  if (project === undefined || !site.access.hasInProject(caller, project, 'BROWSE_PROJECTS'))
    throw refuse(404, 'Issue does not exist or you do not have permission to see it.');
  if (!site.access.hasGlobal(caller, 'USER_PICKER')) return ok([]);
  // The range is taken first, and only then looked at (spec: "usually returns fewer users").
  const range = active(site).filter((person) =>
    accountId === null ? matches(site, caller, person, term ?? '') : person.accountId === accountId,
  );
  const found = slice(range.slice(0, SEARCHED), query, SEARCHED).filter((person) =>
    site.access.hasInProject(
      { kind: 'account', accountId: person.accountId, scopes: undefined },
      project,
      'BROWSE_PROJECTS',
    ),
  );
  return ok(found.map((person) => renderUser(site, caller, person)));
}

/**
 * Whoever has all of some permissions in a project (spec: Find users with permissions), told to who administers it. The
 * range is taken before it is looked at, up to the thousandth user.
 */
function searchThoseWhoMay({ site, caller, query }: Call): Answer {
  const term = query.get('query');
  const accountId = query.get('accountId');
  const permissions = textsOf(query.get('permissions') ?? '');
  const [issueKey, projectKey] = [query.get('issueKey'), query.get('projectKey')];
  if (term === null && accountId === null)
    throw refuse(400, "The 'query' or 'accountId' query parameter needs to be provided");
  if (permissions.length === 0)
    throw refuse(400, "The 'permissions' query parameter needs to be provided");
  if (issueKey === null && projectKey === null)
    throw refuse(400, "The 'issueKey' or 'projectKey' query parameter needs to be provided");
  const unknown = permissions.find(
    (one) => !(one in PROJECT_PERMISSIONS || site.appPermissions.includes(one)),
  );
  if (unknown !== undefined) throw refuse(400, `There is no permission '${unknown}'.`);
  const issue = site.issues.byIdOrKey(issueKey ?? '');
  const project =
    issueKey === null
      ? site.projects.byKey(projectKey ?? '')
      : site.projects.byId(issue?.projectId ?? '');
  if (project === undefined || !site.access.seesProject(caller, project))
    throw refuse(404, `No project could be found with key '${projectKey ?? issueKey}'.`);
  if (!site.access.administers(caller, project))
    throw refuse(403, 'You do not have permission to see who has permissions in this project.');
  const range = active(site).filter((person) =>
    accountId === null ? matches(site, caller, person, term ?? '') : person.accountId === accountId,
  );
  const found = slice(range.slice(0, SEARCHED), query, SEARCHED).filter(({ accountId: id }) =>
    permissions.every((one) =>
      site.access.hasInProject({ kind: 'account', accountId: id, scopes: undefined }, project, one),
    ),
  );
  return ok(found.map((person) => renderUser(site, caller, person)));
}

const textsOf = (list: string): readonly string[] =>
  list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

export const userSearchOperations: readonly Operation[] = [
  operation(
    '?GET /user/search',
    'read:jira-user',
    `${USER_SEARCH_READ} read:user.property:jira`,
    searchUsers,
  ),
  operation('?GET /users/search', 'read:jira-user', USER_SEARCH_READ, listUsers),
  operation('?GET /users', 'read:jira-user', USER_SEARCH_READ, listUsers),
  operation('?GET /user/picker', 'read:jira-user', 'read:user:jira', pickUsers),
  operation(
    '?GET /groupuserpicker',
    'read:jira-work',
    'read:group:jira read:user:jira',
    pickUsersAndGroups,
  ),
  operation(
    '?GET /user/assignable/search',
    'read:jira-user',
    `${USER_SEARCH_READ} read:issue:jira read:project:jira`,
    searchAssignable,
  ),
  operation(
    '?GET /user/viewissue/search',
    'read:jira-user',
    `${USER_SEARCH_READ} read:issue:jira read:project:jira`,
    searchThoseWhoSee,
  ),
  operation(
    '?GET /user/permission/search',
    'read:jira-user',
    `${USER_SEARCH_READ} read:issue:jira read:project:jira`,
    searchThoseWhoMay,
  ),
];
