import type { OpenedProjects } from '#ports/directory';
import { type Project, pageSchema, projectSchema, roleDetailsSchema } from '../answer/schemas';
import type { SiteClient } from '../site-client';
import { directoryProject } from './find-projects';
import { readRole } from './find-roles';

/** Projects that are looked through, and roles of all of them: one call each, in one invocation. */
const PROJECTS_AT_MOST = 15;
const ROLES_AT_MOST = 50;

/** What each group opens, by its place in a project's roles; undefined on a larger site. */
export async function findOpenedProjects(client: SiteClient): Promise<OpenedProjects | undefined> {
  const page = await client.readIfThere(
    {
      method: 'GET',
      path: '/project/search',
      // An archived project can be restored, with everybody in its roles.
      query: { expand: 'lead', status: ['live', 'archived'], maxResults: PROJECTS_AT_MOST },
    },
    pageSchema(projectSchema),
  );
  if (page === undefined) return { projects: [], byGroup: new Map() };
  if (page.isLast !== true) return undefined;
  const roles = (await Promise.all(page.values.map((one) => readRoleIds(client, one)))).flat();
  if (roles.length > ROLES_AT_MOST) return undefined;
  const byGroup = new Map<string, Set<string>>();
  await Promise.all(
    roles.map(async ({ projectId, roleId }) => {
      const role = await readRole(client, { projectId, roleId });
      for (const { actorGroup } of role?.actors ?? []) {
        if (actorGroup?.groupId === undefined) continue;
        const opened = byGroup.get(actorGroup.groupId) ?? new Set();
        byGroup.set(actorGroup.groupId, opened.add(projectId));
      }
    }),
  );
  return { projects: page.values.map(directoryProject), byGroup };
}

async function readRoleIds(client: SiteClient, { id: projectId }: Project) {
  const details = await client.readIfThere(
    { method: 'GET', path: '/project/{}/roledetails', at: [projectId] },
    roleDetailsSchema,
  );
  return (details ?? []).map(({ id }) => ({ projectId, roleId: String(id) }));
}
