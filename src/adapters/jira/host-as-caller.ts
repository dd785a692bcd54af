import { route } from '@forge/api';
import { accountIdIn } from '#domain/action/account-id';
import { allListed, mapListed } from '#domain/lib/listed';
import type { Clock } from '#ports/clock';
import type { HostAsCaller } from '#ports/host-jira';
import { SiteFailure } from '#ports/site-failure';
import { mustBeAbout } from '../rest/must-be-about';
import { personOf } from '../rest/person-of';
import { personsIn } from '../rest/persons-in';
import { projectOf } from '../rest/project-of';
import {
  issueSchema,
  permissionsSchema,
  projectPageSchema,
  projectSchema,
  serverInfoSchema,
  userListSchema,
  userSchema,
} from '../rest/schemas';
import { isName } from './is-name';
import { openJira } from './open-jira';

const SEARCHED = 20;

/** `cloudId`: the site of this invocation, from its verified context. */
export function hostAsCaller(cloudId: string, clock: Clock): HostAsCaller {
  const jira = openJira(clock);
  return {
    async seeIssue(issueIdOrKey) {
      if (!isName(issueIdOrKey)) return undefined;
      const issue = mustBeAbout(
        issueIdOrKey,
        await jira.read(
          {
            as: 'caller',
            route: route`/rest/api/3/issue/${issueIdOrKey}?fields=summary,project`,
          },
          issueSchema,
        ),
      );
      if (issue === undefined) return undefined;
      const { project, summary } = issue.fields;
      return {
        cloudId,
        id: issue.id,
        key: issue.key,
        projectId: project.id,
        projectKey: project.key,
        summary: summary ?? '',
      };
    },

    async seesProject(projectId) {
      if (!isName(projectId)) return false;
      const project = mustBeAbout(
        projectId,
        await jira.read(
          { as: 'caller', route: route`/rest/api/3/project/${projectId}` },
          projectSchema,
        ),
      );
      return project !== undefined;
    },

    async has(permission) {
      const found = await jira.read(
        { as: 'caller', route: route`/rest/api/3/mypermissions?permissions=${permission}` },
        permissionsSchema,
      );
      return found?.permissions[permission]?.havePermission ?? false;
    },

    async me() {
      const user = await jira.read({ as: 'caller', route: route`/rest/api/3/myself` }, userSchema);
      if (user === undefined) {
        throw new SiteFailure('unexpectedAnswer', 'Jira does not know who asks.', false, 404);
      }
      const { accountId, displayName, avatarUrl } = personOf(user);
      // Without the email address: it is kept with what they do, and shown to others.
      return { accountId, displayName, ...(avatarUrl === undefined ? {} : { avatarUrl }) };
    },

    async siteUrl() {
      const found = await jira.read(
        { as: 'caller', route: route`/rest/api/3/serverInfo` },
        serverInfoSchema,
      );
      return found?.baseUrl;
    },

    async searchPeople(query) {
      const words = query.trim();
      if (words === '') return allListed([]);
      const accountId = accountIdIn(words);
      const users = await jira.read(
        {
          as: 'caller',
          route:
            accountId === undefined
              ? route`/rest/api/3/user/search?query=${words}&maxResults=${String(SEARCHED)}`
              : route`/rest/api/3/user/search?accountId=${accountId}`,
        },
        userListSchema,
      );
      return personsIn(users ?? allListed([]));
    },

    async searchProjects(query) {
      const parameters = new URLSearchParams({
        maxResults: String(SEARCHED),
        status: 'live',
        orderBy: 'name',
      });
      if (query.trim() !== '') parameters.set('query', query.trim());
      const page = await jira.read(
        { as: 'caller', route: route`/rest/api/3/project/search?${parameters}` },
        projectPageSchema,
      );
      return mapListed(page?.values ?? allListed([]), projectOf);
    },
  };
}
