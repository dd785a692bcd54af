import { endsNoSooner } from '../grant/ends-no-sooner';
import type { Grant } from '../grant/grant';
import type { Instant } from '../lib/time';
import type { Holding } from './holding';

/**
 * Since when another grant in force outlasts this one, in whichever order they were given: its own end takes
 * nothing away then. It stays in force beside the other, as that one may be withdrawn. Undefined where
 * none does.
 */
export function outlastedSince(
  grant: Grant,
  { grants }: Pick<Holding, 'grants'>,
): Instant | undefined {
  const longer = grants.filter((one) => !endsNoSooner(grant, one));
  if (longer.length === 0) return undefined;
  return Math.max(grant.grantedAt, Math.min(...longer.map(({ grantedAt }) => grantedAt)));
}
