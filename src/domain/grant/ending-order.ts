import { type Holding, lastingGrant } from './holding';

/** Of what is due together: short terms and small requests first, a few minutes matter more to them. */
export function endingOrder(one: Holding, other: Holding): number {
  return termOf(one) - termOf(other) || sizeOf(one) - sizeOf(other);
}

function termOf(holding: Holding): number {
  const grant = lastingGrant(holding);
  return grant?.endsAt === undefined ? 0 : grant.endsAt - grant.grantedAt;
}

function sizeOf(holding: Holding): number {
  return lastingGrant(holding)?.size ?? 0;
}
