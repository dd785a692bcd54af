import { route } from '@forge/api';
import { z } from 'zod';
import type { DirectoryPerson } from '#ports/directory';
import type { HostAsApp } from '#ports/host-jira';
import { readJira } from './call-jira';
import { personOf, projectSchema, userSchema } from './schemas';

/** Account ids of one call: more would make an address that is too long. */
const AT_ONCE = 90;

export const hostAsApp: HostAsApp = {
  async projectLead(projectId) {
    const project = await readJira(
      { as: 'app', route: route`/rest/api/3/project/${projectId}` },
      projectSchema,
    );
    return project?.lead && personOf(project.lead);
  },

  async people(accountIds) {
    const found: DirectoryPerson[] = [];
    for (let from = 0; from < accountIds.length; from += AT_ONCE) {
      const parameters = new URLSearchParams({ maxResults: String(AT_ONCE) });
      for (const accountId of accountIds.slice(from, from + AT_ONCE)) {
        parameters.append('accountId', accountId);
      }
      const page = await readJira(
        { as: 'app', route: route`/rest/api/3/user/bulk?${parameters}` },
        z.object({ values: z.array(userSchema) }),
      );
      found.push(...(page?.values ?? []).map(personOf));
    }
    return new Map(found.map((person) => [person.accountId, person]));
  },
};
