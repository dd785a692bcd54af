import type { SitePerson } from '../../local/atlassian/atlassian';
import { emailKey, type Subject } from '../../src/domain/action/subject';
import type { World } from '../support/open-world';
import { GROUPS, LEAD, NEW_GROUPS, NEW_PEOPLE, PEOPLE, ROLES } from './cast';
import { ACCOUNT, GROUP } from './everyone';

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
  // Whatever a group is called later on.
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

/** Everything that schedules are about, as `thing|who`. `names`: what groups were called when first seen. */
export function held(world: World, names = new Map<string, string>()): Set<string> {
  const { directory } = world.platform.atlassian;
  const watched = new Map<string, string>();
  const all = new Set<string>();
  for (const name of [...PEOPLE, LEAD]) watched.set(directory.personNamed(name).accountId, name);
  for (const address of NEW_PEOPLE) {
    const person = directory.personWithEmail(address);
    if (person === undefined) continue;
    watched.set(person.accountId, address);
    all.add(`${ACCOUNT}|${address}`);
  }
  for (const group of directory.groups()) {
    const { groupId } = group;
    const name = names.get(groupId) ?? group.name;
    names.set(groupId, name);
    if (isOneOf(NEW_GROUPS, name)) all.add(`${GROUP}|${name}`);
    else if (!isOneOf(GROUPS, name)) continue;
    watched.set(groupId, name);
    for (const accountId of directory.membersOf(groupId)) {
      const who = watched.get(accountId);
      if (who !== undefined) all.add(`${name}|${who}`);
    }
  }
  for (const role of ROLES) {
    const [projectKey = '', name = ''] = role.split('/');
    // In the bin, it is there for nobody.
    if (!directory.projects().some(({ key }) => key === projectKey)) continue;
    const { accountIds, groupIds } = directory.actorsOf(projectKey, name);
    for (const id of [...accountIds, ...groupIds]) {
      const who = watched.get(id);
      if (who !== undefined) all.add(`${role}|${who}`);
    }
  }
  return all;
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
