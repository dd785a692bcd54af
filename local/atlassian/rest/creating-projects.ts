import type { StoredProject } from '../store/projects';
import { type Answer, type Call, type Operation, operation } from './operation';
import { objectIn, textIn } from './reading';
import { refuse } from './refusal';

/** spec: Create project. */
const KEY = /^[A-Z][A-Z0-9]{1,9}$/;
const TYPES: readonly StoredProject['typeKey'][] = ['business', 'software', 'service_desk'];

function createProject({ site, caller, body }: Call): Answer {
  if (caller.kind === 'anonymous') throw refuse(401, 'You are not logged in.');
  if (!site.access.hasGlobal(caller, 'ADMINISTER'))
    throw refuse(403, 'You do not have permission to create projects.');
  const asked = objectIn(body);
  const key = textIn(asked.key) ?? '';
  const name = textIn(asked.name)?.trim() ?? '';
  const lead = site.people.byId(textIn(asked.leadAccountId) ?? '');
  const typeKey = TYPES.find((one) => one === asked.projectTypeKey);
  const all = site.projects.all();
  if (!KEY.test(key))
    throw refuse(400, '', {
      projectKey: 'Project keys must start with an uppercase letter, followed by one or more.',
    });
  if (all.some((project) => project.key === key))
    throw refuse(400, '', { projectKey: `A project uses this key: ${key}.` });
  if (name === '') throw refuse(400, '', { projectName: 'You must specify a valid project name.' });
  if (all.some((project) => project.name.toLowerCase() === name.toLowerCase()))
    throw refuse(400, '', { projectName: 'A project with that name already exists.' });
  if (lead?.active !== true)
    throw refuse(400, '', { projectLead: 'You must specify a valid project lead.' });
  if (typeKey === undefined)
    throw refuse(400, '', { projectType: 'An invalid project type was specified.' });
  const id = String(Math.max(...all.map((project) => Number(project.id))) + 1);
  site.projects.add({
    id,
    key,
    name,
    description: textIn(asked.description) ?? '',
    style: 'classic',
    typeKey,
    leadAccountId: lead.accountId,
    archived: false,
    private: false,
    deniesApps: false,
  });
  const self = `${site.siteUrl}/rest/api/3/project/${id}`;
  return { status: 201, body: { self, id: Number(id), key } };
}

/** Into the recycle bin, or with `enableUndo=false` for good (spec: Delete project). */
function deleteProject({ site, caller, path, query }: Call): Answer {
  const asked = path('projectIdOrKey');
  const project = site.projects.byId(asked) ?? site.projects.byKey(asked);
  const isThere = project !== undefined && !project.archived && !project.binned;
  if (!isThere || !site.access.hasGlobal(caller, 'ADMINISTER'))
    throw refuse(404, `No project could be found with key '${asked}'.`);
  if (query.get('enableUndo') !== 'false') {
    site.projects.bin(project.id);
    return { status: 204 };
  }
  for (const issue of site.issues.ofProject(project.id)) site.issues.remove(issue.id);
  site.projects.remove(project.id);
  return { status: 204 };
}

export const creatingProjectOperations: readonly Operation[] = [
  operation(
    '?POST /project',
    'manage:jira-configuration',
    'write:project:jira read:project:jira',
    createProject,
  ),
  operation(
    '?DELETE /project/:projectIdOrKey',
    'manage:jira-configuration',
    'delete:project:jira',
    deleteProject,
  ),
];
