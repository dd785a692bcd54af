import { type ExistingEntitlement, entitlementKey, isExisting } from '../action/entitlement';
import { DAY, type Instant } from '../lib/time';
import type { AccessRequest } from '../request/access-request';

/** So many days back it is counted what was asked for. */
export const ASKED_DAYS = 90;

/** By how many requests something was asked for, each counted once. */
export interface AskedCount {
  readonly of: AskedThing;
  readonly requests: number;
}

/** A group or a role by itself or in a bundle; a bundle, or a level of one, by the name that it had. */
export type AskedThing =
  | { readonly kind: 'access'; readonly entitlement: ExistingEntitlement }
  | {
      readonly kind: 'bundle';
      readonly bundleId: string;
      readonly levelId: string | undefined;
      readonly name: string;
    };

export const askedSinceWhen = (now: Instant): Instant => now - ASKED_DAYS * DAY;

/** What tells one from another, whatever it is called. */
export function askedKey(of: AskedThing): string {
  switch (of.kind) {
    case 'access':
      return entitlementKey(of.entitlement);
    case 'bundle':
      return JSON.stringify([of.bundleId, of.levelId ?? null]);
  }
}

/**
 * What was asked for, whatever became of it; what was left out as it was approved is in no request any more. `requests`: the newest
 * first, by which it is called what it is.
 */
export function countAsked(requests: readonly AccessRequest[]): readonly AskedCount[] {
  const counts = new Map<string, AskedCount>();
  for (const request of requests) {
    const each = new Map(thingsIn(request).map((of) => [askedKey(of), of]));
    for (const [key, of] of each) {
      const before = counts.get(key);
      counts.set(key, { of: before?.of ?? of, requests: (before?.requests ?? 0) + 1 });
    }
  }
  return [...counts.values()];
}

function thingsIn({ ask, bundles = [] }: AccessRequest): readonly AskedThing[] {
  return [
    ...ask.changes.flatMap(({ verb, entitlement }): readonly AskedThing[] =>
      verb === 'add' && isExisting(entitlement) ? [{ kind: 'access', entitlement }] : [],
    ),
    ...bundles.map(
      ({ bundleId, levelId, name }): AskedThing => ({
        kind: 'bundle',
        bundleId,
        levelId,
        name,
      }),
    ),
  ];
}
