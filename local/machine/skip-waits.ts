import { stopTime } from './clock';

/** How often nothing new must have happened, a turn of the event loop each time, for nobody to be at work. */
const IDLE_TURNS = 3;
/** A timer of the machine that is set further ahead rings at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Nobody waits any more, until the answer is called: once nothing is left to do but wait, time leaps to
 * the timer that is due next. What a seed decides then happens in the same order each time. Only for
 * a platform that is alone in its process: what comes from elsewhere is not waited for.
 */
export function skipWaits(): () => void {
  const time = stopTime();
  const machine = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  const waiting = new Set<SkippedTimer>();
  let idleTurns = 0;
  let isLooking = false;

  function look(): void {
    idleTurns += 1;
    if (idleTurns > IDLE_TURNS) leap();
    isLooking = waiting.size > 0;
    if (isLooking) setImmediate(look);
  }

  /** One at a time, in the order of their instants: what it sets off comes first. */
  function leap(): void {
    idleTurns = 0;
    let next: SkippedTimer | undefined;
    for (const timer of waiting) if (next === undefined || timer.at < next.at) next = timer;
    if (next === undefined) return;
    waiting.delete(next);
    time.leapTo(next.at);
    next.run();
  }

  function wait(timer: SkippedTimer): void {
    idleTurns = 0;
    waiting.add(timer);
    if (isLooking) return;
    isLooking = true;
    setImmediate(look);
  }

  const skipped = (run: (...values: unknown[]) => void, delay = 0, ...values: unknown[]) => {
    const timer = new SkippedTimer(time.at + Math.max(1, delay), () => run(...values));
    wait(timer);
    return timer;
  };
  globalThis.setTimeout = Object.assign(skipped, machine.setTimeout) as never;
  globalThis.clearTimeout = ((timer: unknown) => {
    if (!waiting.delete(timer as SkippedTimer)) machine.clearTimeout(timer as never);
  }) as typeof clearTimeout;

  return () => {
    time.resume();
    Object.assign(globalThis, machine);
    for (const { at, run } of waiting) {
      const left = Math.min(LONGEST_TIMER, Math.max(1, at - time.at));
      machine.setTimeout(run, left).unref();
    }
    waiting.clear();
  };
}

/** As much of Node's Timeout as is used of it: nothing keeps a process alive here. */
class SkippedTimer {
  constructor(
    readonly at: number,
    readonly run: () => void,
  ) {}

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
