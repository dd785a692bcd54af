import { type ExistingEntitlement, entitlementKey, type existingIds } from '../action/entitlement';
import type { Instant } from '../lib/time';
import type { FollowedEnd } from '../policy/followed-bundle';
import { type BundleHolder, differs } from './bundle-difference';

/** How much one request may be about. */
export interface MostOfRequest {
  readonly people: number;
  readonly changes: number;
}

/** Something to give to these, or to take from them, by their places among the people. */
export interface FollowingChange {
  readonly verb: 'add' | 'remove';
  readonly entitlement: ExistingEntitlement;
  readonly subjects: readonly number[];
}

/** What one request brings to what a bundle has by now. */
export interface Following {
  readonly people: readonly BundleHolder[];
  readonly changes: readonly FollowingChange[];
  readonly ends: readonly FollowedEnd[];
  /** The last of them; undefined: of one it stays. */
  readonly until: Instant | undefined;
  /** Not in this request, as it is as much as one may be about. */
  readonly left: number;
  /** What they have ends with a work item, nobody knows when: nothing is given to them that would outlast it. */
  readonly withWorkItem: readonly BundleHolder[];
}

/**
 * As many of those who differ as fit into one request, in their order, each whole: what they lack is given to them for as long as they
 * have the bundle, and what is beyond it is taken.
 */
export function followBundle(holders: readonly BundleHolder[], most: MostOfRequest): Following {
  const people: BundleHolder[] = [];
  const lines = new Map<string, FollowingChange & { subjects: number[] }>();
  const withWorkItem = holders.filter((one) => one.withWorkItem && one.lacks.length > 0);
  let left = 0;
  for (const holder of holders) {
    const one = holder.withWorkItem ? { ...holder, lacks: [] } : holder;
    if (!differs(one)) continue;
    const wanted = linesOf(one);
    const fresh = wanted.filter(({ key }) => !lines.has(key));
    if (people.length >= most.people || lines.size + fresh.length > most.changes) {
      left += 1;
      continue;
    }
    for (const { key, verb, entitlement } of wanted) {
      const line = lines.get(key) ?? { verb, entitlement, subjects: [] };
      line.subjects.push(people.length);
      lines.set(key, line);
    }
    people.push(one);
  }
  const lasting = people.some(({ endsAt, lacks }) => lacks.length > 0 && endsAt === undefined);
  const ends = people.flatMap(({ endsAt, lacks }) => (lacks.length > 0 ? (endsAt ?? []) : []));
  return {
    people,
    // What is given comes first: nobody is without both.
    changes: [...lines.values()].sort(
      (one, other) => Number(one.verb === 'remove') - Number(other.verb === 'remove'),
    ),
    ends: people.map(({ person, requestIds, endsAt }) => ({
      accountId: person.accountId,
      requestIds,
      ...(endsAt === undefined ? {} : { endsAt }),
    })),
    until: lasting || ends.length === 0 ? undefined : Math.max(...ends),
    left,
    withWorkItem,
  };
}

function linesOf({ lacks, beyond }: BundleHolder) {
  const line = (verb: FollowingChange['verb']) => (entitlement: ExistingEntitlement) => ({
    key: `${verb} ${entitlementKey(entitlement)}`,
    verb,
    entitlement,
  });
  return [...lacks.map(line('add')), ...beyond.map(line('remove'))];
}

/** All that anybody was asked for by the name of the bundle, each once. */
export const allThrough = (
  contents: readonly (readonly ReturnType<typeof existingIds>[])[],
): readonly ReturnType<typeof existingIds>[] => [
  ...new Map(contents.flat().map((ids) => [JSON.stringify(ids), ids])).values(),
];
