import { KvsError } from './kvs-error';

/** doc: Forge KVS limits: the size that counts as one, and how many an installation has in a minute. */
const UNIT = 10 * 1024;
const UNITS_PER_MINUTE = 4_000;
const MINUTE = 60_000;

/** Counts what an installation reads and writes, and refuses what is over the limit of the minute. */
export class Meter {
  readonly total = { readUnits: 0, writeUnits: 0, calls: {} as Record<string, number> };
  private minute = { since: Number.NEGATIVE_INFINITY, readUnits: 0, writeUnits: 0 };

  constructor(private readonly now: () => number) {}

  called(route: string): void {
    this.total.calls[route] = (this.total.calls[route] ?? 0) + 1;
  }

  /** Throws TOO_MANY_REQUESTS when the minute's units are used up. */
  check(kind: 'readUnits' | 'writeUnits'): void {
    const now = this.now();
    if (now - this.minute.since >= MINUTE || now < this.minute.since) {
      this.minute = { since: now, readUnits: 0, writeUnits: 0 };
    }
    if (this.minute[kind] >= UNITS_PER_MINUTE) {
      throw new KvsError('TOO_MANY_REQUESTS', 'Too many requests.', 429);
    }
  }

  /** One request of so many bytes, rounded up. */
  add(kind: 'readUnits' | 'writeUnits', bytes: number): void {
    const units = Math.max(1, Math.ceil(bytes / UNIT));
    this.total[kind] += units;
    this.minute[kind] += units;
  }
}
