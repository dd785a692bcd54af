// Atlassian's linter and bundler live in a folder of their own: they are installed when first used.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../tools/forge-check');
const lock = createHash('sha256')
  .update(readFileSync(join(folder, 'package-lock.json')))
  .digest('hex');
const installed = join(folder, 'node_modules/.installed');

if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
  console.log("Installing Atlassian's linter and bundler (once) …");
  // Without install scripts: one of the linter's dependencies (keytar) would build against libsecret.
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  writeFileSync(installed, lock);
}
run(process.execPath, ['forge-check.cjs']);

function run(command, parameters) {
  const { status } = spawnSync(command, parameters, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
