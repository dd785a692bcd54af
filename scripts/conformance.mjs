// `npm run conformance -- --site https://NAME.atlassian.net`: holds a real site against docs/local-fidelity.md.
import { spawnSync } from 'node:child_process';
import { prepare, root } from './prepare.mjs';

const node = prepare();
const command = ['--import', 'tsx', 'tests/real-site/conformance.mts', ...process.argv.slice(2)];
const { status } = spawnSync(node, command, { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
