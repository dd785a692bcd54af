// `npm run bench`: speed and size, beside peers, in one run. Installs and builds what is missing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { prepare, root } from './prepare.mjs';

const node = prepare();
build(node);
installPeers(join(root, 'tools/bench-atlaskit'), 'Atlaskit');
installPeers(join(root, 'tools/bench-peers'), 'what scripts pace themselves with');
run(node, ['--import', 'tsx', 'bench/bench.mts', ...process.argv.slice(2)], root);

/** What is only compared with is no part of every install. */
function installPeers(folder, name) {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const installed = join(folder, 'node_modules/.installed');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;
  console.log(`Installing ${name}, to compare with (once) …`);
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  writeFileSync(installed, lock);
}

function run(command, parameters, cwd) {
  const shell = command === 'npm' && process.platform === 'win32';
  const { status, error } = spawnSync(command, parameters, { cwd, stdio: 'inherit', shell });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
