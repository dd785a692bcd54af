import { accountOf } from '../site/caller';
import type { Site } from '../site/site';
import type { StoredProject } from '../store/projects';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { objectIn, textIn, textsIn } from './reading';
import { refuse } from './refusal';

/** spec: ForgePanelProjectPinRequest, maxItems. */
const MOST_PROJECTS = 1_000;

function requireAdministrator({ site, caller }: Call): void {
  if (!site.access.hasGlobal(caller, 'ADMINISTER'))
    throw refuse(403, 'You do not have permission to administer Jira.');
}

const unlessTooMany = <T>(list: readonly T[]): readonly T[] => {
  if (list.length > MOST_PROJECTS)
    throw refuse(400, `projectList: size must be between 0 and ${MOST_PROJECTS}`);
  return list;
};

function moduleOf({ site, body }: Call): string {
  const moduleId = textIn(objectIn(body).moduleId);
  if (moduleId === undefined) throw refuse(400, 'moduleId: must not be null');
  if (!site.panelModules.includes(moduleId))
    throw refuse(400, `No issue panel with the moduleId '${moduleId}' is installed.`);
  return moduleId;
}

const findProject = (site: Site, idOrKey: string): StoredProject | undefined => {
  const found = site.projects.byId(idOrKey) ?? site.projects.byKey(idOrKey.toUpperCase());
  return found?.binned === true ? undefined : found;
};

/** All of them are looked at before any is changed; a project that is not there fails by itself. */
function pinProjects(call: Call): Answer {
  requireAdministrator(call);
  const { site, body, caller } = call;
  const moduleId = moduleOf(call);
  const asked = objectIn(body).projectList;
  if (!Array.isArray(asked)) throw refuse(400, 'projectList: must not be null');
  const changes = unlessTooMany(asked.map(objectIn)).map(({ projectIdOrKey, action }) => {
    const idOrKey = textIn(projectIdOrKey);
    if (idOrKey === undefined || (action !== 'PIN' && action !== 'UNPIN'))
      throw refuse(
        400,
        'projectList: an entry needs a projectIdOrKey and an action, PIN or UNPIN.',
      );
    return { idOrKey, action };
  });
  for (const { idOrKey, action } of changes) {
    const project = findProject(site, idOrKey);
    if (project === undefined || project.archived) continue;
    if (action === 'PIN') site.panels.pin(moduleId, project.id, site.clock.now());
    else site.panels.unpin(moduleId, project.id);
  }
  const taskId = site.tasks.begin({
    accountId: accountOf(caller) ?? '',
    description: 'Pin or unpin an issue panel',
    submittedAt: site.clock.now(),
  });
  return { status: 202, body: { taskId } };
}

function readPinStatus(call: Call): Answer {
  requireAdministrator(call);
  const { site, body } = call;
  const moduleId = moduleOf(call);
  const statuses = unlessTooMany(textsIn(objectIn(body).projectList)).map((projectIdOrKey) => {
    const project = findProject(site, projectIdOrKey);
    if (project === undefined)
      return {
        projectIdOrKey,
        pinned: false,
        error: `No project could be found: ${projectIdOrKey}`,
      };
    const pinnedAt = site.panels.pinnedAt(moduleId, project.id);
    return pinnedAt === undefined
      ? { projectIdOrKey, pinned: false, error: null }
      : { projectIdOrKey, pinned: true, pinnedAt, error: null };
  });
  return ok({ moduleId, statuses });
}

export const panelOperations: readonly Operation[] = [
  operation('POST /forge/panel/action/bulk/async', 'manage:jira-project', '', pinProjects),
  operation('POST /forge/panel/action/bulk/status', 'manage:jira-project', '', readPinStatus),
];
