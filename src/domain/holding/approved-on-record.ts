import type { Grant } from '../grant/grant';
import type { StandingApproval } from '../grant/standing-approval';
import type { Instant } from '../lib/time';
import { byPlace } from './by-place';
import type { Holding } from './holding';
import { standing } from './standing-approvals';

/**
 * When the requests were approved by which it is to be held at `at`, and until when, by entitlement, by subject: also of those
 * that found it there. What is due by then, and what earlier versions wrote, says nothing.
 */
export const approvedOnRecord = (holdings: Iterable<Holding>, at: Instant) =>
  byPlace(holdings, (holding): readonly StandingApproval[] | undefined => {
    const { grants, revokedAt = Number.NEGATIVE_INFINITY } = holding;
    // What was approved before a removal is over with it.
    const approvals = standing(holding, at).filter(({ approvedAt }) => approvedAt > revokedAt);
    const isInForce = ({ endsAt = Number.POSITIVE_INFINITY }: Pick<Grant, 'endsAt'>) => endsAt > at;
    const inForce = [...grants, ...approvals].filter(isInForce);
    const known = inForce.flatMap(({ approvedAt, endsAt }) =>
      approvedAt === undefined ? [] : [{ approvedAt, endsAt }],
    );
    return known.length === 0 ? undefined : known;
  });
