import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, parse } from 'node:path';

const noteOf = (file: string) => `${file}.pid`;

/**
 * A file for this process alone: two platforms on one database would both do the work that waits in it.
 * Answers the file asked for, or another of its name where a living process has that one.
 */
export function claimFile(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  const { dir, name, ext } = parse(file);
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? file : `${dir}/${name}-${number}${ext}`;
    if (isTaken(tried)) continue;
    writeFileSync(noteOf(tried), String(process.pid));
    return tried;
  }
}

/** Nothing is left of the claim. One that was not freed is void when its process is gone. */
export function freeFile(file: string): void {
  rmSync(noteOf(file), { force: true });
}

function isTaken(file: string): boolean {
  const note = noteOf(file);
  if (!existsSync(note)) return false;
  try {
    process.kill(Number(readFileSync(note, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}
