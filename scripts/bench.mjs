// `npm run bench`: speed and size, beside peers, in one run. Installs and builds what is missing for the
// parts that are asked for.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { installTools } from './install-tools.mjs';
import { prepare, root } from './prepare.mjs';

const node = prepare();
build(node);
const { only } = parseArgs({ strict: false, options: { only: { type: 'string' } } }).values;
if (only === undefined || only === 'panel') {
  installTools(join(root, 'tools/bench-atlaskit'), 'Atlaskit, to compare with');
}
if (only === undefined || only === 'engine') {
  installTools(
    join(root, 'tools/bench-peers'),
    'what scripts pace themselves with, to compare with',
  );
}
run(node, ['--import', 'tsx', 'bench/bench.mts', ...process.argv.slice(2)], root);

function run(command, parameters, cwd) {
  const { status, error } = spawnSync(command, parameters, { cwd, stdio: 'inherit' });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
