// Installs what is missing, on any Node that npm runs on, and finds the Node that the lockfile pins.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
const pinnedNode = join(root, 'node_modules/node/bin/node');
const installed = join(root, 'node_modules/.package-lock.json');
const note = join(root, 'node_modules/.installed');

/** Answers the path of the pinned Node. */
export function prepare() {
  if (!isInstalled()) {
    console.log('Installing dependencies …');
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      console.error('npm could not install the dependencies; its message above says why.');
      process.exit(status ?? 1);
    }
  }
  if (!isNoted()) {
    rmSync(note, { force: true });
    writeFileSync(note, locked());
  }
  return pinnedNode;
}

/**
 * npm writes its own lockfile last, when everything is there: it is newer than the one it was told by. Where that
 * was checked out again since, the note tells that it is the same, unless npm has installed something else.
 */
function isInstalled() {
  if (!existsSync(installed) || !existsSync(pinnedNode)) return false;
  const at = statSync(installed).mtimeMs;
  if (at >= statSync(join(root, 'package-lock.json')).mtimeMs) return true;
  return isNoted() && statSync(note).mtimeMs >= at;
}

const isNoted = () => existsSync(note) && readFileSync(note, 'utf8') === locked();

function locked() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}
