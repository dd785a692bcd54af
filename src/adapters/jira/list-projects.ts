import { route } from '@forge/api';
import { mapListed } from '#domain/lib/listed';
import type { ListedProjects } from '#ports/host-jira';
import { cutOff } from '../rest/failure-of';
import { personOf } from '../rest/person-of';
import { isLastPage, projectPageSchema, sizeOf } from '../rest/schemas';
import type { Jira } from './open-jira';

/** Projects that the app sees, in the order of their keys, with who leads each. Throws SiteFailure where that is cut off. */
export async function listProjects(
  jira: Jira,
  from: number,
  most: number,
): Promise<ListedProjects> {
  const parameters = new URLSearchParams({
    startAt: String(from),
    maxResults: String(most),
    orderBy: 'key',
    status: 'live',
    expand: 'lead',
  });
  const page = await jira.read(
    { as: 'app', route: route`/rest/api/3/project/search?${parameters}` },
    projectPageSchema,
  );
  // No match is a 404 (doc: Get projects paginated).
  if (page === undefined) return { projects: { items: [], unreadable: 0 }, next: undefined };
  const isLast = isLastPage(page, from);
  if (isLast === undefined) throw cutOff();
  return {
    projects: mapListed(page.values, ({ id, key, name, lead }) => ({
      projectId: id,
      key,
      name,
      lead: lead && personOf(lead),
    })),
    next: isLast ? undefined : from + sizeOf(page.values),
  };
}
