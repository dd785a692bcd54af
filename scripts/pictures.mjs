// Makes the pictures of README.md: the screens as they are, driven by a browser.
import { spawnSync } from 'node:child_process';
import { build } from './build.mjs';
import { prepare, root } from './prepare.mjs';

const node = prepare();
build(node);
const { status } = spawnSync(node, ['--import', 'tsx', 'scripts/take-pictures.mts'], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
