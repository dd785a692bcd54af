import type { DatabaseSync } from 'node:sqlite';
import { flag, number, optionalText, type Row, text } from './columns';

export interface StoredProject {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly style: 'classic' | 'next-gen';
  readonly typeKey: 'software' | 'business' | 'service_desk';
  readonly leadAccountId: string | undefined;
  readonly archived: boolean;
  /** In the recycle bin: not there for anybody, until it is restored with all that was in it. */
  readonly binned: boolean;
  /** Only people in one of its roles see it; otherwise everybody with product access does. */
  readonly private: boolean;
  readonly deniesApps: boolean;
}

export interface StoredRole {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** Set on roles of a team-managed project. */
  readonly projectId: string | undefined;
  readonly administers: boolean;
}

export interface StoredActor {
  readonly id: number;
  readonly kind: 'user' | 'group';
  /** Account id or group id. */
  readonly subject: string;
}

export interface Projects {
  /** By key. */
  all(): readonly StoredProject[];
  byId(id: string): StoredProject | undefined;
  byKey(key: string): StoredProject | undefined;
  add(project: Omit<StoredProject, 'binned'>): void;
  /** Into the recycle bin, and out of it again. */
  bin(id: string): void;
  restore(id: string): void;
  /** For good, with its roles' actors. */
  remove(id: string): void;
  setLead(id: string, accountId: string | undefined): void;
  /** Its key is another, and so are those of its issues; it is the same project by its id. */
  rename(id: string, key: string, name: string): void;
  rolesOf(project: Pick<StoredProject, 'id' | 'style'>): readonly StoredRole[];
  /** The roles that company-managed projects share. */
  sharedRoles(): readonly StoredRole[];
  addRole(role: StoredRole): void;
  actors(projectId: string, roleId: number): readonly StoredActor[];
  /** Of the roles that the account is an actor of, by itself or as a member of a group. */
  heldRoleIds(projectId: string, accountId: string): readonly number[];
  addActor(projectId: string, roleId: number, kind: StoredActor['kind'], subject: string): void;
  removeActor(projectId: string, roleId: number, kind: StoredActor['kind'], subject: string): void;
  /** The roles to which the project's scheme grants a permission of an app. */
  grantedRoleIds(projectId: string, permission: string): readonly number[];
  grant(projectId: string, permission: string, roleId: number): void;
  ungrant(projectId: string, permission: string, roleId: number): void;
}

