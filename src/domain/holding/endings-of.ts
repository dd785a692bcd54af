import type { Ending } from '../grant/ending';
import { byPlace } from './by-place';
import { type Holding, latestEnd } from './holding';

/**
 * When access that the app gave ends, where it ends at all: by entitlement, by subject. What the
 * request that asks has given itself (by a run that did not live to say so) is there for it to prolong.
 */
export const endingsOf = (holdings: Iterable<Holding>, ownRequestId: string | undefined) =>
  byPlace(holdings, (holding) => endingOf(holding, ownRequestId));

export function endingOf(
  { grants }: Holding,
  ownRequestId: string | undefined,
): Ending | undefined {
  const own = grants.find(
    ({ requestId, unconfirmed }) => requestId === ownRequestId && unconfirmed !== true,
  );
  if (own !== undefined) return { at: own.grantedAt, by: [{ endsAt: own.grantedAt }] };
  // What may be somebody else's has no end that could be prolonged.
  const isOurs = grants.some(({ unproved }) => unproved !== true);
  const at = isOurs ? latestEnd({ grants }) : undefined;
  return at === undefined ? undefined : { at, by: grants };
}
