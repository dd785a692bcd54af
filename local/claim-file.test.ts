import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimFile, freeFile } from './claim-file';

describe('claimFile', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claim-'));
    file = join(folder, 'within/platform.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('answers the file asked for, and others while it is taken', () => {
    expect(claimFile(file)).toBe(file);
    expect(claimFile(file)).toBe(join(folder, 'within/platform-2.sqlite'));
    expect(claimFile(file)).toBe(join(folder, 'within/platform-3.sqlite'));
  });

  it('gives a freed file again', () => {
    claimFile(file);
    freeFile(file);
    expect(claimFile(file)).toBe(file);
  });

  it('takes no notice of a process that is gone', () => {
    claimFile(file);
    writeFileSync(`${file}.pid`, '999999999');
    expect(claimFile(file)).toBe(file);
  });
});