export function openProjects(database: DatabaseSync): Projects {
  const readProject = (row: Row): StoredProject => ({
    id: text(row, 'id'),
    key: text(row, 'project_key'),
    name: text(row, 'name'),
    description: text(row, 'description'),
    style: text(row, 'style') as StoredProject['style'],
    typeKey: text(row, 'type_key') as StoredProject['typeKey'],
    leadAccountId: optionalText(row, 'lead'),
    archived: flag(row, 'archived'),
    binned: flag(row, 'binned'),
    private: flag(row, 'private'),
    deniesApps: flag(row, 'denies_apps'),
  });
  const readRole = (row: Row): StoredRole => ({
    id: number(row, 'id'),
    name: text(row, 'name'),
    description: text(row, 'description'),
    projectId: optionalText(row, 'project_id'),
    administers: flag(row, 'administers'),
  });
  const one = (row: Row | undefined) => (row === undefined ? undefined : readProject(row));
  const project =
    'SELECT p.*, b.project_id IS NOT NULL AS binned FROM site_project p LEFT JOIN site_recycle_bin b ON b.project_id = p.id';
  const all = database.prepare(`${project} ORDER BY p.project_key`);
  const byId = database.prepare(`${project} WHERE p.id = ?`);
  const byKey = database.prepare(`${project} WHERE p.project_key = ?`);
  const bin = database.prepare('INSERT OR IGNORE INTO site_recycle_bin VALUES (?)');
  const restore = database.prepare('DELETE FROM site_recycle_bin WHERE project_id = ?');
  const remove = database.prepare('DELETE FROM site_project WHERE id = ?');
  const removeGrants = database.prepare('DELETE FROM site_granted WHERE project_id = ?');
  const removeActors = database.prepare('DELETE FROM site_actor WHERE project_id = ?');
  const add = database.prepare('INSERT INTO site_project VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const setLead = database.prepare('UPDATE site_project SET lead = ? WHERE id = ?');
  const rename = database.prepare('UPDATE site_project SET project_key = ?, name = ? WHERE id = ?');
  const shared = database.prepare('SELECT * FROM site_role WHERE project_id IS NULL ORDER BY id');
  const own = database.prepare('SELECT * FROM site_role WHERE project_id = ? ORDER BY id');
  const addRole = database.prepare('INSERT INTO site_role VALUES (?, ?, ?, ?, ?)');
  const actors = database.prepare(
    'SELECT * FROM site_actor WHERE project_id = ? AND role_id = ? ORDER BY id',
  );
  const held = database.prepare(
    `SELECT DISTINCT role_id FROM site_actor WHERE project_id = ?1 AND (kind = 'user' AND subject = ?2
       OR kind = 'group' AND subject IN (SELECT group_id FROM site_membership WHERE account_id = ?2))`,
  );
  const addActor = database.prepare(
    'INSERT OR IGNORE INTO site_actor (project_id, role_id, kind, subject) VALUES (?, ?, ?, ?)',
  );
  const removeActor = database.prepare(
    'DELETE FROM site_actor WHERE project_id = ? AND role_id = ? AND kind = ? AND subject = ?',
  );
  const granted = database.prepare(
    'SELECT role_id FROM site_granted WHERE project_id = ? AND permission = ? ORDER BY role_id',
  );
  const grant = database.prepare('INSERT OR IGNORE INTO site_granted VALUES (?, ?, ?)');
  const ungrant = database.prepare(
    'DELETE FROM site_granted WHERE project_id = ? AND permission = ? AND role_id = ?',
  );
  return {
    all: () => all.all().map(readProject),
    byId: (id) => (/^\d+$/.test(id) ? one(byId.get(Number(id))) : undefined),
    byKey: (key) => one(byKey.get(key)),
    add(project) {
      add.run(
        Number(project.id),
        project.key,
        project.name,
        project.description,
        project.style,
        project.typeKey,
        project.leadAccountId ?? null,
        project.archived ? 1 : 0,
        project.private ? 1 : 0,
        project.deniesApps ? 1 : 0,
      );
    },
    bin(id) {
      bin.run(Number(id));
    },
    restore(id) {
      restore.run(Number(id));
    },
    remove(id) {
      remove.run(Number(id));
      removeActors.run(Number(id));
      removeGrants.run(Number(id));
      restore.run(Number(id));
    },
    rename(id, key, name) {
      rename.run(key, name, Number(id));
    },
    setLead(id, accountId) {
      setLead.run(accountId ?? null, Number(id));
    },
    rolesOf: (project) =>
      (project.style === 'next-gen' ? own.all(Number(project.id)) : shared.all()).map(readRole),
    sharedRoles: () => shared.all().map(readRole),
    addRole(role) {
      addRole.run(
        role.id,
        role.name,
        role.description,
        role.projectId === undefined ? null : Number(role.projectId),
        role.administers ? 1 : 0,
      );
    },
    heldRoleIds: (projectId, accountId) =>
      held.all(Number(projectId), accountId).map((row) => number(row, 'role_id')),
    actors: (projectId, roleId) =>
      actors.all(Number(projectId), roleId).map((row) => ({
        id: number(row, 'id'),
        kind: text(row, 'kind') as StoredActor['kind'],
        subject: text(row, 'subject'),
      })),
    addActor(projectId, roleId, kind, subject) {
      addActor.run(Number(projectId), roleId, kind, subject);
    },
    removeActor(projectId, roleId, kind, subject) {
      removeActor.run(Number(projectId), roleId, kind, subject);
    },
    grantedRoleIds: (projectId, permission) =>
      granted.all(Number(projectId), permission).map((row) => number(row, 'role_id')),
    grant(projectId, permission, roleId) {
      grant.run(Number(projectId), permission, roleId);
    },
    ungrant(projectId, permission, roleId) {
      ungrant.run(Number(projectId), permission, roleId);
    },
  };
}
