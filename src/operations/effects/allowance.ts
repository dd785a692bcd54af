import type { Instant } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { Watch } from './watch';

/** What one run may still use. All of its effects share it. */
export interface Allowance {
  /** No effect is sent from then on. */
  readonly deadline: Instant;
  /** Calls to the site that may still be made before no more effects are sent. */
  readonly calls: number;
  /** When the site says slow down, everybody waits until then. */
  pauseUntil: Instant;
  /** Looks again, every few effects, whether they may be sent at all. */
  readonly watch?: Watch;
  /** Told where some of its effects may still be under way, as nobody answered. */
  readonly mayGoOn?: (() => void) | undefined;
}

/** doc: Forge invocation limits: calls to the outside for each started minute of the declared timeout. */
const CALLS_PER_MINUTE = 100;
/** The rest is for reading back what was sent, and for what is under way as this much is used up. */
const FOR_EFFECTS = 0.75;

/** `callsMade`: to the site by this run, reads as well. */
export function allowanceOf(
  deadline: Instant,
  timeoutMinutes: number,
  callsMade: () => number,
): Allowance {
  const most = Math.floor(timeoutMinutes * CALLS_PER_MINUTE * FOR_EFFECTS);
  return {
    deadline,
    get calls() {
      return most - callsMade();
    },
    pauseUntil: 0,
  };
}

/** The same allowance, with an end of its own that comes before, and with who is told of what may go on. */
export function allowanceUntil(whole: Allowance, until: Instant, mayGoOn?: () => void): Allowance {
  return part(whole, { deadline: Math.min(whole.deadline, until), mayGoOn });
}

/** The same allowance, for effects that somebody watches over. */
export function watchedAllowance(whole: Allowance, watch: Watch): Allowance {
  return part(whole, { watch });
}

function part(
  whole: Allowance,
  own: Partial<Pick<Allowance, 'deadline' | 'watch' | 'mayGoOn'>>,
): Allowance {
  const watch = own.watch ?? whole.watch;
  return {
    deadline: own.deadline ?? whole.deadline,
    ...(watch === undefined ? {} : { watch }),
    mayGoOn: own.mayGoOn ?? whole.mayGoOn,
    get calls() {
      return whole.calls;
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
