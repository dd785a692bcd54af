import { type Holding, lastingGrant } from '../holding/holding';
import { triesOf } from '../holding/turn';

/**
 * Of what is due together: what has failed least often first, so that nothing waits behind what fails again
 * and again; then short terms and small requests, a few minutes matter more to them.
 */
export function endingOrder(one: Holding, other: Holding): number {
  return (
    triesOf(one) - triesOf(other) || termOf(one) - termOf(other) || sizeOf(one) - sizeOf(other)
  );
}

function termOf(holding: Holding): number {
  const grant = lastingGrant(holding);
  return grant?.endsAt === undefined ? 0 : grant.endsAt - grant.grantedAt;
}

function sizeOf(holding: Holding): number {
  return lastingGrant(holding)?.size ?? 0;
}
