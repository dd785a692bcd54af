import type { Instant } from '../lib/time';
import { type Holding, wantedOf } from './holding';

/** Since when access that is in force is not there, as the app took it away beside an approval and could not give it back. */
export function missingSince(holding: Holding, at: Instant): Instant | undefined {
  return wantedOf(holding, at) === 'held' ? holding.missingSince : undefined;
}
