import type { DatabaseSync } from 'node:sqlite';

/** Creates what is missing; existing tables keep their rows. */
export function createTables(database: DatabaseSync): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS site_person (
      account_id TEXT PRIMARY KEY,
      position INTEGER NOT NULL,
      display_name TEXT NOT NULL,
      email TEXT NOT NULL UNIQUE COLLATE NOCASE,
      active INTEGER NOT NULL,
      account_type TEXT NOT NULL,
      job_title TEXT NOT NULL,
      shows_email INTEGER NOT NULL,
      time_zone TEXT NOT NULL,
      locale TEXT NOT NULL,
      must_solve_captcha INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE IF NOT EXISTS site_suspension (
      account_id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS site_profile (
      account_id TEXT PRIMARY KEY,
      changed_at INTEGER NOT NULL,
      closed INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS site_activity (
      account_id TEXT NOT NULL,
      application_key TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (account_id, application_key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS site_group (
      group_id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      from_identity_provider INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS site_membership (
      group_id TEXT NOT NULL,
      account_id TEXT NOT NULL,
      PRIMARY KEY (group_id, account_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS site_membership_of ON site_membership (account_id);
    CREATE TABLE IF NOT EXISTS site_global_permission (
      permission TEXT NOT NULL,
      group_id TEXT NOT NULL,
      PRIMARY KEY (permission, group_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS site_product_access (
      application_key TEXT NOT NULL,
      group_id TEXT NOT NULL,
      by_default INTEGER NOT NULL,
      PRIMARY KEY (application_key, group_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS site_project (
      id INTEGER PRIMARY KEY,
      project_key TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      description TEXT NOT NULL,
      style TEXT NOT NULL,
      type_key TEXT NOT NULL,
      lead TEXT,
      archived INTEGER NOT NULL,
      private INTEGER NOT NULL,
      denies_apps INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS site_recycle_bin (
      project_id INTEGER PRIMARY KEY
    ) STRICT;
    CREATE TABLE IF NOT EXISTS site_role (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      description TEXT NOT NULL,
      project_id INTEGER,
      administers INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS site_actor (
      id INTEGER PRIMARY KEY,
      project_id INTEGER NOT NULL,
      role_id INTEGER NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      UNIQUE (project_id, role_id, kind, subject)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS site_granted (
      project_id INTEGER NOT NULL,
      permission TEXT NOT NULL,
      role_id INTEGER NOT NULL,
      UNIQUE (project_id, permission, role_id)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS site_issue (
      id INTEGER PRIMARY KEY,
      project_id INTEGER NOT NULL,
      number INTEGER NOT NULL,
      summary TEXT NOT NULL,
      description TEXT NOT NULL,
      status TEXT NOT NULL,
      type TEXT NOT NULL,
      reporter TEXT NOT NULL,
      assignee TEXT,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      UNIQUE (project_id, number)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS site_comment (
      id INTEGER PRIMARY KEY,
      issue_id INTEGER NOT NULL,
      author TEXT NOT NULL,
      body TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS site_comment_of ON site_comment (issue_id, id);
    CREATE TABLE IF NOT EXISTS site_property (
      owner_kind TEXT NOT NULL,
      owner_id INTEGER NOT NULL,
      property_key TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (owner_kind, owner_id, property_key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS site_panel_pin (
      module_id TEXT NOT NULL,
      project_id TEXT NOT NULL,
      pinned_at INTEGER NOT NULL,
      PRIMARY KEY (module_id, project_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS site_panel_added (
      module_id TEXT NOT NULL,
      issue_id TEXT NOT NULL,
      PRIMARY KEY (module_id, issue_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS site_task (
      id INTEGER PRIMARY KEY,
      account_id TEXT NOT NULL,
      description TEXT NOT NULL,
      submitted_at INTEGER NOT NULL,
      looks INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS site_token (
      id TEXT PRIMARY KEY,
      account_id TEXT,
      kind TEXT NOT NULL,
      label TEXT NOT NULL,
      digest TEXT NOT NULL UNIQUE,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      scopes TEXT,
      revoked INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE IF NOT EXISTS site_mail (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      recipient TEXT NOT NULL,
      address TEXT NOT NULL,
      subject TEXT NOT NULL,
      text TEXT NOT NULL,
      html TEXT,
      issue_key TEXT,
      kind TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS site_mail_of ON site_mail (recipient, id);
    CREATE TABLE IF NOT EXISTS site_notification (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      recipient TEXT NOT NULL,
      issue_key TEXT NOT NULL,
      sender TEXT NOT NULL,
      text TEXT NOT NULL,
      comment_id TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS site_notification_of ON site_notification (recipient, id);
  `);
}
