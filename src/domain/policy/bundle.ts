import { type ExistingEntitlement, entitlementKey } from '../action/entitlement';
import type { Person } from '../action/person';

/**
 * Several groups and roles under one name, to be asked for together. It opens nothing and decides nothing: what is in it
 * is asked for as if each had been chosen by itself.
 */
export interface Bundle {
  readonly id: string;
  readonly name: string;
  /** For whom it is, in a sentence; empty where an admin has said nothing. */
  readonly description: string;
  /** Who answers for it: whoever asks and whoever decides can turn to them. They decide nothing by it. */
  readonly owner: Person | undefined;
  /** As they were called when the policy was saved. Of a bundle with levels, nothing: each of those has its own. */
  readonly contents: readonly ExistingEntitlement[];
  /** From the lowest to the highest, of which one is chosen. None: all that is in it is asked for together. */
  readonly levels: readonly Level[];
}

/** How much of a bundle: “read only”, “write”. What is in it need not be in the next one. */
export interface Level {
  readonly id: string;
  readonly name: string;
  readonly contents: readonly ExistingEntitlement[];
}

/** What can be asked for by the name of a bundle: the whole of it, or one of its levels. */
export interface BundleChoice {
  readonly level: Level | undefined;
  /** By which it is told from all others: `Developer, read only`. */
  readonly name: string;
  readonly contents: readonly ExistingEntitlement[];
}

/** What can be chosen of a bundle, the lowest first. */
export function choicesOf({
  name,
  contents,
  levels,
}: Pick<Bundle, 'name' | 'contents' | 'levels'>): readonly BundleChoice[] {
  if (levels.length === 0) return [{ level: undefined, name, contents }];
  return levels.map((level) => ({
    level,
    name: nameOfLevel(name, level.name),
    contents: level.contents,
  }));
}

/** A level by the name of its bundle and its own. */
export const nameOfLevel = (bundle: string, level: string): string => `${bundle}, ${level}`;

/** All that is in a bundle or in one of its levels, each once. */
export function allContents({
  contents,
  levels,
}: Pick<Bundle, 'contents' | 'levels'>): readonly ExistingEntitlement[] {
  const all = [...contents, ...levels.flatMap((level) => level.contents)];
  return [...new Map(all.map((one) => [entitlementKey(one), one])).values()];
}
