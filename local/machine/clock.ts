/**
 * The time of the local platform: the machine's, moved forward by as much as people or tests asked
 * for. `installClock` makes it the process's own time, so that an app that reads `Date.now()` lives in
 * it without knowing; timers keep real time.
 */
export interface PlatformClock {
  now(): number;
  /** How far ahead of the machine, in milliseconds. */
  readonly offset: number;
  /**
   * Moves forward and tells the listeners, in order, waiting for each. Throws TimeIsOver, and moves
   * nothing, beyond the latest instant.
   */
  advance(milliseconds: number): Promise<void>;
  /** Called after every advance; answers the way to stop listening. */
  onAdvance(listener: () => void | Promise<void>): () => void;
}

/** Further than anybody tries terms and years of audit, and far from where dates can no longer be written. */
export const LATEST = Date.UTC(2200, 0, 1);
/** Nobody moves time back: what stands before this in a file is damaged, and the store keeps no such instants. */
const EARLIEST = Date.UTC(2000, 0, 1);

export class TimeIsOver extends Error {
  override readonly name = 'TimeIsOver';

  constructor() {
    super('Time goes no further than the end of 2199.');
  }
}

const MachineDate = Date;
let offset = 0;
let installed = false;

/** The machine's own time, for what must not move: file stamps. */
export const machineNow = (): number => MachineDate.now();

/** While time stands still: where. */
let still: { at: number } | undefined;

/** A look at the time takes time, a little: of two things, one comes after the other. */
const LOOK = 1 / 32;

/** Time as timers have it: the machine's, or where it stands still. What people moved the clock by is no part of it. */
export function timerNow(): number {
  if (still === undefined) return MachineDate.now();
  still.at += LOOK;
  return still.at;
}

/** What takes a moment, at least: only while time stands still is there need to say so. */
export function takeMoment(): void {
  if (still !== undefined) still.at += 1;
}

/** Time that moves only when it is moved, and a little with each look at it. */
export interface StillTime {
  readonly at: number;
  leapTo(at: number): void;
  /** Time goes on by itself, from where it is. */
  resume(): void;
}

export function stopTime(): StillTime {
  if (still !== undefined) throw new Error('Time stands still already');
  const stopped = { at: MachineDate.now() };
  still = stopped;
  return {
    get at() {
      return stopped.at;
    },
    leapTo(at) {
      stopped.at = Math.max(stopped.at, at);
    },
    resume() {
      still = undefined;
      offset += stopped.at - MachineDate.now();
    },
  };
}

const platformNow = (): number => Math.floor(timerNow() + offset);

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

/** One process has one time: opening a clock sets it, to the machine's where it was moved too far. */
export function openClock(startOffset = 0): PlatformClock {
  installClock();
  offset = isWithin(startOffset) ? startOffset : 0;
  const listeners = new Set<() => void | Promise<void>>();
  return {
    now: platformNow,
    get offset() {
      return offset;
    },
    async advance(milliseconds) {
      if (!isWithin(offset + milliseconds)) throw new TimeIsOver();
      offset += milliseconds;
      for (const listener of [...listeners]) await listener();
    },
    onAdvance(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Also false for what is no number. */
function isWithin(moved: number): boolean {
  const there = timerNow() + moved;
  return there >= EARLIEST && there < LATEST;
}
