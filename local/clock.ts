/**
 * The time of the local platform: the machine's, moved forward by as much as people or tests asked
 * for. `installClock` makes it the process's own time, so that an app that reads `Date.now()` lives in
 * it without knowing; timers keep real time.
 */
export interface PlatformClock {
  now(): number;
  /** How far ahead of the machine, in milliseconds. */
  readonly offset: number;
  /** Moves forward and tells the listeners, in order, waiting for each. */
  advance(milliseconds: number): Promise<void>;
  /** Called after every advance; answers the way to stop listening. */
  onAdvance(listener: () => void | Promise<void>): () => void;
}

const MachineDate = Date;
let offset = 0;
let installed = false;

/** The machine's own time, for what must not move: real waits, file stamps. */
export const machineNow = (): number => MachineDate.now();

/** While time is hastened: since when by the machine's clock, and how many times as fast. */
let hastened = { since: 0, times: 1 };

const platformNow = (): number => {
  const machine = MachineDate.now();
  const gained = hastened.times === 1 ? 0 : (machine - hastened.since) * (hastened.times - 1);
  return Math.floor(machine + gained + offset);
};

const machineTimeout = globalThis.setTimeout;

/**
 * Lets time pass so many times as fast, timers included, until the answer is called: what waits for
 * seconds is tried thousands of times. Limits of the site go on in the machine's time.
 */
export function hastenClock(times: number): () => void {
  hastened = { since: MachineDate.now(), times };
  const faster = (run: (...values: unknown[]) => void, delay = 0, ...values: unknown[]) =>
    machineTimeout(run, Math.max(0, delay / times), ...values);
  globalThis.setTimeout = Object.assign(faster, machineTimeout) as typeof setTimeout;
  return () => {
    offset += (MachineDate.now() - hastened.since) * (times - 1);
    hastened = { since: 0, times: 1 };
    globalThis.setTimeout = machineTimeout;
  };
}

/**
 * In front of the machine's Date rather than a subclass of it: dates that the runtime makes itself
 * (of files, of structuredClone) stay instances of Date.
 */
export function installClock(): void {
  if (installed) return;
  installed = true;
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, parts, asked) =>
      Reflect.construct(
        target,
        parts.length === 0 ? [platformNow()] : parts,
        asked === globalThis.Date ? target : asked,
      ),
    apply: () => new MachineDate(platformNow()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? platformNow : Reflect.get(target, name, receiver),
  });
}

/** One process has one time: opening a clock sets it. */
export function openClock(startOffset = 0): PlatformClock {
  installClock();
  offset = startOffset;
  const listeners = new Set<() => void | Promise<void>>();
  return {
    now: platformNow,
    get offset() {
      return offset;
    },
    async advance(milliseconds) {
      offset += milliseconds;
      for (const listener of [...listeners]) await listener();
    },
    onAdvance(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
