import { accountOf } from '../site/caller';
import type { Site } from '../site/site';
import type { StoredActor, StoredProject, StoredRole } from '../store/projects';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { projectAdministered, roleOfPath } from './project-lookup';
import { renderProjectBrief, roleAddress } from './projects';
import { objectIn, textsIn, truthIn } from './reading';
import { refuse } from './refusal';

const ROLE_READ =
  'read:user:jira read:group:jira read:project-role:jira read:project:jira read:avatar:jira read:project-category:jira';

interface Subject {
  readonly kind: StoredActor['kind'];
  readonly subject: string;
}

interface RoleActor {
  readonly id: number;
  readonly displayName: string;
  readonly type: 'atlassian-group-role-actor' | 'atlassian-user-role-actor';
  readonly name?: string;
  readonly avatarUrl?: string;
  readonly actorGroup?: object;
  readonly actorUser?: object;
}

/** Nothing for a person or a group that is no longer there. */
function renderActor(site: Site, actor: StoredActor): readonly RoleActor[] {
  if (actor.kind === 'group') {
    const group = site.groups.byId(actor.subject);
    if (group === undefined) return [];
    return [
      {
        id: actor.id,
        displayName: group.name,
        type: 'atlassian-group-role-actor',
        name: group.name,
        actorGroup: { name: group.name, displayName: group.name, groupId: group.groupId },
      },
    ];
  }
  const person = site.people.byId(actor.subject);
  if (person === undefined) return [];
  return [
    {
      id: actor.id,
      displayName: person.displayName,
      type: 'atlassian-user-role-actor',
      avatarUrl: `${person.avatarUrl}?size=16`,
      actorUser: { accountId: person.accountId },
    },
  ];
}

/** A role without its actors (spec: ProjectRoleDetails); roles of team-managed projects have a scope. */
const renderRoleDetails = (site: Site, project: StoredProject, role: StoredRole) => ({
  self: roleAddress(site, project, role.id),
  name: role.name,
  id: role.id,
  description: role.description,
  ...(role.projectId === undefined
    ? {}
    : { scope: { type: 'PROJECT', project: renderProjectBrief(site, project) } }),
});

function renderRole(site: Site, project: StoredProject, role: StoredRole, withInactive = true) {
  const actors = site.projects
    .actors(project.id, role.id)
    .filter(
      (actor) =>
        withInactive || actor.kind === 'group' || site.people.byId(actor.subject)?.active === true,
    )
    .flatMap((actor) => renderActor(site, actor))
    // Sorted by display name (spec: Get project role for project).
    .toSorted((one, other) => one.displayName.localeCompare(other.displayName));
  return { ...renderRoleDetails(site, project, role), actors };
}

function listRoles(call: Call): Answer {
  const project = projectAdministered(call);
  return ok(
    Object.fromEntries(
      call.site.projects
        .rolesOf(project)
        .map((role) => [role.name, roleAddress(call.site, project, role.id)]),
    ),
  );
}

function listRoleDetails(call: Call): Answer {
  const { site, caller, query } = call;
  const project = projectAdministered(call);
  const onlyMine = truthIn(query, 'currentMember');
  const me = accountOf(caller) ?? '';
  const mine = (role: StoredRole) =>
    site.projects
      .actors(project.id, role.id)
      .some((actor) =>
        actor.kind === 'user' ? actor.subject === me : site.groups.isMember(actor.subject, me),
      );
  return ok(
    site.projects
      .rolesOf(project)
      .filter((role) => !onlyMine || mine(role))
      .map((role) => renderRoleDetails(site, project, role)),
  );
}

function getRole(call: Call): Answer {
  const project = projectAdministered(call);
  const role = roleOfPath(call, project);
  return ok(renderRole(call.site, project, role, !truthIn(call.query, 'excludeInactiveUsers')));
}

function listSharedRoles({ site, caller }: Call): Answer {
  if (!site.access.hasGlobal(caller, 'ADMINISTER'))
    throw refuse(403, 'You do not have permission to view project roles.');
  const detached = (role: StoredRole) => ({
    self: `${site.siteUrl}/rest/api/3/role/${role.id}`,
    name: role.name,
    id: role.id,
    description: role.description,
    actors: [],
  });
  const teams = site.projects.all().filter((project) => project.style === 'next-gen');
  return ok([
    ...site.projects.sharedRoles().map(detached),
    ...teams.flatMap((project) =>
      site.projects.rolesOf(project).map((role) => ({
        ...detached(role),
        scope: { type: 'PROJECT', project: { id: project.id } },
      })),
    ),
  ]);
}

/** For writing: an archived project is not there (inferred). */
function projectToChange(call: Call): StoredProject {
  const project = projectAdministered(call);
  if (project.archived) throw refuse(404, `No project could be found with key '${project.key}'.`);
  return project;
}

