import type { Played } from './played';
import { runSchedule } from './run-schedule';
import type { Schedule } from './schedule';

/**
 * Plays each, says how fast, and fails with the first that failed, all of them named. Answers the `note` of
 * each: to keep what was played would be to keep its whole site.
 */
export async function runAll<T>(
  schedules: readonly (readonly [Schedule, string])[],
  note: (played: Played) => T,
): Promise<readonly T[]> {
  const begun = performance.now();
  const noted: T[] = [];
  const failed: unknown[] = [];
  const kinds = new Map<string, { played: number; failed: number }>();
  for (const [schedule, replay] of schedules) {
    const name = schedule.trouble?.name ?? 'no trouble besides';
    const kind = kinds.get(name) ?? { played: 0, failed: 0 };
    kinds.set(name, kind);
    kind.played += 1;
    try {
      noted.push(note(await runSchedule(schedule, replay)));
    } catch (problem) {
      failed.push(problem);
      kind.failed += 1;
      console.log(briefly(problem));
    }
  }
  const seconds = (performance.now() - begun) / 1_000;
  console.log(`${schedules.length} schedules, ${(schedules.length / seconds).toFixed(1)} a second`);
  for (const [name, kind] of kinds)
    console.log(`  ${name}: ${kind.played} played, ${kind.failed} failed`);
  if (failed.length > 0) throw failed[0];
  return noted;
}

/** How to play it again, and what was not as it should be. */
function briefly(problem: unknown): unknown {
  if (!(problem instanceof Error)) return problem;
  const { message, cause } = problem;
  const why = cause as { readonly message?: string; readonly actual?: unknown } | undefined;
  const seen = JSON.stringify(why?.actual)?.slice(0, 400) ?? '';
  return [message.split('\n')[0], why?.message?.slice(0, 400), seen].join('\n  ');
}

/** Longer than any number of them takes. */
export const LONG = 86_400_000;
