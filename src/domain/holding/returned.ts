import type { Grant } from '../grant/grant';
import type { Instant } from '../lib/time';

type OfGrants = { readonly grants: readonly Grant[] };

/** A grant that ends at once, as it was returned then. When it would have ended is kept beside it. */
export function asReturned(grant: Grant, at: Instant): Grant {
  if (grant.returned === true) return grant;
  const { endsAt } = grant;
  return {
    ...grant,
    endsAt: Math.min(endsAt ?? at, at),
    returned: true,
    ...(endsAt === undefined ? {} : { termEndsAt: endsAt }),
  };
}

/** The same where it was not whoever has it who ended it. */
export function asTakenBack(grant: Grant, at: Instant): Grant {
  return grant.returned === true ? grant : { ...asReturned(grant, at), takenBack: true };
}

/** Whether whoever has it returned it, whatever has become of its term since. */
export const wasReturned = ({ grants }: OfGrants): boolean =>
  grants.some((one) => isReturnedGrant(one) && one.takenBack !== true);

/** Whether somebody else ended it early. */
export const wasTakenBack = ({ grants }: OfGrants): boolean =>
  grants.some(({ takenBack }) => takenBack === true);

/** What ends at this moment ends because it was returned: without that, it would go on. */
export const isReturned = ({ grants }: OfGrants, at: Instant): boolean =>
  grants.some((grant) => isReturnedGrant(grant) && termOf(grant) > at);

/** The last of the terms of these that has an end, however soon they were returned. */
export function lastTermOf({ grants }: OfGrants): Instant | undefined {
  const last = Math.max(...grants.map(termOf));
  return Number.isFinite(last) ? last : undefined;
}

const isReturnedGrant = ({ returned }: Grant) => returned === true;

/** When it ends by itself, whether or not it was returned before. */
export function termOf(grant: Grant): Instant {
  const end = isReturnedGrant(grant) ? grant.termEndsAt : grant.endsAt;
  return end ?? Number.POSITIVE_INFINITY;
}