const userSubject = (site: Site, accountId: string): Subject => {
  const person = site.people.byId(accountId);
  // Inactive people can't become actors (spec: "the group or user is not active").
  if (person === undefined || !person.active)
    throw refuse(404, `The user with account ID '${accountId}' does not exist or is not active.`);
  return { kind: 'user', subject: accountId };
};

const groupSubject = (site: Site, groupId: string): Subject => {
  if (site.groups.byId(groupId) === undefined)
    throw refuse(404, `We can't find the group with ID '${groupId}'.`);
  return { kind: 'group', subject: groupId };
};

const groupNamedSubject = (site: Site, name: string): Subject => {
  const group = site.groups.byName(name);
  if (group === undefined) throw refuse(404, `We can't find '${name}' in any accessible group.`);
  return { kind: 'group', subject: group.groupId };
};

const nameOf = (site: Site, actor: Subject) =>
  (actor.kind === 'group'
    ? site.groups.byId(actor.subject)?.name
    : site.people.byId(actor.subject)?.displayName) ?? actor.subject;

function addActors(call: Call): Answer {
  const { site } = call;
  const project = projectToChange(call);
  const role = roleOfPath(call, project);
  const body = objectIn(call.body);
  const subjects = [
    ...textsIn(body.user).map((accountId) => userSubject(site, accountId)),
    ...textsIn(body.groupId).map((groupId) => groupSubject(site, groupId)),
    ...textsIn(body.group).map((name) => groupNamedSubject(site, name)),
  ];
  if (subjects.length === 0) throw refuse(400, 'At least one user or group must be provided.');
  const present = new Set(
    site.projects.actors(project.id, role.id).map((actor) => `${actor.kind} ${actor.subject}`),
  );
  const already = subjects.find((entry) => present.has(`${entry.kind} ${entry.subject}`));
  if (already !== undefined)
    throw refuse(400, `'${nameOf(site, already)}' is already a member of the project role.`);
  for (const { kind, subject } of subjects)
    site.projects.addActor(project.id, role.id, kind, subject);
  return ok(renderRole(site, project, role));
}

function setActors(call: Call): Answer {
  const { site } = call;
  const project = projectToChange(call);
  const role = roleOfPath(call, project);
  const actors = objectIn(objectIn(call.body).categorisedActors ?? {});
  const subjects = [
    ...textsIn(actors['atlassian-user-role-actor']).map((id) => userSubject(site, id)),
    ...textsIn(actors['atlassian-group-role-actor-id']).map((id) => groupSubject(site, id)),
    ...textsIn(actors['atlassian-group-role-actor']).map((name) => groupNamedSubject(site, name)),
  ];
  for (const actor of site.projects.actors(project.id, role.id))
    site.projects.removeActor(project.id, role.id, actor.kind, actor.subject);
  for (const { kind, subject } of subjects)
    site.projects.addActor(project.id, role.id, kind, subject);
  return ok(renderRole(site, project, role));
}

function removeActor(call: Call): Answer {
  const { site, query } = call;
  const project = projectToChange(call);
  const role = roleOfPath(call, project);
  const user = query.get('user');
  const groupId = query.get('groupId');
  const group = query.get('group');
  if ([user, groupId, group].filter((value) => value !== null).length !== 1)
    throw refuse(400, 'Exactly one of user, group or groupId must be provided.');
  const actor: Subject =
    user !== null
      ? { kind: 'user', subject: user }
      : groupId !== null
        ? groupSubject(site, groupId)
        : groupNamedSubject(site, group ?? '');
  const present = site.projects
    .actors(project.id, role.id)
    .some((entry) => entry.kind === actor.kind && entry.subject === actor.subject);
  if (!present) throw refuse(404, `'${nameOf(site, actor)}' is not a member of the project role.`);
  site.projects.removeActor(project.id, role.id, actor.kind, actor.subject);
  return { status: 204 };
}

export const projectRoleOperations: readonly Operation[] = [
  operation('GET /role', 'manage:jira-configuration', ROLE_READ, listSharedRoles),
  operation(
    '?GET /project/:projectIdOrKey/role',
    'read:jira-work',
    'read:project-role:jira',
    listRoles,
  ),
  operation(
    '?GET /project/:projectIdOrKey/roledetails',
    'read:jira-work',
    'read:project-category:jira read:project-role:jira read:project:jira read:avatar:jira',
    listRoleDetails,
  ),
  operation('?GET /project/:projectIdOrKey/role/:id', 'read:jira-work', ROLE_READ, getRole),
  operation(
    '?POST /project/:projectIdOrKey/role/:id',
    'manage:jira-configuration',
    `${ROLE_READ} write:project-role:jira`,
    addActors,
  ),
  operation(
    '?PUT /project/:projectIdOrKey/role/:id',
    'manage:jira-project',
    `${ROLE_READ} write:project-role:jira`,
    setActors,
  ),
  operation(
    '?DELETE /project/:projectIdOrKey/role/:id',
    'manage:jira-project',
    'delete:project-role:jira',
    removeActor,
  ),
];
