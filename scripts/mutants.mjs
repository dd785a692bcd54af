// `npm run mutants`: plants faults in the rules, one at a time, and tells which of them no test notices.
// `-- --only src/domain/request` for a part of them, or several with commas between, `--with` for tests from
// elsewhere that hold it, `--share 0.4 --seed 1` for a sample, `--workers 1` where others use the machine as well;
// the report is written to build/mutants.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isInSample } from '../tools/mutants/sample.mjs';
import { installTools } from './install-tools.mjs';
import { prepare, root } from './prepare.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    with: { type: 'string' },
    share: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
  },
});
const sample = { share: Number(values.share), seed: Number(values.seed) };
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
  '--concurrency',
  values.workers,
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
  MUTANTS_SHARE: values.share,
  MUTANTS_SEED: values.seed,
};
const report = join(root, 'build/mutants/mutants.json');
rmSync(report, { force: true });
const { status } = spawnSync(node, parameters, { cwd: root, env, stdio: 'inherit' });
if (existsSync(report)) count(JSON.parse(readFileSync(report, 'utf8')));
process.exit(status ?? 1);

/** What took too long is told apart: on a busy machine it may have been only that. */
function count({ files }) {
  const rows = Object.entries(files).map(([name, { mutants }]) => {
    const picked = mutants.filter(({ location: { start }, ...mutant }) => {
      const [line, column] = [start.line - 1, start.column - 1];
      return isInSample(sample, { ...mutant, fileName: name, line, column });
    });
    const of = (state) => picked.filter((mutant) => mutant.status === state).length;
    return {
      file: name.replace('src/', ''),
      noticed: of('Killed'),
      'too long': of('Timeout'),
      'not noticed': of('Survived'),
      'not reached': of('NoCoverage'),
      failed: of('RuntimeError'),
    };
  });
  const sum = (column) => rows.reduce((total, row) => total + row[column], 0);
  const columns = ['noticed', 'too long', 'not noticed', 'not reached', 'failed'];
  rows.push({ file: 'all', ...Object.fromEntries(columns.map((column) => [column, sum(column)])) });
  console.table(rows);
}
