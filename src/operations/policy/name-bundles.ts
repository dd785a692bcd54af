import {
  type ExistingEntitlement,
  type ExistingIds,
  entitlementKey,
  unnamed,
} from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { shortName } from '#domain/action/short-name';
import { onOneLine, readableEnds } from '#domain/lib/readable-text';
import { allContents, type Bundle, type Level } from '#domain/policy/bundle';
import { NEW_ROLES_MAX, type UnknownOfBundle } from '#domain/policy/judge-bundle';
import type { Policy, RequestableGroup } from '#domain/policy/policy';
import { keptRuleName } from '#domain/policy/rule-name';
import type { Sites } from '#ports/site';
import { whoIs } from './name-people';

/** A bundle with what is in it and its owner by their ids. */
export interface BundleEdit extends Omit<Bundle, 'owner' | 'contents' | 'levels'> {
  /** Null: nobody. */
  readonly owner: string | null;
  readonly contents: readonly ExistingIds[];
  /** Undefined, where nothing is in it besides: as before. A page or a file of an earlier version of the app knows of none. */
  readonly levels?: readonly LevelEdit[] | undefined;
}

export interface LevelEdit extends Omit<Level, 'contents'> {
  readonly contents: readonly ExistingIds[];
}

export interface NamedBundles {
  readonly bundles: readonly Bundle[];
  /** By the id of a bundle: what can't be asked for, or is not known, and the bundle did not name before. */
  readonly unknown: ReadonlyMap<string, UnknownOfBundle>;
}

/** Groups or roles by `entitlementKey`. */
type Named = ReadonlyMap<string, ExistingEntitlement>;

/**
 * The roles of these that no bundle has had in it, by the names that the site has for them. What was named before is not asked
 * for again: each role takes a call.
 */
export async function nameNewRoles(
  { siteOf }: Sites,
  before: Policy,
  edits: readonly BundleEdit[],
  connectionId: string | undefined,
): Promise<Named> {
  const fresh = newRoles(before, edits).slice(0, NEW_ROLES_MAX);
  if (fresh.length === 0 || connectionId === undefined) return new Map();
  const { directory } = siteOf(connectionId);
  const found = await directory.roles(
    fresh.map(({ projectId, roleId }) => ({ projectId, roleId })),
  );
  return new Map(
    [...found].map(([key, { kind, projectId, projectKey, projectName, roleId, name }]) => [
      key,
      {
        kind,
        projectId,
        projectKey,
        projectName: shortName(projectName),
        roleId,
        name: shortName(name),
      },
    ]),
  );
}

/**
 * Bundles with their groups, roles and owners by their names. A group has to be listed as the policy is saved, and a
 * role to be there. What a bundle had in it before stays in it all the same: whoever asks for it is told that it can't be had.
 */
export function nameBundles(
  before: Policy,
  edits: readonly BundleEdit[],
  listed: readonly RequestableGroup[],
  newOnes: Named,
  people: readonly Person[],
): NamedBundles {
  const groups: Named = new Map(
    listed.map(({ kind, groupId, name }) => {
      const group = { kind, groupId, name: shortName(name) };
      return [entitlementKey(group), group] as const;
    }),
  );
  const earlier = namedBefore(before);
  const canBePut = (ids: ExistingIds, key: string): boolean => {
    switch (ids.kind) {
      case 'group':
        return groups.has(key);
      case 'role':
        return newOnes.has(key) || earlier.has(key);
    }
  };
  const nameOf = (ids: ExistingIds): ExistingEntitlement => {
    const key = keyOf(ids);
    return groups.get(key) ?? newOnes.get(key) ?? earlier.get(key) ?? unnamed(ids);
  };
  const tooMany = new Set(newRoles(before, edits).slice(NEW_ROLES_MAX).map(keyOf));
  const unknownOf = (edit: BundleEdit): UnknownOfBundle => {
    const { id, owner } = edit;
    const had = new Set(
      before.bundles
        .filter((one) => one.id === id)
        .flatMap((one) => allContents(one).map(entitlementKey)),
    );
    const unknown = allIn(edit).filter((ids) => !had.has(keyOf(ids)) && !canBePut(ids, keyOf(ids)));
    const isThere = owner === null || whoIs(people, [owner]).length > 0;
    return {
      contents: unknown.filter((ids) => !tooMany.has(keyOf(ids))),
      tooMany: unknown.some((ids) => tooMany.has(keyOf(ids))),
      owner: isThere ? undefined : owner,
    };
  };
  const named = (contents: readonly ExistingIds[]) => [
    ...new Map(contents.map((ids) => [keyOf(ids), nameOf(ids)])).values(),
  ];
  const levelsOf = ({ id, contents, levels }: BundleEdit): readonly Level[] => {
    if (levels !== undefined) {
      return levels.map((level) => ({
        id: level.id,
        name: keptRuleName(level.name),
        contents: named(level.contents),
      }));
    }
    const earlierOne = before.bundles.find((one) => one.id === id);
    return contents.length === 0 ? (earlierOne?.levels ?? []) : [];
  };
  return {
    bundles: edits.map(({ owner, contents, levels, ...edit }) => ({
      ...edit,
      name: keptRuleName(edit.name),
      description: readableEnds(onOneLine(edit.description)),
      owner: owner === null ? undefined : whoIs(people, [owner])[0],
      contents: named(contents),
      levels: levelsOf({ ...edit, owner, contents, levels }),
    })),
    unknown: new Map(edits.map((edit) => [edit.id, unknownOf(edit)])),
  };
}

const namedBefore = ({ bundles }: Policy): Named =>
  new Map(bundles.flatMap(allContents).map((one) => [entitlementKey(one), one] as const));

function newRoles(before: Policy, edits: readonly BundleEdit[]): readonly RoleIds[] {
  const earlier = namedBefore(before);
  const asked = edits.flatMap(allIn).filter(isRole);
  const each = new Map(asked.map((ids) => [keyOf(ids), ids]));
  return [...each].flatMap(([key, ids]) => (earlier.has(key) ? [] : [ids]));
}

/** All that stands in a bundle or in one of its levels, each once. */
function allIn({ contents, levels = [] }: BundleEdit): readonly ExistingIds[] {
  const all = [...contents, ...levels.flatMap((level) => level.contents)];
  return [...new Map(all.map((ids) => [keyOf(ids), ids])).values()];
}

type RoleIds = Extract<ExistingIds, { readonly kind: 'role' }>;

const isRole = (ids: ExistingIds): ids is RoleIds => ids.kind === 'role';

const keyOf = (ids: ExistingIds): string => entitlementKey(unnamed(ids));
