import type { DatabaseSync } from 'node:sqlite';
import type { ForgeManifest } from '../forge';

const MINUTE = 60_000;
/** doc: scheduledTrigger; the first run is about five minutes after deployment. */
const FIRST_RUN = 5 * MINUTE;
const INTERVALS: Readonly<Record<string, number>> = {
  fiveMinute: 5 * MINUTE,
  hour: 60 * MINUTE,
  day: 24 * 60 * MINUTE,
  week: 7 * 24 * 60 * MINUTE,
};
/** doc: Forge scheduled trigger limits: modules, and of them every five minutes. */
const MODULES_MAX = 5;
const FIVE_MINUTE_MAX = 1;

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
    this.modules = readModules(manifest);
    for (const [key, { interval }] of this.modules) {
      database.prepare('INSERT OR IGNORE INTO schedule VALUES (?, ?)').run(key, now + FIRST_RUN);
      // Time that was moved too far comes back: nothing is to wait until then.
      database
        .prepare('UPDATE schedule SET at = ? WHERE module_key = ? AND at > ?')
        .run(now + interval, key, now + Math.max(interval, FIRST_RUN));
    }
  }

  /** As after an installation: each runs for the first time some minutes later. */
  begin(now: number): void {
    this.database.prepare('UPDATE schedule SET at = ?').run(now + FIRST_RUN);
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

  /** Keeps the rhythm (doc: an installation's runs come at the same distance), leaving out what is past. */
  moveOn({ moduleKey, at }: Schedule, now: number): void {
    const interval = this.modules.get(moduleKey)?.interval ?? 0;
    const next = at + (Math.floor((now - at) / interval) + 1) * interval;
    this.database.prepare('UPDATE schedule SET at = ? WHERE module_key = ?').run(next, moduleKey);
  }
}

function readModules({ modules }: ForgeManifest) {
  const triggers = modules.scheduledTrigger ?? [];
  const often = triggers.filter(({ interval }) => interval === 'fiveMinute');
  if (triggers.length > MODULES_MAX || often.length > FIVE_MINUTE_MAX) {
    throw new Error(
      `The manifest may have ${MODULES_MAX} scheduled triggers, ${FIVE_MINUTE_MAX} of them every five minutes.`,
    );
  }
  return new Map(
    triggers.map(({ key, function: functionKey = '', interval = '' }) => {
      const milliseconds = INTERVALS[interval];
      if (milliseconds === undefined) {
        throw new Error(`The scheduled trigger "${key}" has no known interval: "${interval}".`);
      }
      return [key, { functionKey, interval: milliseconds }];
    }),
  );
}
