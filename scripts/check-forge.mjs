// Atlassian's linter and bundler live in a folder of their own: they are installed when first used.
// One of the linter's dependencies (keytar) would build against libsecret if it ran its install script.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installTools } from './install-tools.mjs';

const folder = join(import.meta.dirname, '../tools/forge-check');
installTools(folder, "Atlassian's linter and bundler");
const { status } = spawnSync(process.execPath, ['forge-check.cjs'], {
  cwd: folder,
  stdio: 'inherit',
});
process.exit(status ?? 1);
