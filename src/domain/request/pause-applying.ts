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
 * Whether what the site does not take now is left to a later run. One that answers for a day whatever
 * it is asked, and never takes this, has a reason of its own: then the step fails, and a person looks.
 */
export function isPatient({ pause }: Applying, at: Instant): boolean {
  return pause === undefined || at < pause.since + DAY;
}

/** So often the app's own fault is tried over before the request stops with it. */
const OWN_FAULTS = 3;

export function isGivenUp({ pause }: Applying): boolean {
  return pause?.cause === 'appFailed' && pause.tries >= OWN_FAULTS;
}
