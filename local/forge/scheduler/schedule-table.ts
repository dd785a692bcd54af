import type { DatabaseSync } from 'node:sqlite';
import type { ForgeManifest } from '../forge';

const MINUTE = 60_000;
/** doc: scheduledTrigger intervals; the first run is about five minutes after deployment. */
const FIRST_RUN = 5 * MINUTE;
const INTERVALS: Readonly<Record<string, number>> = {
  fiveMinute: 5 * MINUTE,
  hour: 60 * MINUTE,
  day: 24 * 60 * MINUTE,
  week: 7 * 24 * 60 * MINUTE,
};

export interface Schedule {
  readonly moduleKey: string;
  readonly functionKey: string;
  readonly at: number;
}

/**
 * When each scheduled trigger runs next. However many intervals have passed, it runs once: the
 * platform promises no more either.
 */
export class ScheduleTable {
  private readonly modules: ReadonlyMap<string, { functionKey: string; interval: number }>;

  constructor(
    private readonly database: DatabaseSync,
    manifest: ForgeManifest,
    now: number,
  ) {
    database.exec(
      'CREATE TABLE IF NOT EXISTS schedule (module_key TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT',
    );
    this.modules = new Map(
      (manifest.modules.scheduledTrigger ?? []).map(({ key, function: name, interval }) => [
        key,
        { functionKey: name ?? '', interval: INTERVALS[interval ?? ''] ?? 60 * MINUTE },
      ]),
    );
    for (const key of this.modules.keys()) {
      database.prepare('INSERT OR IGNORE INTO schedule VALUES (?, ?)').run(key, now + FIRST_RUN);
    }
  }

  all(): Schedule[] {
    return this.database
      .prepare('SELECT * FROM schedule ORDER BY at')
      .all()
      .flatMap((row) => {
        const moduleKey = String(row.module_key);
        const module = this.modules.get(moduleKey);
        return module === undefined
          ? []
          : [{ moduleKey, functionKey: module.functionKey, at: Number(row.at) }];
      });
  }

  ran(moduleKey: string, now: number): void {
    const interval = this.modules.get(moduleKey)?.interval ?? 0;
    this.database
      .prepare('UPDATE schedule SET at = ? WHERE module_key = ?')
      .run(now + interval, moduleKey);
  }
}
