import type { SitePerson } from '../../local/atlassian/atlassian';
import { emailKey, type Subject } from '../../src/domain/action/subject';
import type { World } from '../support/open-world';
import { GROUPS, NEW_GROUPS, NEW_PEOPLE, ROLES } from './cast';
import { ACCOUNT, everyone, GROUP } from './everyone';

/**
 * A change on the site that came from a call, and not from somebody else: of who is in a group or a
 * role, by their names (an address for whoever got an account), or of what is there at all.
 */
export interface Effect {
  readonly verb: 'add' | 'remove';
  /** A group, a role as `WEB/Developers`, or one of these two. */
  readonly thing: string;
  readonly who: string;
}

export interface Watched {
  readonly effects: readonly Effect[];
  /**
   * A change by somebody else, at once: calls may be under way, and what they change is theirs. Answers
   * what it has changed, as `thing|who`.
   */
  byOthers(change: () => void): readonly string[];
}

/** What really changed on the site with each call, by looking before and after: also where the answer was lost. */
export function watchEffects(world: World): Watched {
  const effects: Effect[] = [];
  // Whatever a group is called, or whose an address is, later on.
  const names = new Map<string, string>();
  let before = held(world, names);
  world.platform.atlassian.onExchange(({ via, method }) => {
    if (via !== 'token' || method === 'GET') return;
    const after = held(world, names);
    for (const key of new Set([...before, ...after])) {
      if (before.has(key) === after.has(key)) continue;
      const [thing = '', who = ''] = key.split('|');
      effects.push({ verb: after.has(key) ? 'add' : 'remove', thing, who });
    }
    before = after;
  });
  return {
    effects,
    byOthers(change) {
      const was = held(world, names);
      change();
      const is = held(world, names);
      const given = [...is].filter((key) => !was.has(key));
      const taken = [...was].filter((key) => !is.has(key));
      before = new Set([...[...before].filter((key) => !taken.includes(key)), ...given]);
      return [...given, ...taken];
    },
  };
}

/** Everything that schedules are about, as `thing|who`. `names`: what everybody was called when first seen. */
export function held(world: World, names = new Map<string, string>()): Set<string> {
  const { directory } = world.platform.atlassian;
  const things = new Map<string, string>(ROLES.map((role) => [role, role]));
  const who = new Map<string, string>();
  const all = new Set<string>();
  for (const { accountId, name, email } of people(world)) {
    if (isOneOf(NEW_PEOPLE, email)) all.add(`${ACCOUNT}|${email}`);
    const called = names.get(accountId) ?? (isOneOf(NEW_PEOPLE, email) ? email : name);
    names.set(accountId, called);
    who.set(accountId, called);
  }
  for (const group of directory.groups()) {
    const name = names.get(group.groupId) ?? group.name;
    names.set(group.groupId, name);
    who.set(group.groupId, name);
    if (isOneOf(NEW_GROUPS, name)) all.add(`${GROUP}|${name}`);
    if (isOneOf([...GROUPS, ...NEW_GROUPS], name)) things.set(group.groupId, name);
  }
  for (const place of everyone(world)) {
    const [id = '', whose = ''] = place.split('|');
    const thing = things.get(id);
    if (thing !== undefined) all.add(`${thing}|${who.get(whose) ?? whose}`);
  }
  return all;
}

function people({ platform }: World) {
  const all = 'SELECT account_id, display_name, lower(email) AS email FROM site_person';
  return platform.database
    .prepare(all)
    .all()
    .map((row) => ({
      accountId: String(row.account_id),
      name: String(row.display_name),
      email: String(row.email),
    }));
}

/** Every group and role that an account has on the site, by ids: whatever anybody is called. */
export function heldByAccount({ platform }: World, person: string): readonly string[] {
  const { directory } = platform.atlassian;
  const { accountId } = directory.personNamed(person);
  const groups = directory
    .groups()
    .filter(({ groupId }) => directory.membersOf(groupId).includes(accountId))
    .map(({ groupId }) => groupId);
  const roles = directory.projects().flatMap(({ key, roles: those }) =>
    those
      .filter(({ name }) => {
        const { accountIds, groupIds } = directory.actorsOf(key, name);
        return accountIds.includes(accountId) || groupIds.some((id) => groups.includes(id));
      })
      .map(({ name }) => `${key}/${name}`),
  );
  return [...groups, ...roles].sort();
}

/** As effects name them. */
export function nameOf({ platform }: World, subject: Subject): string {
  if (subject.kind === 'newPerson') return emailKey(subject.email);
  const person =
    subject.kind === 'person' ? platform.atlassian.directory.person(subject.accountId) : undefined;
  return person === undefined ? subject.displayName : nameOfPerson(person);
}

/** Whoever got an account is called by the address that was asked for. */
function nameOfPerson({ displayName, email }: SitePerson): string {
  const address = emailKey(email);
  return isOneOf(NEW_PEOPLE, address) ? address : displayName;
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
