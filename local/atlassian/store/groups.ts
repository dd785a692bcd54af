import type { DatabaseSync } from 'node:sqlite';
import type { SiteGroup } from '../atlassian';
import { flag, type Row, text } from './columns';

export interface Groups {
  /** By name. */
  all(): readonly SiteGroup[];
  byId(groupId: string): SiteGroup | undefined;
  /** In upper or lower case, as names of groups are compared. */
  byName(name: string): SiteGroup | undefined;
  add(group: SiteGroup): void;
  remove(groupId: string): void;
  /** Account ids in the order of their account ids, inactive ones too. */
  members(groupId: string): readonly string[];
  isMember(groupId: string, accountId: string): boolean;
  addMember(groupId: string, accountId: string): void;
  removeMember(groupId: string, accountId: string): void;
  groupsOf(accountId: string): readonly SiteGroup[];
  grantGlobally(permission: string, groupId: string): void;
  withdraw(permission: string, groupId: string): void;
  rename(groupId: string, name: string): void;
  groupsGranted(permission: string): readonly SiteGroup[];
  /** Whether a group of theirs has the global permission. */
  isGranted(permission: string, accountId: string): boolean;
  /** The keys of the applications that a group of theirs gives. */
  productsOf(accountId: string): readonly string[];
  giveProduct(applicationKey: string, groupId: string, byDefault: boolean): void;
  productGroups(
    applicationKey: string,
  ): readonly { readonly group: SiteGroup; readonly byDefault: boolean }[];
}

/** Jira keeps a name as it was typed and compares it in lower case. */
export const foldName = (name: string): string => name.toLowerCase();

export function openGroups(database: DatabaseSync): Groups {
  const read = (row: Row): SiteGroup => ({
    groupId: text(row, 'group_id'),
    name: text(row, 'name'),
    managedByIdentityProvider: flag(row, 'from_identity_provider'),
  });
  const one = (row: Row | undefined) => (row === undefined ? undefined : read(row));
  const all = database.prepare('SELECT * FROM site_group ORDER BY name');
  const byId = database.prepare('SELECT * FROM site_group WHERE group_id = ?');
  const byName = database.prepare('SELECT * FROM site_group WHERE name = ?');
  const add = database.prepare('INSERT INTO site_group VALUES (?, ?, ?)');
  const removals = [
    'site_group',
    'site_membership',
    'site_global_permission',
    'site_product_access',
  ]
    .map((table) => `DELETE FROM ${table} WHERE group_id = ?`)
    .concat("DELETE FROM site_actor WHERE kind = 'group' AND subject = ?")
    .map((statement) => database.prepare(statement));
  const members = database.prepare(
    'SELECT account_id FROM site_membership WHERE group_id = ? ORDER BY account_id',
  );
  const isMember = database.prepare(
    'SELECT 1 AS found FROM site_membership WHERE group_id = ? AND account_id = ?',
  );
  const addMember = database.prepare('INSERT OR IGNORE INTO site_membership VALUES (?, ?)');
  const removeMember = database.prepare(
    'DELETE FROM site_membership WHERE group_id = ? AND account_id = ?',
  );
  const groupsOf = database.prepare(
    'SELECT g.* FROM site_group g JOIN site_membership m USING (group_id) WHERE m.account_id = ? ORDER BY g.name',
  );
  const grant = database.prepare('INSERT OR IGNORE INTO site_global_permission VALUES (?, ?)');
  const withdraw = database.prepare(
    'DELETE FROM site_global_permission WHERE permission = ? AND group_id = ?',
  );
  const rename = database.prepare('UPDATE site_group SET name = ? WHERE group_id = ?');
  const granted = database.prepare(
    'SELECT g.* FROM site_group g JOIN site_global_permission p USING (group_id) WHERE p.permission = ? ORDER BY g.name',
  );
  const isGranted = database.prepare(
    'SELECT 1 AS found FROM site_global_permission p CROSS JOIN site_membership m USING (group_id) WHERE p.permission = ? AND m.account_id = ?',
  );
  const products = database.prepare(
    'SELECT DISTINCT a.application_key FROM site_product_access a CROSS JOIN site_membership m USING (group_id) WHERE m.account_id = ?',
  );
  const give = database.prepare('INSERT OR IGNORE INTO site_product_access VALUES (?, ?, ?)');
  const product = database.prepare(
    'SELECT g.*, a.by_default FROM site_group g JOIN site_product_access a USING (group_id) WHERE a.application_key = ? ORDER BY g.name',
  );
  return {
    all: () => all.all().map(read),
    byId: (groupId) => one(byId.get(groupId)),
    byName(name) {
      const folded = foldName(name);
      return (
        one(byName.get(name)) ??
        all
          .all()
          .map(read)
          .find((group) => foldName(group.name) === folded)
      );
    },
    add(group) {
      add.run(group.groupId, group.name, group.managedByIdentityProvider ? 1 : 0);
    },
    remove(groupId) {
      for (const statement of removals) statement.run(groupId);
    },
    members: (groupId) => members.all(groupId).map((row) => text(row, 'account_id')),
    isMember: (groupId, accountId) => isMember.get(groupId, accountId) !== undefined,
    addMember(groupId, accountId) {
      addMember.run(groupId, accountId);
    },
    removeMember(groupId, accountId) {
      removeMember.run(groupId, accountId);
    },
    groupsOf: (accountId) => groupsOf.all(accountId).map(read),
    grantGlobally(permission, groupId) {
      grant.run(permission, groupId);
    },
    withdraw(permission, groupId) {
      withdraw.run(permission, groupId);
    },
    rename(groupId, name) {
      rename.run(name, groupId);
    },
    groupsGranted: (permission) => granted.all(permission).map(read),
    isGranted: (permission, accountId) => isGranted.get(permission, accountId) !== undefined,
    productsOf: (accountId) => products.all(accountId).map((row) => text(row, 'application_key')),
    giveProduct(applicationKey, groupId, byDefault) {
      give.run(applicationKey, groupId, byDefault ? 1 : 0);
    },
    productGroups: (applicationKey) =>
      product
        .all(applicationKey)
        .map((row) => ({ group: read(row), byDefault: flag(row, 'by_default') })),
  };
}
