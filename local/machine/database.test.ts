import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, readMeta, writeMeta } from './database';
import { startupErrorOf } from './startup-error';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
  file = join(folder, 'platform.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PARTS = 'CREATE TABLE IF NOT EXISTS part (id TEXT PRIMARY KEY, size INTEGER) STRICT';

/** One that was used, and ended. */
function used(): void {
  const database = openDatabase(file);
  database.exec(PARTS);
  for (let number = 0; number < 500; number += 1) writeMeta(database, `${number}`, 'x'.repeat(99));
  database.close();
}

function openAndUse(): void {
  const database = openDatabase(file);
  try {
    database.exec(PARTS);
    writeMeta(database, 'now', 'written');
  } finally {
    database.close();
  }
}

const sql = (text: string) => {
  const database = new DatabaseSync(file);
  database.exec(text);
  database.close();
};

describe('whatever is there', () => {
  it('is used again where it is ours', () => {
    used();
    openAndUse();
    const database = openDatabase(file);
    expect([readMeta(database, '7'), readMeta(database, 'now')]).toEqual([
      'x'.repeat(99),
      'written',
    ]);
    database.close();
  });

  it('is used again where the first version left it, without a mark', () => {
    used();
    sql('PRAGMA application_id = 0; CREATE TABLE kvs_record (key TEXT)');
    openAndUse();
  });

  const STRANGE: readonly (readonly [string, () => void, RegExp])[] = [
    ['text', () => writeFileSync(file, 'Dear diary, '.repeat(999)), /is no database: move it/],
    [
      'cut off',
      () => {
        used();
        writeFileSync(file, new Uint8Array(2_000).fill(7), { flag: 'r+' });
      },
      /is no database: move it/,
    ],
    [
      'damaged',
      () => {
        used();
        const bytes = readFileSync(file);
        writeFileSync(file, bytes.fill(0xff, 4_096));
      },
      /is damaged/,
    ],
    ['another program’s', () => sql('CREATE TABLE bookmarks (url TEXT)'), /of another program/],
    [
      'of another program, by its mark',
      () =>
        sql(
          'PRAGMA application_id = 99; CREATE TABLE meta (key TEXT); CREATE TABLE kvs_record (key TEXT)',
        ),
      /of another program/,
    ],
    [
      'of an earlier version',
      () => {
        used();
        sql('DROP TABLE part; CREATE TABLE part (id TEXT PRIMARY KEY) STRICT');
      },
      /made by another version.*--fresh/,
    ],
    ['empty', () => writeFileSync(file, ''), /is empty.*a copy of yours.*--fresh/],
    [
      'emptied, with its log beside it',
      () => {
        used();
        writeFileSync(file, '');
        writeFileSync(`${file}-wal`, 'what was written last');
      },
      /is empty.*a copy of yours.*--fresh/,
    ],
    ['a folder', () => mkdirSync(file), /is a folder: move it/],
    [
      'in a folder that is a file',
      () => {
        writeFileSync(join(folder, 'flat'), '');
        file = join(folder, 'flat/platform.sqlite');
      },
      /The folder of .* is a file/,
    ],
    [
      'in a folder that is a link to nothing',
      () => {
        symlinkSync(join(folder, 'nowhere/at/all'), join(folder, 'link'));
        file = join(folder, 'link/platform.sqlite');
      },
      /The folder of .* is a link to nothing/,
    ],
    [
      'in use by somebody who writes',
      () => {
        used();
        const other = new DatabaseSync(file);
        other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE');
        others.push(other);
      },
      /in use by another program/,
    ],
  ];
  const others: DatabaseSync[] = [];
  afterEach(() => {
    for (const other of others.splice(0)) other.close();
  });

  it.each(STRANGE)('says in one sentence what is wrong where it is %s', (_, prepare, says) => {
    prepare();
    let thrown: unknown;
    try {
      openAndUse();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeDefined();
    const trouble = startupErrorOf(thrown, file);
    expect(trouble).toMatch(says);
    expect(trouble).toMatch(/^[^.]*platform\.sqlite[^.\n]*\.$/);
  });

  it.each([
    ['may only be read', 'PRAGMA query_only = 1', /can’t be written.*chmod/],
    ['has no room left', 'PRAGMA max_page_count = 20', /no room left on the disk/],
  ])('says so while it runs, where it %s', (_, pragma, says) => {
    used();
    const database = openDatabase(file);
    database.exec(pragma);
    let thrown: unknown;
    try {
      for (let number = 0; number < 5_000; number += 1) {
        writeMeta(database, `more ${number}`, 'y'.repeat(999));
      }
    } catch (error) {
      thrown = error;
    }
    expect(startupErrorOf(thrown, file)).toMatch(says);
    // What was saved is still there.
    expect(readMeta(database, '7')).toBe('x'.repeat(99));
    database.close();
  });

  it.each([
    ['ENOSPC', /no room/],
    ['EROFS', /can’t be written/],
    ['EACCES', /can’t be written/],
  ])('knows %s of the file system', (code, says) => {
    expect(startupErrorOf(Object.assign(new Error(code), { code }), file)).toMatch(says);
  });

  it('is not blamed for a port that nobody but the system’s own may take', () => {
    const code = 'EACCES';
    const refused = Object.assign(new Error(code), { code, syscall: 'listen', port: 80 });
    expect(startupErrorOf(refused, file)).toMatch(/^Port 80 .*--port 4000”\.$/);
  });

  it('claims to know nothing else', () => {
    expect(startupErrorOf(new TypeError('x is not a function'), file)).toBeUndefined();
  });
});

describe('the file of the database', () => {
  it('is its owner’s alone, with the files beside it', () => {
    const database = openDatabase(file);
    try {
      writeMeta(database, 'now', 'written');
      expect(readdirSync(folder).length).toBeGreaterThan(1);
      for (const name of readdirSync(folder))
        expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    } finally {
      database.close();
    }
  });
});
