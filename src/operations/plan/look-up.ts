import { type AddressOwner, meantBy } from '#domain/action/address-owner';
import type { Ask } from '#domain/action/ask';
import { type ExistingEntitlement, type ExistingIds, isExisting } from '#domain/action/entitlement';
import { accountIdsOf } from '#domain/action/subject';
import { unreachable } from '#domain/lib/invariant';
import type { Directory, DirectoryGroup, DirectoryPerson, DirectoryRole } from '#ports/directory';

/** What the site knows of the things an ask names, in as many calls as there are kinds of things. */
export interface LookedUp {
  readonly people: ReadonlyMap<string, DirectoryPerson>;
  readonly groups: ReadonlyMap<string, DirectoryGroup>;
  readonly roles: ReadonlyMap<string, DirectoryRole>;
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
  readonly groups: readonly string[];
  readonly roles: readonly { readonly projectId: string; readonly roleId: string }[];
  readonly emails: readonly string[];
  readonly groupNames: readonly string[];
}

/** How each kind of what is there is looked up. */
export function idsByKind(existing: readonly ExistingIds[]): Pick<LookUpIds, 'groups' | 'roles'> {
  const groups: string[] = [];
  const roles: LookUpIds['roles'][number][] = [];
  for (const one of existing) {
    switch (one.kind) {
      case 'group':
        groups.push(one.groupId);
        break;
      case 'role':
        roles.push(one);
        break;
      default:
        unreachable(one);
    }
  }
  return { groups, roles };
}

/** With its name as the site knows it. */
export function nameExisting(asked: ExistingIds, site: LookedUp): ExistingEntitlement {
  switch (asked.kind) {
    case 'group': {
      const name = site.groups.get(asked.groupId)?.name ?? 'Unknown group';
      return { kind: 'group', groupId: asked.groupId, name };
    }
    case 'role': {
      const role = site.roles.get(`role:${asked.projectId}:${asked.roleId}`);
      return {
        kind: 'role',
        projectId: asked.projectId,
        projectKey: role?.projectKey ?? '?',
        projectName: role?.projectName ?? 'Unknown project',
        roleId: asked.roleId,
        name: role?.name ?? 'Unknown role',
      };
    }
  }
}

/** Where nothing is asked for. A new map without types would be one of anything. */
const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

export async function lookUp(directory: Directory, ids: LookUpIds): Promise<LookedUp> {
  const createsGroup = ids.groupNames.length > 0;
  const [known, groups, roles, owners, takenNames, names] = await Promise.all([
    ids.people.length === 0 ? NOTHING : directory.people([...new Set(ids.people)]),
    ids.groups.length === 0 ? NOTHING : directory.groups([...new Set(ids.groups)]),
    ids.roles.length === 0 ? NOTHING : directory.roles(ids.roles),
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
  const found = { people, groups, roles, owners };
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

/** `emails` and `groupNames` only where they are to be created: nothing else can be found by them. */
export function idsOf(ask: Ask): LookUpIds {
  const created = ask.changes
    .filter(({ verb }) => verb === 'create')
    .flatMap(({ subjects }) => subjects.flatMap((position) => ask.subjects[position] ?? []));
  const existing = idsByKind(
    ask.changes.flatMap(({ entitlement }) => (isExisting(entitlement) ? [entitlement] : [])),
  );
  const groupSubjects = ask.subjects.flatMap((subject) =>
    subject.kind === 'group' ? [subject.groupId] : [],
  );
  return {
    ...existing,
    people: accountIdsOf(ask.subjects),
    groups: [...groupSubjects, ...existing.groups],
    emails: created.flatMap((one) => (one.kind === 'newPerson' ? [one.email] : [])),
    groupNames: created.flatMap((one) => (one.kind === 'newGroup' ? [one.name] : [])),
  };
}
