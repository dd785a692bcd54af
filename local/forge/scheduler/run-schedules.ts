import { randomUUID } from 'node:crypto';
import type { ForgeOptions, LocalScheduler } from '../forge';
import { installContextOf } from '../runtime/install-context';
import type { RunApp } from '../runtime/run-app';
import { type Schedule, ScheduleTable } from './schedule-table';

export interface ScheduleRunner extends LocalScheduler {
  /** Runs each that is due, once; false where none was. */
  runDue(): Promise<boolean>;
  nextAt(): number | undefined;
  /** The app was installed just now. */
  begin(): void;
}

export function scheduleRunner(
  { database, manifest, installation, clock }: ForgeOptions,
  run: RunApp,
): ScheduleRunner {
  const table = new ScheduleTable(database, manifest, clock.now());

  async function runOne({ moduleKey, functionKey }: Schedule): Promise<void> {
    const context = { cloudId: installation.cloudId, moduleKey };
    const of = { installContext: installContextOf(installation), license: undefined };
    try {
      await run({
        functionKey,
        use: 'async',
        moduleKey,
        moduleType: 'scheduledTrigger',
        parameters: [{ context, contextToken: randomUUID() }, of],
      });
    } catch {
      // doc: a scheduled trigger that throws is not tried again before its next interval. It is logged.
    }
  }

  return {
    async run(moduleKey) {
      const found = table.all().find((one) => one.moduleKey === moduleKey);
      if (found === undefined) {
        throw new Error(`The manifest has no scheduled trigger "${moduleKey}".`);
      }
      await runOne(found);
    },
    next: () => table.all().map(({ moduleKey, at }) => ({ moduleKey, at })),
    begin: () => table.begin(clock.now()),
    nextAt: () => table.all()[0]?.at,
    async runDue() {
      const due = table.all().filter(({ at }) => at <= clock.now());
      for (const one of due) table.moveOn(one, clock.now());
      await Promise.all(due.map(runOne));
      return due.length > 0;
    },
  };
}
