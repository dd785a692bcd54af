import type { StoredProject, StoredRole } from '../store/projects';
import type { Call } from './operation';
import { refuse } from './refusal';

const notFound = (idOrKey: string) =>
  refuse(
    404,
    /^\d+$/.test(idOrKey)
      ? `No project could be found with id '${idOrKey}'.`
      : `No project could be found with key '${idOrKey}'.`,
  );

const findProject = ({ site, path }: Call): StoredProject | undefined => {
  const idOrKey = path('projectIdOrKey');
  return site.projects.byId(idOrKey) ?? site.projects.byKey(idOrKey.toUpperCase());
};

/** The project of the path; one that the caller can't see is not there. */
export function projectSeen(call: Call): StoredProject {
  const project = findProject(call);
  if (project === undefined || !call.site.access.seesProject(call.caller, project))
    throw notFound(call.path('projectIdOrKey'));
  return project;
}

/** The same for what only administrators of the project may read. */
export function projectAdministered(call: Call): StoredProject {
  const project = findProject(call);
  if (project === undefined || !call.site.access.administers(call.caller, project))
    throw notFound(call.path('projectIdOrKey'));
  return project;
}

export function roleOfPath(call: Call, project: StoredProject): StoredRole {
  const id = call.path('id');
  const role = call.site.projects.rolesOf(project).find((entry) => String(entry.id) === id);
  if (role === undefined)
    throw refuse(404, `Can not retrieve a role actor for a null project role.`);
  return role;
}
