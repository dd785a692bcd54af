import type { Instant } from '#domain/lib/time';
import type { Clock } from '#ports/clock';

/** What one run may still use. All of its effects share it. */
export interface Allowance {
  /** No effect is sent from then on. */
  readonly deadline: Instant;
  /** Effects that may still be sent. */
  calls: number;
  /** When the site says slow down, everybody waits until then. */
  pauseUntil: Instant;
}

/**
 * doc: Forge invocation limits: 100 calls to the outside for each started minute of the declared
 * timeout. A part is left for reading the site.
 */
const EFFECTS_PER_MINUTE = 70;

export function allowanceOf(deadline: Instant, timeoutMinutes: number): Allowance {
  return { deadline, calls: timeoutMinutes * EFFECTS_PER_MINUTE, pauseUntil: 0 };
}

/** The same allowance, with an end of its own that comes before. */
export function allowanceUntil(whole: Allowance, until: Instant): Allowance {
  return {
    deadline: Math.min(whole.deadline, until),
    get calls() {
      return whole.calls;
    },
    set calls(left) {
      whole.calls = left;
    },
    get pauseUntil() {
      return whole.pauseUntil;
    },
    set pauseUntil(instant) {
      whole.pauseUntil = instant;
    },
  };
}

export function isUsedUp({ calls, deadline }: Allowance, clock: Clock): boolean {
  return calls <= 0 || clock.now() >= deadline;
}
