import { mkdirSync, rmSync } from 'node:fs';
import { dirname, parse } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A file that is this process's alone, until it is let go or the process is gone. */
export interface ClaimedFile {
  readonly file: string;
  free(): void;
}

/** Of SQLite (doc: result codes): somebody else has the lock. */
const BUSY = 5;
/** What stands in the lock is damaged, or no database at all. */
const STRANGE = [11, 26];

/**
 * A file for this process alone: two platforms on one database would both do the work that waits in it.
 * Answers the file asked for, or another of its name where a living process has that one. A lock of the
 * operating system's says so, which ends with the process: a note of its number would outlive it, and
 * the number comes again.
 */
export function claimFile(file: string): ClaimedFile {
  mkdirSync(dirname(file), { recursive: true });
  const { dir, name, ext } = parse(file);
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? file : `${dir}/${name}-${number}${ext}`;
    const lock = lockFile(`${tried}.lock`);
    if (lock === 'taken') continue;
    // Earlier versions left a note of their process instead.
    rmSync(`${tried}.pid`, { force: true });
    return { file: tried, free: () => lock.close() };
  }
}

function lockFile(file: string, again = false): DatabaseSync | 'taken' {
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
    return lock;
  } catch (error) {
    lock.close();
    const { errcode } = error as { errcode?: number };
    if (errcode === BUSY) return 'taken';
    if (!STRANGE.includes(errcode ?? 0) || again) throw error;
    // Nobody has it, and nothing is kept in it: what stands there is of no use to anybody.
    rmSync(file);
    return lockFile(file, true);
  }
}
