import type { Ask } from '../action/ask';
import { entitlementKey } from '../action/entitlement';
import { fingerprint } from '../lib/fingerprint';
import { ok, type Result, refuse } from '../lib/result';
import { type AskedBundle, askedBundleOf } from './asked-bundle';
import { type BundleChoice, choicesOf } from './bundle';
import type { Policy } from './policy';

/** A bundle as a page names it, or a level of it: what it showed of it is told by the mark. */
export interface NamedBundle {
  readonly bundleId: string;
  readonly levelId?: string | undefined;
  readonly mark: string;
}

/** Why something can't be asked for by the name of a bundle. */
export type BundleRefusal =
  /** The policy in force has no such bundle. */
  | { readonly code: 'bundleGone' }
  /** What is in it is not what was shown, or not what is asked for. */
  | { readonly code: 'bundleChanged'; readonly bundle: string };

/** The same for the same name and contents, in whatever order. */
export function markOf({ name, contents }: Pick<BundleChoice, 'name' | 'contents'>): string {
  return fingerprint(JSON.stringify([name, contents.map(entitlementKey).sort()]));
}

/**
 * The bundles that a page names beside an ask, as the policy in force has them. The name stands for what is in the bundle and is
 * asked for: something of it, and each for everybody whom the ask is about. So nobody is shown a name for something else.
 */
export function findBundles(
  { bundles, version }: Pick<Policy, 'bundles' | 'version'>,
  named: readonly NamedBundle[],
  ask: Ask,
): Result<readonly AskedBundle[], BundleRefusal> {
  const found: AskedBundle[] = [];
  // Of one bundle, one level: the last that is named.
  for (const [bundleId, { levelId, mark }] of new Map(named.map((one) => [one.bundleId, one]))) {
    const bundle = bundles.find(({ id }) => id === bundleId);
    if (bundle === undefined) return refuse({ code: 'bundleGone' });
    const choice = choicesOf(bundle).find(({ level }) => level?.id === levelId);
    if (choice === undefined || mark !== markOf(choice) || !isAskedFor(choice, ask)) {
      return refuse({ code: 'bundleChanged', bundle: choice?.name ?? bundle.name });
    }
    found.push(askedBundleOf(bundle, choice, version));
  }
  return ok(found);
}

function isAskedFor({ contents }: BundleChoice, { subjects, changes }: Ask): boolean {
  const within = new Set(contents.map(entitlementKey));
  const own = changes.filter(
    ({ verb, entitlement }) => verb === 'add' && within.has(entitlementKey(entitlement)),
  );
  // A group that is to be created is what is asked for, and nobody who is given anything.
  const everybody = subjects.flatMap(({ kind }, place) => (kind === 'newGroup' ? [] : [place]));
  return (
    own.length > 0 &&
    own.every((change) => everybody.every((place) => change.subjects.includes(place)))
  );
}
