// `npm run mutants`: plants faults in the rules, one at a time, and tells which of them no test notices.
// `-- --only src/domain/request` for a part of them; the report is written to build/mutants.
import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installTools } from './install-tools.mjs';
import { prepare, root } from './prepare.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const node = prepare();
const folder = join(root, 'tools/mutants');
installTools(folder, 'the mutation tester');
// The runner has to be on the very Vitest that the tests import.
const vitest = join(folder, 'node_modules/vitest');
if (!existsSync(vitest)) symlinkSync(join(root, 'node_modules/vitest'), vitest, 'junction');

const parameters = [
  join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
  'run',
  'tools/mutants/stryker.config.json',
];
if (values.only !== undefined) {
  const path = values.only.endsWith('.ts') ? values.only : `${values.only}/**/*.ts`;
  parameters.push('--mutate', `${path},!src/**/*.test.ts`);
}
const { status } = spawnSync(node, parameters, { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
