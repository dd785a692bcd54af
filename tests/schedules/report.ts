import { renameSync, writeFileSync } from 'node:fs';
import { kindsOf } from './kinds-of';
import type { Played } from './played';
import { runSchedule } from './run-schedule';
import type { Schedule } from './schedule';

/** Where it is written to all along; so it is also there where the run is stopped. */
const { SCHEDULES_REPORT } = process.env;
const WRITTEN_EVERY = 2_000;

/** Plays schedules one after the other, whatever becomes of each, for `scripts/schedules.mjs` to add up. */
export class Report {
  private played = 0;
  private planned = 0;
  /** How to play each again, and what was not as it should be. */
  private readonly failures: string[] = [];
  private readonly kinds: Record<string, { played: number; failed: number }> = {};
  private first: { readonly problem: unknown } | undefined;
  private writtenAt = 0;

  /** So many more are to be played. */
  plan(more: number): void {
    this.planned += more;
  }

  /** Undefined where it failed. To keep what was played would be to keep its whole site. */
  async play(schedule: Schedule, replay: string): Promise<Played | undefined> {
    const kinds = [`size: ${schedule.size}`, ...kindsOf(schedule)].map((kind) => {
      this.kinds[kind] ??= { played: 0, failed: 0 };
      return this.kinds[kind];
    });
    this.played += 1;
    for (const kind of kinds) kind.played += 1;
    try {
      return await runSchedule(schedule, replay);
    } catch (problem) {
      this.first ??= { problem };
      this.failures.push(briefly(problem));
      for (const kind of kinds) kind.failed += 1;
      return undefined;
    } finally {
      if (performance.now() - this.writtenAt > WRITTEN_EVERY) this.write();
    }
  }

  /** Fails with the first that failed. */
  end(): void {
    this.write();
    if (this.first !== undefined) throw this.first.problem;
  }

  private write(): void {
    if (SCHEDULES_REPORT === undefined) return;
    const { planned, played, failures, kinds } = this;
    this.writtenAt = performance.now();
    writeFileSync(`${SCHEDULES_REPORT}.new`, JSON.stringify({ planned, played, failures, kinds }));
    renameSync(`${SCHEDULES_REPORT}.new`, SCHEDULES_REPORT);
  }
}

/** How to play it again, and what was not as it should be. */
function briefly(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem);
  const { message, cause } = problem;
  const why = cause as { readonly message?: string; readonly actual?: unknown } | undefined;
  const seen = JSON.stringify(why?.actual)?.slice(0, 400) ?? '';
  return [message.split('\n')[0], why?.message?.slice(0, 400), seen].join('\n  ');
}

/** Longer than any number of them takes. */
export const LONG = 86_400_000;
