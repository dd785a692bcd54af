import type { Store } from '../store/open-store';
import type { StoredProject } from '../store/projects';
import type { Caller } from './caller';

/** The permissions that are asked for by name, and what Jira calls them (spec: Get my permissions). */
export const GLOBAL_PERMISSIONS: Readonly<Record<string, readonly [id: string, name: string]>> = {
  ADMINISTER: ['0', 'Administer Jira'],
  SYSTEM_ADMIN: ['44', 'Administer Jira (site)'],
  USER_PICKER: ['27', 'Browse users and groups'],
  BULK_CHANGE: ['33', 'Make bulk changes'],
  CREATE_SHARED_OBJECTS: ['22', 'Share dashboards and filters'],
  MANAGE_GROUP_FILTER_SUBSCRIPTIONS: ['24', 'Manage group filter subscriptions'],
};

export const PROJECT_PERMISSIONS: Readonly<Record<string, readonly [id: string, name: string]>> = {
  BROWSE_PROJECTS: ['10', 'Browse projects'],
  ADMINISTER_PROJECTS: ['23', 'Administer projects'],
  CREATE_ISSUES: ['11', 'Create issues'],
  EDIT_ISSUES: ['12', 'Edit issues'],
  ADD_COMMENTS: ['15', 'Add comments'],
  EDIT_ALL_COMMENTS: ['34', 'Edit all comments'],
  EDIT_OWN_COMMENTS: ['35', 'Edit own comments'],
  DELETE_ALL_COMMENTS: ['36', 'Delete all comments'],
  DELETE_OWN_COMMENTS: ['37', 'Delete own comments'],
  ASSIGNABLE_USER: ['17', 'Assignable user'],
  ASSIGN_ISSUES: ['13', 'Assign issues'],
};

/** A permission that an app has brought along (doc: Jira project permission, the format of its key). */
const isOfApp = (permission: string): boolean =>
  permission.startsWith('ari:cloud:ecosystem::extension/');

export interface Access {
  hasGlobal(caller: Caller, permission: string): boolean;
  /** Member of a group that administers the site itself; group membership is theirs to change. */
  isSiteAdministrator(caller: Caller): boolean;
  hasInProject(caller: Caller, project: StoredProject, permission: string): boolean;
  /** Whether the project itself is shown, by its issues or its settings. */
  seesProject(caller: Caller, project: StoredProject): boolean;
  /** Administer Projects there, or Administer Jira. */
  administers(caller: Caller, project: StoredProject): boolean;
  hasProductAccess(accountId: string): boolean;
}

/** Groups of the site's own administration, by their names (spec: "member of the site-admin group"). */
const SITE_ADMINISTRATION = ['site-admins', 'org-admins'];
const APPLICATIONS = ['jira-software', 'jira-servicedesk', 'jira-core', 'jira-product-discovery'];
const READER_PERMISSIONS = new Set(['BROWSE_PROJECTS', 'ADD_COMMENTS', 'EDIT_OWN_COMMENTS']);

export function openAccess({ people, groups, projects }: Store): Access {
  const isActive = (accountId: string) => people.byId(accountId)?.active === true;

  const hasProductAccess = (accountId: string) =>
    isActive(accountId) &&
    groups.productsOf(accountId).some((application) => APPLICATIONS.includes(application));

  const accountHasGlobal = (accountId: string, permission: string) =>
    isActive(accountId) && groups.isGranted(permission, accountId);

  const rolesIn = (accountId: string, project: StoredProject) => {
    const held = projects.heldRoleIds(project.id, accountId);
    return projects.rolesOf(project).filter((role) => held.includes(role.id));
  };

  const accountHasInProject = (accountId: string, project: StoredProject, permission: string) => {
    // An archived project's issues are out of sight; only administrators still find the project.
    if (project.archived || !hasProductAccess(accountId)) return false;
    // Its issues can still be read by their address (doc: Trash for Jira Cloud projects).
    if (project.binned && permission !== 'BROWSE_PROJECTS') return false;
    const roles = rolesIn(accountId, project);
    if (project.private && roles.length === 0) return false;
    if (isOfApp(permission)) {
      const granted = projects.grantedRoleIds(project.id, permission);
      return roles.some((role) => granted.includes(role.id));
    }
    if (READER_PERMISSIONS.has(permission)) return true;
    const administers = roles.some((role) => role.administers);
    if (permission === 'ADMINISTER_PROJECTS' || permission.includes('_ALL_')) return administers;
    const onlyReads = roles.length > 0 && roles.every((role) => /^Viewer/.test(role.name));
    return !onlyReads;
  };

  /** The app's user is in every project that doesn't shut apps out; its scopes stand for its rights. */
  const appHasInProject = (
    scopes: readonly string[],
    project: StoredProject,
    permission: string,
  ): boolean =>
    !project.archived &&
    !project.deniesApps &&
    !isOfApp(permission) &&
    (permission !== 'ADMINISTER_PROJECTS' ||
      scopes.includes('manage:jira-project') ||
      scopes.includes('manage:jira-configuration'));

  const hasGlobal = (caller: Caller, permission: string): boolean => {
    if (caller.kind === 'anonymous') return false;
    if (caller.kind === 'account') return accountHasGlobal(caller.accountId, permission);
    if (permission === 'ADMINISTER') return caller.scopes.includes('manage:jira-configuration');
    return permission === 'USER_PICKER';
  };

  const hasInProject = (caller: Caller, project: StoredProject, permission: string): boolean => {
    if (caller.kind === 'anonymous') return false;
    return caller.kind === 'app'
      ? appHasInProject(caller.scopes, project, permission)
      : accountHasInProject(caller.accountId, project, permission);
  };

  // What is in the recycle bin is there for nobody; admins find it by its status alone.
  const administers = (caller: Caller, project: StoredProject) =>
    !project.binned &&
    (hasGlobal(caller, 'ADMINISTER') || hasInProject(caller, project, 'ADMINISTER_PROJECTS'));

  return {
    hasGlobal,
    isSiteAdministrator: (caller) =>
      caller.kind === 'account' &&
      isActive(caller.accountId) &&
      SITE_ADMINISTRATION.some((name) => {
        const group = groups.byName(name);
        return group !== undefined && groups.isMember(group.groupId, caller.accountId);
      }),
    hasInProject,
    administers,
    seesProject: (caller, project) =>
      !project.binned &&
      (hasInProject(caller, project, 'BROWSE_PROJECTS') || administers(caller, project)),
    hasProductAccess,
  };
}
