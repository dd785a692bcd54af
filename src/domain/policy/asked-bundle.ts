import type { Change } from '../action/ask';
import { type ExistingIds, entitlementKey, existingIds, unnamed } from '../action/entitlement';
import type { Person } from '../action/person';
import type { Bundle, BundleChoice } from './bundle';

/**
 * A bundle by which some of a request was chosen, or a level of it, as it was then: a name for it, and no more. What is asked
 * for, decided and given are the request's own lines.
 */
export interface AskedBundle {
  readonly bundleId: string;
  /** Of a bundle that has levels. */
  readonly levelId?: string;
  /** Of a level, with that of its bundle. */
  readonly name: string;
  /** Of the policy that had it. */
  readonly policyVersion: number;
  /** All that was in it, whether it was asked for or not. What it was called stands in the lines that were. */
  readonly contents: readonly ExistingIds[];
  readonly owner?: Person;
  /** The name of the higher level that was asked for, where whoever approved has given this one in its place. */
  readonly insteadOf?: string;
}

/** A level that is given in the place of another, by their names. */
export interface LevelInPlace {
  readonly before: string;
  readonly after: string;
}

export function askedBundleOf(
  { id, owner }: Pick<Bundle, 'id' | 'owner'>,
  { level, name, contents }: BundleChoice,
  policyVersion: number,
): AskedBundle {
  return {
    bundleId: id,
    ...(level === undefined ? {} : { levelId: level.id }),
    name,
    policyVersion,
    contents: contents.map(existingIds),
    ...(owner === undefined ? {} : { owner }),
  };
}

/** What of a bundle is among these changes, and what is not: left out by whoever asked, or since. */
export function partsAsked(
  { contents }: Pick<AskedBundle, 'contents'>,
  changes: readonly Pick<Change, 'verb' | 'entitlement'>[],
): { readonly asked: readonly ExistingIds[]; readonly left: readonly ExistingIds[] } {
  const given = new Set(
    changes
      .filter(({ verb }) => verb === 'add')
      .map(({ entitlement }) => entitlementKey(entitlement)),
  );
  const isGiven = (ids: ExistingIds) => given.has(entitlementKey(unnamed(ids)));
  return { asked: contents.filter(isGiven), left: contents.filter((one) => !isGiven(one)) };
}

/** The changes that no bundle names: they were chosen by themselves. */
export function besidesBundles<Any extends Pick<Change, 'verb' | 'entitlement'>>(
  bundles: readonly Pick<AskedBundle, 'contents'>[],
  changes: readonly Any[],
): readonly Any[] {
  const named = new Set(
    bundles.flatMap(({ contents }) => contents.map((ids) => entitlementKey(unnamed(ids)))),
  );
  return changes.filter(
    ({ verb, entitlement }) => verb !== 'add' || !named.has(entitlementKey(entitlement)),
  );
}
