import { DAY, type Instant } from '../lib/time';
import type { Applying } from './access-request';
import { nextPause, type Pause, type PauseCause } from './pause';

/** The run lets go of the request, which says from now on what it waits for. */
export function pauseApplying(
  request: Applying,
  cause: PauseCause,
  at: Instant,
  notBefore?: Instant,
): Applying & { readonly pause: Pause } {
  const validUntil = request.approvalValidUntil;
  return {
    ...request,
    revision: request.revision + 1,
    lease: { epoch: request.lease.epoch, until: at },
    pause: nextPause(request.pause, cause, at, {
      ...(notBefore === undefined ? {} : { notBefore }),
      validUntil,
    }),
  };
}

/**
 * Whether a change that the site does not take now is left to a later run. A site that has answered for a
 * day and still does not take it has a reason: then the step fails, and a person looks at it.
 */
export function isPatient({ pause }: Applying, at: Instant): boolean {
  return pause === undefined || at < pause.since + DAY;
}

/** How often a request is tried again after a fault of the app, before it stops. */
const OWN_FAULTS = 3;

export function isGivenUp({ pause }: Applying): boolean {
  return pause?.cause === 'appFailed' && pause.tries >= OWN_FAULTS;
}
