/** Timers of Node take no more than about 24 days, and a machine that was asleep is late: no longer than this. */
const LONGEST = 60_000;

export interface AlarmOptions {
  readonly now: () => number;
  /** When something is due next, of what is not due yet; undefined where nothing is. */
  readonly nextAt: () => number | undefined;
  /** Starts what is due. */
  readonly look: () => void;
}

/** Looks when something is due, and only then: a platform that nobody uses does nothing. */
export class Alarm {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOn = false;

  constructor(private readonly options: AlarmOptions) {}

  start(): void {
    this.isOn = true;
    this.soon();
  }

  stop(): void {
    this.isOn = false;
    clearTimeout(this.timer);
  }

  /** Something has changed that may be due. */
  soon(): void {
    this.set(0);
  }

  private set(milliseconds: number): void {
    if (!this.isOn) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ring(), milliseconds);
  }

  /** Looks now, and again when something is due next. */
  ring(): void {
    const { now, nextAt, look } = this.options;
    look();
    const next = nextAt();
    this.set(next === undefined ? LONGEST : Math.min(LONGEST, Math.max(1, next - now())));
  }
}
