import { GLOBAL_PERMISSIONS, PROJECT_PERMISSIONS } from '../site/access';
import type { Caller } from '../site/caller';
import { accountOf } from '../site/caller';
import type { Site } from '../site/site';
import type { StoredProject } from '../store/projects';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { objectIn, textIn, textsIn } from './reading';
import { Refusal, refuse } from './refusal';

/** The project that the question is about; undefined where it is about the site. */
function projectOfQuestion({ site, caller, query }: Call): StoredProject | undefined {
  const projectKey = query.get('projectKey');
  const projectId = query.get('projectId');
  const issueAsked = query.get('issueKey') ?? query.get('issueId');
  if (issueAsked !== null) {
    const issue = site.issues.byIdOrKey(issueAsked);
    const project = site.projects.byId(issue?.projectId ?? '');
    if (project === undefined || !site.access.hasInProject(caller, project, 'BROWSE_PROJECTS'))
      throw refuse(404, 'Issue does not exist or you do not have permission to see it.');
    return project;
  }
  if (projectKey === null && projectId === null) return undefined;
  const project =
    projectKey === null ? site.projects.byId(projectId ?? '') : site.projects.byKey(projectKey);
  if (project === undefined || !site.access.seesProject(caller, project))
    throw refuse(404, `No project could be found with key '${projectKey ?? projectId}'.`);
  return project;
}

const unrecognized = (keys: readonly string[]) =>
  new Refusal(400, {
    errorMessages: [],
    errors: Object.fromEntries(keys.map((key) => [key, 'Unrecognized permission'])),
  });

const holds = (
  site: Site,
  caller: Caller,
  permission: string,
  project: StoredProject | undefined,
): boolean => {
  if (permission in GLOBAL_PERMISSIONS) return site.access.hasGlobal(caller, permission);
  // Without a project the question is whether they hold it anywhere (spec: Get my permissions).
  const where = project === undefined ? site.projects.all() : [project];
  return where.some((entry) => site.access.hasInProject(caller, entry, permission));
};

function getMyPermissions(call: Call): Answer {
  const { site, caller, query } = call;
  const keys = (query.get('permissions') ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  if (keys.length === 0) throw refuse(400, 'The ‘permissions’ query parameter is required.');
  const unknown = keys.filter((key) => !(key in GLOBAL_PERMISSIONS || key in PROJECT_PERMISSIONS));
  if (unknown.length > 0) throw unrecognized(unknown);
  const project = projectOfQuestion(call);
  const permissions = keys.map((key) => {
    const [id = '', name = ''] = GLOBAL_PERMISSIONS[key] ?? PROJECT_PERMISSIONS[key] ?? [];
    return [
      key,
      {
        id,
        key,
        name,
        type: key in GLOBAL_PERMISSIONS ? 'GLOBAL' : 'PROJECT',
        description: name,
        havePermission: holds(site, caller, key, project),
      },
    ];
  });
  return ok({ permissions: Object.fromEntries(permissions) });
}

function checkPermissions({ site, caller, body }: Call): Answer {
  const asked = objectIn(body);
  const accountId = textIn(asked.accountId);
  if (
    accountId !== undefined &&
    accountId !== accountOf(caller) &&
    !site.access.hasGlobal(caller, 'ADMINISTER')
  )
    throw refuse(403, 'Only Jira administrators can perform this operation.');
  const subject: Caller =
    accountId === undefined ? caller : { kind: 'account', accountId, scopes: undefined };
  const globals = textsIn(asked.globalPermissions);
  const groups = (Array.isArray(asked.projectPermissions) ? asked.projectPermissions : []).map(
    objectIn,
  );
  const unknown = [
    ...globals.filter((key) => !(key in GLOBAL_PERMISSIONS)),
    ...groups
      .flatMap((group) => textsIn(group.permissions))
      .filter((key) => key !== '' && !(key in PROJECT_PERMISSIONS)),
  ];
  if (unknown.length > 0) throw unrecognized(unknown);
  const ids = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.filter((entry) => entry !== null).map(String) : [];
  const projectPermissions = groups.flatMap((group) =>
    textsIn(group.permissions)
      .filter((permission) => permission !== '')
      .map((permission) => ({
        permission,
        projects: ids(group.projects)
          .filter((id) => {
            const project = site.projects.byId(id);
            return project !== undefined && site.access.hasInProject(subject, project, permission);
          })
          .map(Number),
        issues: ids(group.issues)
          .filter((id) => {
            const issue = site.issues.byIdOrKey(id);
            const project = site.projects.byId(issue?.projectId ?? '');
            return project !== undefined && site.access.hasInProject(subject, project, permission);
          })
          .map(Number),
      })),
  );
  return ok({
    globalPermissions: globals.filter((key) => site.access.hasGlobal(subject, key)),
    projectPermissions,
  });
}

export const permissionOperations: readonly Operation[] = [
  operation('?GET /mypermissions', 'read:jira-work', 'read:permission:jira', getMyPermissions),
  operation('?POST /permissions/check', '', 'read:permission:jira', checkPermissions),
];
