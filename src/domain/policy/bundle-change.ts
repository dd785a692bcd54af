import { type ExistingEntitlement, entitlementKey } from '../action/entitlement';
import type { Bundle, Level } from './bundle';
import { changesById } from './changes-by-id';
import type { NamedApprover } from './named-approver';
import type { Policy } from './policy';

/** What of a bundle can differ from a version to the next. */
const BUNDLE_PARTS = [
  'name',
  'description',
  'owner',
  'contents',
  'levels',
] as const satisfies readonly (keyof Bundle)[];
type BundlePart = (typeof BUNDLE_PARTS)[number];

/** What each part of a bundle says, as it is kept beside the versions. */
interface BundleSaid {
  readonly name: string;
  readonly description: string;
  /** One, or nobody. */
  readonly owner: readonly NamedApprover[];
  readonly contents: readonly ExistingEntitlement[];
  /** In their order, which says something. */
  readonly levels: readonly Level[];
}

/** What one part of a bundle said, and says. */
export type BundleDifference = {
  readonly [Part in BundlePart]: {
    readonly part: Part;
    readonly before: BundleSaid[Part];
    readonly after: BundleSaid[Part];
  };
}[BundlePart];

export type BundleChange =
  | { readonly of: 'bundleAdded'; readonly bundleId: string; readonly name: string }
  | { readonly of: 'bundleRemoved'; readonly bundleId: string; readonly name: string }
  /** What a bundle says is another. */
  | {
      readonly of: 'bundleSays';
      readonly bundleId: string;
      readonly name: string;
      readonly parts: readonly BundleDifference[];
    };

type WithBundles = Pick<Policy, 'bundles'>;

export function bundleChanges(before: WithBundles, after: WithBundles): BundleChange[] {
  const { added, removed, stayed } = changesById(before.bundles, after.bundles);
  const asNamed = ({ id, name }: Bundle) => ({ bundleId: id, name });
  return [
    ...added.map((bundle) => ({ of: 'bundleAdded', ...asNamed(bundle) }) as const),
    ...removed.map((bundle) => ({ of: 'bundleRemoved', ...asNamed(bundle) }) as const),
    ...stayed.flatMap(([earlier, bundle]): BundleChange[] => {
      const [said, says] = [saidOf(earlier), saidOf(bundle)];
      const parts = BUNDLE_PARTS.filter((part) => textOf[part](said) !== textOf[part](says)).map(
        (part) => differenceIn(part, said, says),
      );
      return parts.length === 0 ? [] : [{ of: 'bundleSays', ...asNamed(bundle), parts }];
    }),
  ];
}

/** Everybody whom a part of a bundle names, before or after. */
export function peopleInBundleDifference(difference: BundleDifference): readonly NamedApprover[] {
  return difference.part === 'owner' ? [...difference.before, ...difference.after] : [];
}

function differenceIn(part: BundlePart, before: BundleSaid, after: BundleSaid): BundleDifference {
  switch (part) {
    case 'name':
      return { part, before: before.name, after: after.name };
    case 'description':
      return { part, before: before.description, after: after.description };
    case 'owner':
      return { part, before: before.owner, after: after.owner };
    case 'contents':
      return { part, before: before.contents, after: after.contents };
    case 'levels':
      return { part, before: before.levels, after: after.levels };
  }
}

function saidOf({ name, description, owner, contents, levels }: Bundle): BundleSaid {
  return {
    name,
    description,
    owner:
      owner === undefined ? [] : [{ accountId: owner.accountId, displayName: owner.displayName }],
    contents,
    levels,
  };
}

/** What counts of each part: ids, and never what they are called, nor an order that says nothing. */
const textOf: { readonly [Part in BundlePart]: (said: BundleSaid) => string } = {
  name: ({ name }) => name,
  description: ({ description }) => description,
  owner: ({ owner }) => JSON.stringify(owner.map(({ accountId }) => accountId)),
  contents: ({ contents }) => JSON.stringify(keysOf(contents)),
  levels: ({ levels }) =>
    JSON.stringify(levels.map(({ id, name, contents }) => [id, name, keysOf(contents)])),
};

const keysOf = (contents: readonly ExistingEntitlement[]): readonly string[] =>
  contents.map(entitlementKey).sort();
