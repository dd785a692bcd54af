import { type Holding, lastingGrant } from '../holding/holding';
import { triesOf } from '../holding/pass';
import { DAY } from '../lib/time';

/**
 * Of what is due together: what has failed least often first, so that nothing waits behind what fails again
 * and again; then short terms and small requests, a few minutes matter more to them.
 */
export function endingOrder(one: Holding, other: Holding): number {
  return (
    triesOf(one) - triesOf(other) || termOf(one) - termOf(other) || sizeOf(one) - sizeOf(other)
  );
}

export type Weight = 'light' | 'heavy';

const LIGHT_TERM = DAY;
const LIGHT_REQUEST = 25;

/** What is found beside thousands of others that are due, wherever it stands among them. */
export function weightOf(holding: Holding): Weight {
  const isLight = termOf(holding) <= LIGHT_TERM || sizeOf(holding) <= LIGHT_REQUEST;
  return isLight ? 'light' : 'heavy';
}

function termOf(holding: Holding): number {
  const grant = lastingGrant(holding);
  return grant?.endsAt === undefined ? 0 : grant.endsAt - grant.grantedAt;
}

function sizeOf(holding: Holding): number {
  return lastingGrant(holding)?.size ?? 0;
}
