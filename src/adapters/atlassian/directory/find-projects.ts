import { allListed, type Listed, mapListed } from '#domain/lib/listed';
import type { DirectoryProject } from '#ports/directory';
import { personOf } from '../../rest/person-of';
import { projectOf } from '../../rest/project-of';
import { type Project, projectPageSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';

const SEARCHED = 20;

export async function searchProjects(
  client: SiteClient,
  query: string,
): Promise<Listed<DirectoryProject>> {
  const words = query.trim();
  const page = await client.readIfThere(
    {
      method: 'GET',
      path: '/project/search',
      query: {
        query: words === '' ? undefined : words,
        expand: 'lead',
        status: 'live',
        orderBy: 'name',
        maxResults: SEARCHED,
      },
    },
    projectPageSchema,
  );
  // No match is a 404 (doc: Get projects paginated).
  return page === undefined ? allListed([]) : mapListed(page.values, directoryProject);
}

export function directoryProject(project: Project): DirectoryProject {
  return { ...projectOf(project), lead: project.lead && personOf(project.lead) };
}
