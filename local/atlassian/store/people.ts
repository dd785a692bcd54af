import type { DatabaseSync } from 'node:sqlite';
import type { SitePerson } from '../atlassian';
import { flag, number, type Row, text } from './columns';

/** `organization`: people whom the same organization manages. */
export type EmailAudience = 'anyone' | 'organization' | 'nobody';

/** As it is stored. */
const AUDIENCES: readonly EmailAudience[] = ['nobody', 'anyone', 'organization'];

export interface StoredPerson extends SitePerson {
  /** To whom the profile shows the email address, besides its owner. */
  readonly showsEmailTo: EmailAudience;
  readonly timeZone: string;
  /** Failed too often; API calls are refused until a log-in in the browser. */
  readonly mustSolveCaptcha: boolean;
  /** The organization took the account's access for the time being: not active, whatever the account is. */
  readonly suspended: boolean;
  /** The account by itself; `active` is what the site makes of it and of a suspension. */
  readonly accountActive: boolean;
}

export interface NewPerson
  extends Omit<
    StoredPerson,
    'avatarUrl' | 'mustSolveCaptcha' | 'jobTitle' | 'suspended' | 'accountActive'
  > {
  readonly jobTitle?: string;
  readonly mustSolveCaptcha?: boolean;
}

export interface People {
  /** In the order they joined. */
  all(): readonly StoredPerson[];
  byId(accountId: string): StoredPerson | undefined;
  byEmail(email: string): StoredPerson | undefined;
  /** The first who joined, of several of that name. */
  byName(displayName: string): StoredPerson | undefined;
  add(person: NewPerson): void;
  setActive(accountId: string, active: boolean): void;
  setSuspended(accountId: string, suspended: boolean): void;
  rename(accountId: string, displayName: string): void;
  setEmail(accountId: string, email: string): void;
  setShowsEmailTo(accountId: string, audience: EmailAudience): void;
  setLocale(accountId: string, locale: string): void;
  remove(accountId: string): void;
}

export function openPeople(database: DatabaseSync, siteUrl: string): People {
  const read = (row: Row): StoredPerson => ({
    accountId: text(row, 'account_id'),
    displayName: text(row, 'display_name'),
    email: text(row, 'email'),
    active: flag(row, 'active') && !flag(row, 'suspended'),
    accountType: text(row, 'account_type') as SitePerson['accountType'],
    avatarUrl: `${siteUrl}/avatars/${encodeURIComponent(text(row, 'account_id'))}.svg`,
    jobTitle: text(row, 'job_title'),
    showsEmailTo: AUDIENCES[number(row, 'shows_email')] ?? 'nobody',
    timeZone: text(row, 'time_zone'),
    locale: text(row, 'locale'),
    mustSolveCaptcha: flag(row, 'must_solve_captcha'),
    suspended: flag(row, 'suspended'),
    accountActive: flag(row, 'active'),
  });
  const person = `SELECT p.*, s.account_id IS NOT NULL AS suspended
    FROM site_person p LEFT JOIN site_suspension s USING (account_id)`;
  const all = database.prepare(`${person} ORDER BY position`);
  const byId = database.prepare(`${person} WHERE account_id = ?`);
  const byEmail = database.prepare(`${person} WHERE email = ?`);
  const byName = database.prepare(`${person} WHERE display_name = ? ORDER BY position LIMIT 1`);
  const last = database.prepare('SELECT coalesce(max(position), 0) AS position FROM site_person');
  const insert = database.prepare(
    `INSERT INTO site_person (account_id, position, display_name, email, active, account_type,
       job_title, shows_email, time_zone, locale, must_solve_captcha)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setActive = database.prepare('UPDATE site_person SET active = ? WHERE account_id = ?');
  const rename = database.prepare('UPDATE site_person SET display_name = ? WHERE account_id = ?');
  const setEmail = database.prepare('UPDATE site_person SET email = ? WHERE account_id = ?');
  const setShowsEmailTo = database.prepare(
    'UPDATE site_person SET shows_email = ? WHERE account_id = ?',
  );
  const setLocale = database.prepare('UPDATE site_person SET locale = ? WHERE account_id = ?');
  const suspend = database.prepare('INSERT OR IGNORE INTO site_suspension VALUES (?)');
  const restore = database.prepare('DELETE FROM site_suspension WHERE account_id = ?');
  const removals = ['site_person', 'site_suspension', 'site_activity'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE account_id = ?`),
  );
  return {
    all: () => all.all().map(read),
    byId(accountId) {
      const row = byId.get(accountId);
      return row === undefined ? undefined : read(row);
    },
    byEmail(email) {
      const row = byEmail.get(email);
      return row === undefined ? undefined : read(row);
    },
    byName(displayName) {
      const row = byName.get(displayName);
      return row === undefined ? undefined : read(row);
    },
    add(person) {
      insert.run(
        person.accountId,
        number(last.get() ?? { position: 0 }, 'position') + 1,
        person.displayName,
        person.email,
        person.active ? 1 : 0,
        person.accountType,
        person.jobTitle ?? '',
        AUDIENCES.indexOf(person.showsEmailTo),
        person.timeZone,
        person.locale,
        person.mustSolveCaptcha === true ? 1 : 0,
      );
    },
    setActive(accountId, active) {
      setActive.run(active ? 1 : 0, accountId);
    },
    setSuspended(accountId, suspended) {
      (suspended ? suspend : restore).run(accountId);
    },
    rename(accountId, displayName) {
      rename.run(displayName, accountId);
    },
    setEmail(accountId, email) {
      setEmail.run(email, accountId);
    },
    setShowsEmailTo(accountId, audience) {
      setShowsEmailTo.run(AUDIENCES.indexOf(audience), accountId);
    },
    setLocale(accountId, locale) {
      setLocale.run(locale, accountId);
    },
    remove(accountId) {
      for (const statement of removals) statement.run(accountId);
    },
  };
}
