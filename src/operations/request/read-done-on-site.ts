import { meantBy } from '#domain/action/address-owner';
import type { Ask, Change } from '#domain/action/ask';
import {
  type ExistingEntitlement,
  entitlementKey,
  groupNameKey,
  isExisting,
} from '#domain/action/entitlement';
import { type CreatedIds, resolveCreated } from '#domain/action/resolve-created';
import { emailKey, type Subject, subjectKey } from '#domain/action/subject';
import type { Directory } from '#ports/directory';
import { holdersAmong } from '../plan/holders-among';

/** One action of an ask, by the positions of its change and its subject. */
export interface Picked {
  readonly change: number;
  readonly subject: number;
}

/**
 * Which of these actions the site shows as done, whoever did them, read afresh. An account is found by
 * its address and a new group by its name: to look at, and never to act on. Throws SiteFailure.
 */
export async function readDoneOnSite(
  directory: Directory,
  ask: Ask,
  picked: readonly Picked[],
): Promise<(one: Picked) => boolean> {
  const changes = new Set(picked.flatMap(({ change }) => ask.changes[change] ?? []));
  const subjects = [...new Set(picked.flatMap(({ subject }) => ask.subjects[subject] ?? []))];
  const found = await findThere(directory, [...changes], subjects);
  const now = resolveCreated(ask, found);
  const existing = [...changes].flatMap((change) =>
    existingOf(now.changes[ask.changes.indexOf(change)]),
  );
  const meant = picked.flatMap(({ subject }) => now.subjects[subject] ?? []);
  const holders = await holdersAmong(directory, existing, [...new Set(meant)], true);
  return (one) => {
    const [change, subject] = [now.changes[one.change], now.subjects[one.subject]];
    if (change === undefined || subject === undefined) return false;
    const asked = ask.subjects[one.subject];
    if (change.verb === 'create') return asked !== undefined && isThere(asked, found);
    const [entitlement] = existingOf(change);
    const held = entitlement && holders.get(entitlementKey(entitlement));
    // Of what is not there, nothing is shown: it may come back, and who held it with it.
    return held !== undefined && held.has(subjectKey(subject)) === (change.verb === 'add');
  };
}

function existingOf(change: Change | undefined): readonly ExistingEntitlement[] {
  if (change === undefined || change.verb === 'create') return [];
  const { entitlement } = change;
  return isExisting(entitlement) ? [entitlement] : [];
}

/** Accounts at the addresses, and groups that have the names. */
async function findThere(
  directory: Directory,
  changes: readonly Change[],
  subjects: readonly Subject[],
): Promise<CreatedIds> {
  const emails = subjects.flatMap((one) => (one.kind === 'newPerson' ? [one.email] : []));
  const names = changes.flatMap(({ entitlement }) =>
    entitlement.kind === 'newGroup' ? [entitlement.name] : [],
  );
  const [owners, groups] = await Promise.all([
    directory.owners(emails),
    Promise.all(names.map((name) => directory.searchGroups(name))),
  ]);
  return {
    accounts: new Map(
      [...owners].flatMap(([email, owner]) => {
        const person = meantBy(owner);
        return person === undefined ? [] : [[email, person.accountId] as const];
      }),
    ),
    groups: new Map(
      groups
        .flatMap(({ items }) => items)
        .map(({ groupId, name }) => [groupNameKey(name), groupId]),
    ),
  };
}

function isThere(subject: Subject, { accounts, groups }: CreatedIds): boolean {
  if (subject.kind === 'newPerson') return accounts.has(emailKey(subject.email));
  return subject.kind === 'newGroup' && groups.has(groupNameKey(subject.name));
}
