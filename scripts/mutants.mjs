// `npm run mutants`: plants faults in the rules, one at a time, and tells which of them no test notices.
// `-- --only src/domain/request` for a part of them, or several with commas between, `--with` for tests from
// elsewhere that hold it; the report is written to build/mutants.
import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installTools } from './install-tools.mjs';
import { prepare, root } from './prepare.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' }, with: { type: 'string' } } });
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
const parts = values.only?.split(',') ?? [];
if (parts.length > 0) {
  const paths = parts.map((part) => (part.endsWith('.ts') ? part : `${part}/**/*.ts`));
  parameters.push('--mutate', `${paths.join(',')},!src/**/*.test.ts`);
}
// What is stored is seen by what reads it back, on the local platform.
const isStored = parts.some((part) => part.startsWith('src/adapters/storage'));
const env = {
  ...process.env,
  MUTANTS_WITH: values.with ?? (isStored ? 'tests/operations/*storage*.test.ts' : ''),
};
const { status } = spawnSync(node, parameters, { cwd: root, env, stdio: 'inherit' });
process.exit(status ?? 1);
