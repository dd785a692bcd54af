import type { DatabaseSync } from 'node:sqlite';
import { number } from './columns';

/** Where the panels of apps are shown: issue by issue, and in all of a project's. */
export interface Panels {
  pin(moduleId: string, projectId: string, at: number): void;
  unpin(moduleId: string, projectId: string): void;
  pinnedAt(moduleId: string, projectId: string): number | undefined;
  add(moduleId: string, issueId: string): void;
  remove(moduleId: string, issueId: string): void;
  isAdded(moduleId: string, issueId: string): boolean;
}

export function openPanels(database: DatabaseSync): Panels {
  const pin = database.prepare('INSERT OR IGNORE INTO site_panel_pin VALUES (?, ?, ?)');
  const unpin = database.prepare(
    'DELETE FROM site_panel_pin WHERE module_id = ? AND project_id = ?',
  );
  const pinned = database.prepare(
    'SELECT pinned_at FROM site_panel_pin WHERE module_id = ? AND project_id = ?',
  );
  const add = database.prepare('INSERT OR IGNORE INTO site_panel_added VALUES (?, ?)');
  const remove = database.prepare(
    'DELETE FROM site_panel_added WHERE module_id = ? AND issue_id = ?',
  );
  const added = database.prepare(
    'SELECT 1 AS found FROM site_panel_added WHERE module_id = ? AND issue_id = ?',
  );
  return {
    pin(moduleId, projectId, at) {
      pin.run(moduleId, projectId, at);
    },
    unpin(moduleId, projectId) {
      unpin.run(moduleId, projectId);
    },
    pinnedAt(moduleId, projectId) {
      const row = pinned.get(moduleId, projectId);
      return row === undefined ? undefined : number(row, 'pinned_at');
    },
    add(moduleId, issueId) {
      add.run(moduleId, issueId);
    },
    remove(moduleId, issueId) {
      remove.run(moduleId, issueId);
    },
    isAdded: (moduleId, issueId) => added.get(moduleId, issueId) !== undefined,
  };
}
