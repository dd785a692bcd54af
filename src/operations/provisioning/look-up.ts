import type { Ask } from '#domain/action/ask';
import { accountIdsOf } from '#domain/action/subject';
import type { Directory, DirectoryGroup, DirectoryPerson, DirectoryRole } from '#ports/directory';

/** What the site knows of the things an ask names, in as many calls as there are kinds of things. */
export interface LookedUp {
  readonly people: ReadonlyMap<string, DirectoryPerson>;
  readonly groups: ReadonlyMap<string, DirectoryGroup>;
  readonly roles: ReadonlyMap<string, DirectoryRole>;
}

export interface LookUpIds {
  readonly people: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly { readonly projectId: string; readonly roleId: string }[];
}

export async function lookUp(directory: Directory, ids: LookUpIds): Promise<LookedUp> {
  const [people, groups, roles] = await Promise.all([
    ids.people.length === 0 ? new Map() : directory.people([...new Set(ids.people)]),
    ids.groups.length === 0 ? new Map() : directory.groups([...new Set(ids.groups)]),
    ids.roles.length === 0 ? new Map() : directory.roles(ids.roles),
  ]);
  return { people, groups, roles };
}

export function idsOf(ask: Ask): LookUpIds {
  const groupSubjects = ask.subjects.flatMap((subject) =>
    subject.kind === 'group' ? [subject.groupId] : [],
  );
  return {
    people: accountIdsOf(ask.subjects),
    groups: [
      ...groupSubjects,
      ...ask.changes.flatMap(({ entitlement }) =>
        entitlement.kind === 'group' ? [entitlement.groupId] : [],
      ),
    ],
    roles: ask.changes.flatMap(({ entitlement }) =>
      entitlement.kind === 'role' ? [entitlement] : [],
    ),
  };
}
