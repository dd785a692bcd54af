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
  add(project: StoredProject): void;
  setLead(id: string, accountId: string | undefined): void;
  rolesOf(project: StoredProject): readonly StoredRole[];
  /** The roles that company-managed projects share. */
  sharedRoles(): readonly StoredRole[];
  addRole(role: StoredRole): void;
  actors(projectId: string, roleId: number): readonly StoredActor[];
  addActor(projectId: string, roleId: number, kind: StoredActor['kind'], subject: string): void;
  removeActor(projectId: string, roleId: number, kind: StoredActor['kind'], subject: string): void;
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
  const all = database.prepare('SELECT * FROM site_project ORDER BY project_key');
  const byId = database.prepare('SELECT * FROM site_project WHERE id = ?');
  const byKey = database.prepare('SELECT * FROM site_project WHERE project_key = ?');
  const add = database.prepare('INSERT INTO site_project VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const setLead = database.prepare('UPDATE site_project SET lead = ? WHERE id = ?');
  const shared = database.prepare('SELECT * FROM site_role WHERE project_id IS NULL ORDER BY id');
  const own = database.prepare('SELECT * FROM site_role WHERE project_id = ? ORDER BY id');
  const addRole = database.prepare('INSERT INTO site_role VALUES (?, ?, ?, ?, ?)');
  const actors = database.prepare(
    'SELECT * FROM site_actor WHERE project_id = ? AND role_id = ? ORDER BY id',
  );
  const addActor = database.prepare(
    'INSERT OR IGNORE INTO site_actor (project_id, role_id, kind, subject) VALUES (?, ?, ?, ?)',
  );
  const removeActor = database.prepare(
    'DELETE FROM site_actor WHERE project_id = ? AND role_id = ? AND kind = ? AND subject = ?',
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
  };
}
