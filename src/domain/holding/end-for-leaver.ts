import type { Instant } from '../lib/time';
import { changed, type HoldingChange } from './change-holding';
import { type Holding, workOf } from './holding';

/**
 * Has what somebody holds whose account was closed end now, as what is due ends: the site is looked at, and what
 * is the app's is taken away. Undefined where it is due already, or there is nothing.
 */
export function endForLeaver(holding: Holding, at: Instant): HoldingChange | undefined {
  const isDue = holding.grants.every(({ endsAt }) => endsAt !== undefined && endsAt <= at);
  if (isDue) return undefined;
  const grants = holding.grants.map((grant) => ({
    ...grant,
    endsAt: Math.min(grant.endsAt ?? at, at),
    leaver: true as const,
  }));
  // What could not be given back waits for its next try: an end does not wait for that.
  const work = holding.work.state === 'settling' ? holding.work : workOf(grants);
  return changed(holding, holding, { grants, ended: [], work, told: holding.told });
}
