import { renameSync, writeFileSync } from 'node:fs';
import { kindsOf } from './kinds-of';
import type { Played } from './played';
import { runSchedule } from './run-schedule';
import type { Schedule } from './schedule';

/** How far it is, and what was found, for `scripts/schedules.mjs` to add up. */
interface Report {
  readonly planned: number;
  played: number;
  /** How to play each again, and what was not as it should be. */
  readonly failures: string[];
  readonly kinds: Record<string, { played: number; failed: number }>;
}

/** Where it is written to all along; so it is also there where the run is stopped. */
const { SCHEDULES_REPORT } = process.env;
const WRITTEN_EVERY = 2_000;

/**
 * Plays each, reports, and fails with the first that failed, all of them named. Answers the `note` of
 * each: to keep what was played would be to keep its whole site.
 */
export async function runAll<T>(
  schedules: readonly (readonly [Schedule, string])[],
  note: (played: Played) => T,
): Promise<readonly T[]> {
  const noted: T[] = [];
  const failed: unknown[] = [];
  const report: Report = { planned: schedules.length, played: 0, failures: [], kinds: {} };
  let written = 0;
  for (const [schedule, replay] of schedules) {
    const kinds = [`size: ${schedule.size}`, ...kindsOf(schedule)].map((kind) => {
      report.kinds[kind] ??= { played: 0, failed: 0 };
      return report.kinds[kind];
    });
    try {
      noted.push(note(await runSchedule(schedule, replay)));
    } catch (problem) {
      failed.push(problem);
      report.failures.push(briefly(problem));
      for (const kind of kinds) kind.failed += 1;
    }
    report.played += 1;
    for (const kind of kinds) kind.played += 1;
    if (performance.now() - written < WRITTEN_EVERY) continue;
    written = performance.now();
    write(report);
  }
  write(report);
  if (failed.length > 0) throw failed[0];
  return noted;
}

function write(report: Report): void {
  if (SCHEDULES_REPORT === undefined) return;
  writeFileSync(`${SCHEDULES_REPORT}.new`, JSON.stringify(report));
  renameSync(`${SCHEDULES_REPORT}.new`, SCHEDULES_REPORT);
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
