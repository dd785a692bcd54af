import type { DatabaseSync } from 'node:sqlite';
import { number, optionalText, type Row, text } from './columns';

export interface StoredIssue {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly summary: string;
  readonly description: readonly string[];
  readonly status: string;
  readonly type: string;
  readonly reporterAccountId: string;
  readonly assigneeAccountId: string | undefined;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface StoredComment {
  readonly id: string;
  readonly issueId: string;
  readonly authorAccountId: string;
  readonly body: unknown;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type PropertyOwner = 'issue' | 'comment';

export interface Issues {
  ofProject(projectId: string): readonly StoredIssue[];
  byIdOrKey(idOrKey: string): StoredIssue | undefined;
  add(issue: Omit<StoredIssue, 'key'> & { readonly number: number }): void;
  /** To another project, at its next number. Answers the new key. */
  move(id: string, projectId: string): string;
  setStatus(id: string, status: string, at: number): void;
  /** With its comments. */
  remove(id: string): void;
  comments(issueId: string): readonly StoredComment[];
  comment(id: string): StoredComment | undefined;
  addComment(comment: Omit<StoredComment, 'id'>): StoredComment;
  updateComment(id: string, body: unknown, at: number): void;
  removeComment(id: string): void;
  property(owner: PropertyOwner, id: string, key: string): unknown;
  properties(
    owner: PropertyOwner,
    id: string,
  ): readonly { readonly key: string; readonly value: unknown }[];
  /** True where the property is new. */
  setProperty(owner: PropertyOwner, id: string, key: string, value: unknown): boolean;
  removeProperty(owner: PropertyOwner, id: string, key: string): boolean;
}

export function openIssues(database: DatabaseSync): Issues {
  const readIssue = (row: Row): StoredIssue => ({
    id: text(row, 'id'),
    key: `${text(row, 'project_key')}-${text(row, 'number')}`,
    projectId: text(row, 'project_id'),
    summary: text(row, 'summary'),
    description: JSON.parse(text(row, 'description')),
    status: text(row, 'status'),
    type: text(row, 'type'),
    reporterAccountId: text(row, 'reporter'),
    assigneeAccountId: optionalText(row, 'assignee'),
    createdAt: number(row, 'created_at'),
    updatedAt: number(row, 'updated_at'),
  });
  const readComment = (row: Row): StoredComment => ({
    id: text(row, 'id'),
    issueId: text(row, 'issue_id'),
    authorAccountId: text(row, 'author'),
    body: JSON.parse(text(row, 'body')),
    createdAt: number(row, 'created_at'),
    updatedAt: number(row, 'updated_at'),
  });
  const select =
    'SELECT i.*, p.project_key FROM site_issue i JOIN site_project p ON p.id = i.project_id';
  const ofProject = database.prepare(`${select} WHERE i.project_id = ? ORDER BY i.number`);
  const byId = database.prepare(`${select} WHERE i.id = ?`);
  const byKey = database.prepare(`${select} WHERE p.project_key = ? AND i.number = ?`);
  const add = database.prepare('INSERT INTO site_issue VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const nextNumber = database.prepare(
    'SELECT coalesce(max(number), 0) + 1 AS number FROM site_issue WHERE project_id = ?',
  );
  const move = database.prepare('UPDATE site_issue SET project_id = ?, number = ? WHERE id = ?');
  const setStatus = database.prepare(
    'UPDATE site_issue SET status = ?, updated_at = ? WHERE id = ?',
  );
  const remove = database.prepare('DELETE FROM site_issue WHERE id = ?');
  const removeComments = database.prepare('DELETE FROM site_comment WHERE issue_id = ?');
  const touch = database.prepare('UPDATE site_issue SET updated_at = ? WHERE id = ?');
  const comments = database.prepare('SELECT * FROM site_comment WHERE issue_id = ? ORDER BY id');
  const comment = database.prepare('SELECT * FROM site_comment WHERE id = ?');
  const lastComment = database.prepare(
    'SELECT coalesce(max(id), 10000) + 1 AS id FROM site_comment',
  );
  const addComment = database.prepare('INSERT INTO site_comment VALUES (?, ?, ?, ?, ?, ?)');
  const updateComment = database.prepare(
    'UPDATE site_comment SET body = ?, updated_at = ? WHERE id = ?',
  );
  const removeComment = database.prepare('DELETE FROM site_comment WHERE id = ?');
  const dropProperties = database.prepare(
    'DELETE FROM site_property WHERE owner_kind = ? AND owner_id = ?',
  );
  const property = database.prepare(
    'SELECT value FROM site_property WHERE owner_kind = ? AND owner_id = ? AND property_key = ?',
  );
  const properties = database.prepare(
    'SELECT property_key, value FROM site_property WHERE owner_kind = ? AND owner_id = ? ORDER BY property_key',
  );
  const setProperty = database.prepare(
    'INSERT INTO site_property VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const removeProperty = database.prepare(
    'DELETE FROM site_property WHERE owner_kind = ? AND owner_id = ? AND property_key = ?',
  );
  return {
    ofProject: (projectId) => ofProject.all(Number(projectId)).map(readIssue),
    byIdOrKey(idOrKey) {
      // Jira finds keys whatever their case (spec: Get issue).
      const [, key, count] = /^([A-Za-z][A-Za-z0-9_]*)-(\d+)$/.exec(idOrKey) ?? [];
      const row =
        key === undefined
          ? /^\d+$/.test(idOrKey)
            ? byId.get(Number(idOrKey))
            : undefined
          : byKey.get(key.toUpperCase(), Number(count));
      return row === undefined ? undefined : readIssue(row);
    },
    add(issue) {
      add.run(
        Number(issue.id),
        Number(issue.projectId),
        issue.number,
        issue.summary,
        JSON.stringify(issue.description),
        issue.status,
        issue.type,
        issue.reporterAccountId,
        issue.assigneeAccountId ?? null,
        issue.createdAt,
        issue.updatedAt,
      );
    },
    move(id, projectId) {
      const next = number(nextNumber.get(Number(projectId)) ?? { number: 1 }, 'number');
      move.run(Number(projectId), next, Number(id));
      const moved = byId.get(Number(id));
      if (moved === undefined) throw new Error(`No such issue: ${id}`);
      return readIssue(moved).key;
    },
    setStatus(id, status, at) {
      setStatus.run(status, at, Number(id));
    },
    remove(id) {
      remove.run(Number(id));
      removeComments.run(Number(id));
    },
    comments: (issueId) => comments.all(Number(issueId)).map(readComment),
    comment(id) {
      const row = /^\d+$/.test(id) ? comment.get(Number(id)) : undefined;
      return row === undefined ? undefined : readComment(row);
    },
    addComment(entry) {
      const id = number(lastComment.get() ?? { id: 10001 }, 'id');
      addComment.run(
        id,
        Number(entry.issueId),
        entry.authorAccountId,
        JSON.stringify(entry.body),
        entry.createdAt,
        entry.updatedAt,
      );
      touch.run(entry.createdAt, Number(entry.issueId));
      return { ...entry, id: String(id) };
    },
    updateComment(id, body, at) {
      updateComment.run(JSON.stringify(body), at, Number(id));
    },
    removeComment(id) {
      removeComment.run(Number(id));
      dropProperties.run('comment', Number(id));
    },
    property(owner, id, key) {
      const row = property.get(owner, Number(id), key);
      return row === undefined ? undefined : JSON.parse(text(row, 'value'));
    },
    properties: (owner, id) =>
      properties
        .all(owner, Number(id))
        .map((row) => ({ key: text(row, 'property_key'), value: JSON.parse(text(row, 'value')) })),
    setProperty(owner, id, key, value) {
      const isNew = property.get(owner, Number(id), key) === undefined;
      setProperty.run(owner, Number(id), key, JSON.stringify(value));
      return isNew;
    },
    removeProperty: (owner, id, key) =>
      Number(removeProperty.run(owner, Number(id), key).changes) > 0,
  };
}
