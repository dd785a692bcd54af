import type { Caller } from '../site/caller';
import type { Site } from '../site/site';
import type { StoredProject } from '../store/projects';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { pageOf } from './page';
import { projectSeen } from './project-lookup';
import { expansionsIn } from './reading';
import { refuse } from './refusal';
import { avatarUrls, renderUser } from './render-user';

const PROJECT_READ =
  'read:issue-type:jira read:project:jira read:project.property:jira read:user:jira read:application-role:jira read:avatar:jira read:group:jira read:issue-type-hierarchy:jira read:project-category:jira read:project-version:jira read:project.component:jira';

/** Pages of projects hold at most so many (spec: project/search). */
const MOST_PER_PAGE = 100;
const EXPANDABLE = 'description,lead,issueTypes,url,projectKeys,permissions,insight';

export const projectAvatar = (site: Site, project: StoredProject) =>
  `${site.siteUrl}/avatars/projects/${project.key}.svg`;

/** What issues and lists say of a project. */
export const renderProjectBrief = (site: Site, project: StoredProject) => ({
  self: `${site.siteUrl}/rest/api/3/project/${project.id}`,
  id: project.id,
  key: project.key,
  name: project.name,
  projectTypeKey: project.typeKey,
  simplified: project.style === 'next-gen',
  avatarUrls: avatarUrls(projectAvatar(site, project)),
});

function renderProject(
  site: Site,
  caller: Caller,
  project: StoredProject,
  expand: ReadonlySet<string>,
) {
  const lead = site.people.byId(project.leadAccountId ?? '');
  return {
    expand: EXPANDABLE,
    ...renderProjectBrief(site, project),
    ...(expand.has('description') ? { description: project.description } : {}),
    ...(expand.has('lead') && lead !== undefined ? { lead: renderUser(site, caller, lead) } : {}),
    ...(expand.has('projectKeys') ? { projectKeys: [project.key] } : {}),
    style: project.style,
    isPrivate: project.private,
    properties: {},
    ...(project.archived ? { archived: true } : {}),
    ...(project.binned ? { deleted: true } : {}),
  };
}

type Order = (one: StoredProject, other: StoredProject) => number;
const byKey: Order = (one, other) => one.key.localeCompare(other.key);
const ORDERS: Readonly<Record<string, Order>> = {
  key: byKey,
  name: (one, other) => one.name.localeCompare(other.name),
  owner: (one, other) =>
    (one.leadAccountId ?? '').localeCompare(other.leadAccountId ?? '') || byKey(one, other),
  category: byKey,
  issueCount: byKey,
  lastIssueUpdatedDate: byKey,
  archivedDate: byKey,
  deletedDate: byKey,
};

const ACTIONS: Readonly<
  Record<string, (site: Site, caller: Caller, project: StoredProject) => boolean>
> = {
  view: (site, caller, project) =>
    project.binned
      ? site.access.hasGlobal(caller, 'ADMINISTER')
      : site.access.seesProject(caller, project),
  browse: (site, caller, project) => site.access.hasInProject(caller, project, 'BROWSE_PROJECTS'),
  edit: (site, caller, project) => site.access.administers(caller, project),
  create: (site, caller, project) => site.access.hasInProject(caller, project, 'CREATE_ISSUES'),
};

function searchProjects({ site, caller, query }: Call): Answer {
  const order = query.get('orderBy') ?? 'key';
  const compare = ORDERS[order.replace(/^[-+ ]/, '')];
  if (compare === undefined) throw refuse(400, `The orderBy value '${order}' is not supported.`);
  const permits = ACTIONS[query.get('action') ?? 'view'];
  if (permits === undefined) throw refuse(400, 'The action is not supported.');
  const ids = query.getAll('id');
  const keys = query.getAll('keys');
  if (ids.length > 50 || keys.length > 50)
    throw refuse(400, 'Up to 50 project ids and keys can be provided.');
  const term = (query.get('query') ?? '').toLowerCase();
  const types = (query.get('typeKey') ?? '').split(',').filter((type) => type !== '');
  const statuses = query.getAll('status');
  const found = site.projects
    .all()
    .filter(
      (project) =>
        permits(site, caller, project) &&
        (statuses.length === 0 ? ['live'] : statuses).includes(
          project.binned ? 'deleted' : project.archived ? 'archived' : 'live',
        ) &&
        (ids.length === 0 || ids.includes(project.id)) &&
        (keys.length === 0 || keys.includes(project.key)) &&
        (types.length === 0 || types.includes(project.typeKey)) &&
        (project.key.toLowerCase().includes(term) || project.name.toLowerCase().includes(term)),
    )
    .toSorted((one, other) => (order.startsWith('-') ? compare(other, one) : compare(one, other)));
  const expand = expansionsIn(query);
  return ok(
    pageOf(
      found,
      {
        query,
        usual: 50,
        most: MOST_PER_PAGE,
        address: `${site.siteUrl}/rest/api/3/project/search`,
      },
      (project) => renderProject(site, caller, project, expand),
    ),
  );
}

function getProject(call: Call): Answer {
  const { site, caller } = call;
  const project = projectSeen(call);
  // A single project comes with its lead, its description and its roles' addresses.
  const whole = new Set([...expansionsIn(call.query), 'lead', 'description']);
  const roles = site.projects
    .rolesOf(project)
    .map((role) => [role.name, roleAddress(site, project, role.id)] as const);
  return ok({
    ...renderProject(site, caller, project, whole),
    assigneeType: 'UNASSIGNED',
    components: [],
    versions: [],
    roles: Object.fromEntries(roles),
  });
}

export const roleAddress = (site: Site, project: StoredProject, roleId: number) =>
  `${site.siteUrl}/rest/api/3/project/${project.id}/role/${roleId}`;

export const projectOperations: readonly Operation[] = [
  operation('?GET /project/search', 'read:jira-work', PROJECT_READ, searchProjects),
  operation('?GET /project/:projectIdOrKey', 'read:jira-work', PROJECT_READ, getProject),
];
