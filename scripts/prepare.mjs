// Installs what is missing, on any Node that npm runs on, and finds the Node that the lockfile pins.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
const pinnedNode = join(root, 'node_modules/node/bin/node');

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
  return pinnedNode;
}

/** npm writes its own lockfile into node_modules last, when everything is there. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed) || !existsSync(pinnedNode)) return false;
  return statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}
