// `npm run clients`: clients of Jira's REST API that know nothing of the local site, unmodified, against it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installTools } from './install-tools.mjs';
import { prepare, root } from './prepare.mjs';

const node = prepare();
installTools(join(root, 'tools/clients'), 'clients of Jira from outside');
const command = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'tools/clients/vitest.config.mts',
];
const { status } = spawnSync(node, command, { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
