import type { Played } from './played';
import { runSchedule } from './run-schedule';
import type { Schedule } from './schedule';

/** Plays each, says how fast, and fails with the first that failed, all of them named. */
export async function runAll(
  schedules: readonly (readonly [Schedule, string])[],
): Promise<readonly Played[]> {
  const begun = performance.now();
  const played: Played[] = [];
  const failed: unknown[] = [];
  for (const [schedule, replay] of schedules) {
    try {
      played.push(await runSchedule(schedule, replay));
    } catch (problem) {
      failed.push(problem);
      console.log(problem instanceof Error ? problem.message.split('\n')[0] : problem);
    }
  }
  const seconds = (performance.now() - begun) / 1_000;
  console.log(`${schedules.length} schedules, ${(schedules.length / seconds).toFixed(1)} a second`);
  if (failed.length > 0) throw failed[0];
  return played;
}

/** Longer than any number of them takes. */
export const LONG = 86_400_000;
