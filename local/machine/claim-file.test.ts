import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimFile } from './claim-file';

describe('claimFile', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claim-'));
    file = join(folder, 'platform.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('answers the file asked for, and others while it is taken', () => {
    const claimed = [claimFile(file), claimFile(file), claimFile(file)];
    expect(claimed.map((one) => one.file)).toEqual([
      file,
      join(folder, 'platform-2.sqlite'),
      join(folder, 'platform-3.sqlite'),
    ]);
    for (const one of claimed) one.free();
  });

  it('gives a freed file again', () => {
    claimFile(file).free();
    const again = claimFile(file);
    expect(again.file).toBe(file);
    again.free();
  });

  it.each([
    ['empty', ''],
    ['of a process that is gone', '999999999'],
    ['of another process that has the number now', String(process.ppid)],
    ['of this very process', String(process.pid)],
    ['no number', 'npm start'],
  ])('takes no notice of a note that is %s', (_, note) => {
    writeFileSync(`${file}.pid`, note);
    const claimed = claimFile(file);
    expect(claimed.file).toBe(file);
    expect(existsSync(`${file}.pid`)).toBe(false);
    claimed.free();
  });

  it.each([
    ['text', 'Dear diary, '.repeat(999)],
    ['a database that was cut off', `SQLite format 3\0${'\xff'.repeat(4_000)}`],
  ])('takes a lock anew where %s stands in it', (_, there) => {
    writeFileSync(`${file}.lock`, there, 'latin1');
    const claimed = claimFile(file);
    const other = claimFile(file);
    expect([claimed.file, other.file]).toEqual([file, join(folder, 'platform-2.sqlite')]);
    for (const one of [claimed, other]) one.free();
  });

  it('is free once the process that had it was killed, and not before', async () => {
    const holder = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { DatabaseSync } from 'node:sqlite';
       const lock = new DatabaseSync(${JSON.stringify(`${file}.lock`)});
       lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
       console.log('held'); setInterval(() => lock, 1000);`,
    ]);
    await once(holder.stdout, 'data');
    const other = claimFile(file);
    expect(other.file).not.toBe(file);
    other.free();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const claimed = claimFile(file);
    expect(claimed.file).toBe(file);
    claimed.free();
  });
});
