import type { StepCounts } from '../effects/step';
import type { Instant } from '../lib/time';
import { MINUTE } from '../lib/time';
import type { Applying, Approved } from './access-request';
import { approvingOf } from './approving-of';
import { coreOf } from './core-of';

/** How long a run may be silent before another takes over. Each write of a run renews it. */
export const LEASE = 2 * MINUTE;

/** Whether a run has it. A lease that ends later than any can was taken by a clock that was ahead. */
export function isLeased({ lease: { until } }: Pick<Applying, 'lease'>, at: Instant): boolean {
  return until > at && until <= at + 2 * LEASE;
}

/** Takes the lease on a request that is to be carried out, from the last run if there was one. */
export function beginApplying(
  request: Approved | Applying,
  progress: StepCounts,
  at: Instant,
): Applying {
  return {
    ...coreOf(request),
    state: 'applying',
    since: request.state === 'applying' ? request.since : at,
    ...approvingOf(request),
    lease: {
      epoch: request.state === 'applying' ? request.lease.epoch + 1 : 1,
      until: at + LEASE,
    },
    progress,
    // Why it waited holds until something gets further.
    ...(request.state === 'applying' && request.pause !== undefined
      ? { pause: request.pause }
      : {}),
  };
}

/** The same run goes on: its lease renewed, or let go of (`until` now) for the next run to take. */
export function continueApplying(
  request: Applying,
  progress: StepCounts,
  leaseUntil: Instant,
): Applying {
  const { pause, ...rest } = request;
  // A step that failed is no sign that the site takes anything.
  const isFurther = reached(progress) > reached(request.progress);
  return {
    ...rest,
    ...(pause === undefined || isFurther ? {} : { pause }),
    revision: request.revision + 1,
    lease: { epoch: request.lease.epoch, until: leaseUntil },
    progress,
  };
}

const reached = ({ applied, unchanged }: StepCounts): number => applied + unchanged;
