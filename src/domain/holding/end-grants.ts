import type { EndOfGrant, Grant, GrantOrigin } from '../grant/grant';
import { isOf } from '../grant/grant';
import type { Instant } from '../lib/time';
import { changed, endThem, type HoldingChange } from './change-holding';
import { withoutClaim } from './claims-of';
import { type Holding, workOf } from './holding';

/**
 * Ends what was in force when the site was looked at: the access was taken away by request, or was
 * found to be gone. What was given since is not meant; it is to be settled. Undefined where nothing ends.
 */
export function endGrants(
  holding: Holding,
  why: Extract<EndOfGrant, 'revoked' | 'goneByHand'>,
  lookedAt: Instant,
  at: Instant,
  isMeant: (grant: Grant) => boolean = () => true,
): HoldingChange | undefined {
  const gone = holding.grants.filter((one) => one.grantedAt < lookedAt && isMeant(one));
  if (gone.length === 0) return undefined;
  const left = holding.grants.filter((one) => !gone.includes(one));
  const sent = holding.work.state === 'settling' && holding.work.sent;
  return changed(holding, holding, {
    grants: left,
    ended: endThem(gone, why, at, holding.grants),
    work: left.length === 0 ? workOf(left) : { state: 'settling', until: at, sent, tries: 0 },
    told: undefined,
    turnedAt: at,
  });
}

/** Without the entry of a step that turned out not to have given anything, and its claim. Undefined where there is neither. */
export function withdrawGrant(holding: Holding, origin: GrantOrigin): HoldingChange | undefined {
  const grants = holding.grants.filter((one) => !isOf(one, origin));
  const claims = withoutClaim(holding.claims ?? [], origin);
  const isAsItWas =
    grants.length === holding.grants.length && claims.length === (holding.claims ?? []).length;
  if (isAsItWas) return undefined;
  const { state } = holding.work;
  const work = state === 'settling' || state === 'stuck' ? holding.work : workOf(grants);
  return changed(holding, holding, {
    grants,
    ended: [],
    work: grants.length === 0 ? { state: 'over' } : work,
    told: holding.told,
    claims,
  });
}
