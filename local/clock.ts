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

export function installClock(): void {
  if (installed) return;
  installed = true;
  globalThis.Date = class extends MachineDate {
    constructor(...parts: unknown[]) {
      if (parts.length === 0) super(MachineDate.now() + offset);
      // A subclass hands on whatever Date's own overloads take.
      else super(...(parts as [number]));
    }
    static override now(): number {
      return MachineDate.now() + offset;
    }
  } as DateConstructor;
}

/** One process has one time: opening a clock sets it. */
export function openClock(startOffset = 0): PlatformClock {
  installClock();
  offset = startOffset;
  const listeners = new Set<() => void | Promise<void>>();
  return {
    now: () => MachineDate.now() + offset,
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
