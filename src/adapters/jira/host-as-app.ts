import { route } from '@forge/api';
import { type Instant, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { DirectoryPerson } from '#ports/directory';
import type { HostAsApp } from '#ports/host-jira';
import { allOf } from '../rest/all-of';
import { cutOff, failureOf } from '../rest/failure-of';
import { mustBeAbout } from '../rest/must-be-about';
import { personOf } from '../rest/person-of';
import {
  isLastPage,
  issueSchema,
  projectSchema,
  serverInfoSchema,
  userPageSchema,
} from '../rest/schemas';
import { findDeciders } from './find-deciders';
import { findSight } from './find-sight';
import { listProjects } from './list-projects';
import { nameProjects } from './name-projects';
import { type Jira, openJira } from './open-jira';

/** Account ids of one call: more would make an address that is too long. */
const AT_ONCE = 90;
/** The requests of one issue ask the same things within one invocation. */
const KEPT = 10 * SECOND;

export function hostAsApp(clock: Clock): HostAsApp {
  const jira = openJira(clock);
  const answers = new Map<string, { readonly at: Instant; readonly answer: Promise<unknown> }>();

  function once<T>(question: string, read: () => Promise<T>, afresh = false): Promise<T> {
    const kept = afresh ? undefined : answers.get(question);
    if (kept !== undefined && clock.now() - kept.at < KEPT) return kept.answer as Promise<T>;
    const answer = read();
    answers.set(question, { at: clock.now(), answer });
    answer.catch(() => answers.delete(question));
    return answer;
  }

  return {
    siteUrl: () =>
      once('site', async () => {
        const found = await jira.read(
          { as: 'app', route: route`/rest/api/3/serverInfo` },
          serverInfoSchema,
        );
        return found?.baseUrl;
      }),

    issue: (issueId, { afresh = false } = {}) =>
      once(`issue ${issueId}`, () => findIssue(jira, issueId), afresh),

    async sight(issueKey, accountIds) {
      const found = accountIds.map(async (accountId) => {
        const sight = await once(`sight ${issueKey} ${accountId}`, () =>
          findSight(jira, issueKey, accountId),
        );
        return [accountId, sight] as const;
      });
      return new Map(await Promise.all(found));
    },

    projectLead: (projectId) =>
      once(`lead ${projectId}`, async () => {
        const project = mustBeAbout(
          projectId,
          await jira.read(
            { as: 'app', route: route`/rest/api/3/project/${projectId}` },
            projectSchema,
          ),
        );
        if (project === undefined) return 'notKnown';
        return project.lead && personOf(project.lead);
      }),

    listProjects: (from, most) => listProjects(jira, from, most),

    deciders: (projectKey) => once(`deciders ${projectKey}`, () => findDeciders(jira, projectKey)),

    people: (accountIds) =>
      once(`people ${accountIds.join(' ')}`, () => findPeople(jira, accountIds)),

    projects: (projectIds) =>
      once(`projects ${projectIds.join(' ')}`, () => nameProjects(jira, projectIds)),
  };
}

/** doc: Jira Cloud REST API, status categories: `new`, `indeterminate`, `done`, and `undefined`. */
const DONE = 'done';

async function findIssue(jira: Jira, issueId: string) {
  const where = route`/rest/api/3/issue/${issueId}?fields=project,status`;
  const issue = mustBeAbout(issueId, await jira.read({ as: 'app', route: where }, issueSchema));
  if (issue === undefined) return undefined;
  const { id, key, fields } = issue;
  const category = fields.status?.statusCategory?.key;
  return {
    id,
    key,
    projectId: fields.project.id,
    projectKey: fields.project.key,
    isDone: category === undefined ? undefined : category === DONE,
  };
}

async function findPeople(
  jira: Jira,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, DirectoryPerson>> {
  const found = await readPeople(jira, accountIds);
  // Who is not there can't act, and others come in for them: one answer is no proof.
  const missing = accountIds.filter((accountId) => !found.has(accountId));
  if (missing.length === 0) return found;
  return new Map([...found, ...(await readPeople(jira, missing))]);
}

async function readPeople(
  jira: Jira,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, DirectoryPerson>> {
  const asked = new Set(accountIds);
  const found: DirectoryPerson[] = [];
  for (let from = 0; from < accountIds.length; from += AT_ONCE) {
    const parameters = new URLSearchParams({ maxResults: String(AT_ONCE) });
    for (const accountId of accountIds.slice(from, from + AT_ONCE)) {
      parameters.append('accountId', accountId);
    }
    const page = await jira.read(
      { as: 'app', route: route`/rest/api/3/user/bulk?${parameters}` },
      userPageSchema,
    );
    // Jira answers with those whom it knows, if with nobody: it is not that there is no such thing.
    if (page === undefined) throw failureOf({ kind: 'notFound', message: '' }, 404, 'host');
    if (isLastPage(page, 0) !== true) throw cutOff();
    found.push(...allOf(page.values, 'host').map(personOf));
  }
  const meant = found.filter(({ accountId }) => asked.has(accountId));
  return new Map(meant.map((person) => [person.accountId, person]));
}
