// `npm run schedules -- --count 5000 [--seed 1]`, `-- --seed 42` to play one again, `-- --pairs 1` for
// every pair of calls at which workers are killed (N: one in N).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from './prepare.mjs';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, count: { type: 'string' }, pairs: { type: 'string' } },
});
const node = prepare();
const env = { ...process.env };
if (values.seed !== undefined) env.SCHEDULES_SEED = values.seed;
if (values.count !== undefined) env.SCHEDULES_COUNT = values.count;
if (values.pairs !== undefined) env.SCHEDULES_PAIRS = values.pairs;
const parameters = ['run', '--project', 'schedules', ...(values.pairs ? ['-t', 'killed'] : [])];
const { status } = spawnSync(node, [join(root, 'node_modules/vitest/vitest.mjs'), ...parameters], {
  cwd: root,
  env,
  stdio: 'inherit',
});
process.exit(status ?? 1);
