import { route } from '@forge/api';
import type { NamedProject } from '#domain/policy/rule';
import { allOf } from '../rest/all-of';
import { cutOff } from '../rest/failure-of';
import { isLastPage, projectPageSchema } from '../rest/schemas';
import type { Jira } from './open-jira';

/** doc: GET /rest/api/3/project/search: up to 50 project ids. */
const AT_ONCE = 50;

/** Of these projects, what each is called; archived ones too. Throws SiteFailure where Jira does not tell of all. */
export async function nameProjects(
  jira: Jira,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, NamedProject>> {
  const found = new Map<string, NamedProject>();
  for (let from = 0; from < projectIds.length; from += AT_ONCE) {
    const parameters = new URLSearchParams({ maxResults: String(AT_ONCE) });
    for (const status of ['live', 'archived']) parameters.append('status', status);
    for (const id of projectIds.slice(from, from + AT_ONCE)) parameters.append('id', id);
    const page = await jira.read(
      { as: 'app', route: route`/rest/api/3/project/search?${parameters}` },
      projectPageSchema,
    );
    if (page === undefined) continue;
    if (isLastPage(page, 0) !== true) throw cutOff();
    for (const { id, key, name } of allOf(page.values, 'host')) {
      found.set(id, { projectId: id, key, name });
    }
  }
  return found;
}
