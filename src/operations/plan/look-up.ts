import { type AddressOwner, meantBy } from '#domain/action/address-owner';
import type { Ask } from '#domain/action/ask';
import {
  type ExistingEntitlement,
  type ExistingIds,
  existingIds,
  isExisting,
  unnamed,
} from '#domain/action/entitlement';
import { accountIdsOf } from '#domain/action/subject';
import { rulesOfExisting } from '#domain/plan/rules-of';
import type { Directory, DirectoryPerson, FoundOnSite } from '#ports/directory';

/** What the site knows of the things an ask names, in as many calls as there are kinds of things. */
export interface LookedUp extends FoundOnSite {
  readonly people: ReadonlyMap<string, DirectoryPerson>;
  /** By `emailKey`, whose the addresses are. */
  readonly owners: ReadonlyMap<string, AddressOwner<DirectoryPerson>>;
  /** By `groupNameKey`, those of the names asked for that a group has. */
  readonly takenNames: ReadonlySet<string>;
  /** Looked up only where a group is to be created; undefined where they can't be known. */
  readonly protectedNames: ReadonlySet<string> | undefined;
  /** Of all groups; looked up only where a group is to be created, undefined where they can't be known. */
  readonly groupNames: readonly string[] | undefined;
}

export interface LookUpIds {
  readonly people: readonly string[];
  /** What can be held, and groups that are to hold it. */
  readonly existing: readonly ExistingIds[];
  readonly emails: readonly string[];
  readonly groupNames: readonly string[];
}

/** With its name as the site knows it. */
export function nameExisting(asked: ExistingIds, site: LookedUp): ExistingEntitlement {
  return rulesOfExisting(unnamed(asked)).asNamed(site);
}

/** Where nothing is asked for. A new map without types would be one of anything. */
const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

export async function lookUp(directory: Directory, ids: LookUpIds): Promise<LookedUp> {
  const createsGroup = ids.groupNames.length > 0;
  const [known, existing, owners, takenNames, names] = await Promise.all([
    ids.people.length === 0 ? NOTHING : directory.people([...new Set(ids.people)]),
    directory.existing(ids.existing),
    ids.emails.length === 0 ? NOTHING : directory.owners(ids.emails),
    createsGroup ? directory.takenGroupNames(ids.groupNames) : new Set<string>(),
    createsGroup ? readNames(directory) : NO_NAMES,
  ]);
  const people = new Map([
    ...[...owners.values()].flatMap((owner) => {
      const person = meantBy(owner);
      return person === undefined ? [] : [[person.accountId, person] as const];
    }),
    ...known,
  ]);
  const found = { ...existing, people, owners };
  return takenNames === undefined
    ? { ...found, ...names, takenNames: new Set(), groupNames: undefined }
    : { ...found, ...names, takenNames };
}

const NO_NAMES = { protectedNames: new Set<string>(), groupNames: [] };

/** Names that a new group must not be mistaken for. */
async function readNames(
  directory: Directory,
): Promise<Pick<LookedUp, 'protectedNames' | 'groupNames'>> {
  const { doubt, groups, names, namesAreWhole } = await directory.protection();
  return {
    protectedNames: doubt === undefined ? new Set(groups.map(({ name }) => name)) : undefined,
    groupNames: namesAreWhole ? names : undefined,
  };
}

/** Groups that are to hold something. */
export function groupsAmong(
  subjects: readonly { readonly kind: string; readonly groupId?: string }[],
): readonly ExistingIds[] {
  return subjects.flatMap(({ kind, groupId }) =>
    kind === 'group' && groupId !== undefined ? [{ kind, groupId }] : [],
  );
}

/** `emails` and `groupNames` only where they are to be created: nothing else can be found by them. */
export function idsOf(ask: Ask): LookUpIds {
  const created = ask.changes
    .filter(({ verb }) => verb === 'create')
    .flatMap(({ subjects }) => subjects.flatMap((position) => ask.subjects[position] ?? []));
  const asked = ask.changes.flatMap(({ entitlement }) =>
    isExisting(entitlement) ? [existingIds(entitlement)] : [],
  );
  return {
    people: accountIdsOf(ask.subjects),
    existing: [...groupsAmong(ask.subjects), ...asked],
    emails: created.flatMap((one) => (one.kind === 'newPerson' ? [one.email] : [])),
    groupNames: created.flatMap((one) => (one.kind === 'newGroup' ? [one.name] : [])),
  };
}
