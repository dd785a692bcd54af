import type { Lateness } from '../grant/lateness';
import type { Instant } from '../lib/time';
import type { Holding } from './holding';
import { missingSince } from './missing';
import { overdueSince } from './overdue';

export interface Late {
  readonly about: Lateness;
  readonly since: Instant;
}

/** How access is not as it was approved, and since when; undefined where it is as it was. */
export function latenessOf(holding: Holding, at: Instant): Late | undefined {
  const overdue = overdueSince(holding, at);
  if (overdue !== undefined) return { about: 'overdue', since: overdue };
  const missing = missingSince(holding, at);
  return missing === undefined ? undefined : { about: 'missing', since: missing };
}
