// `npm run schedules -- --count 5000 [--seed 1]`, `-- --seed 42` to play one again, `-- --pairs 1` for
// every pair of calls at which workers are killed (N: one in N), `-- --pair memberships/1234` for one.
// `--trouble limitedForAnHour` plays every seed with that (tests/schedules/troubles.ts).
// As many at once as there are cores.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from './prepare.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string' },
    pairs: { type: 'string' },
    pair: { type: 'string' },
    trouble: { type: 'string' },
  },
});
const node = prepare();
const cores = availableParallelism();
const runs = runsOf(values);
const ended = await Promise.all(runs.map(play));
process.exit(ended.every((code) => code === 0) ? 0 : 1);

function runsOf({ pair, pairs, ...seeds }) {
  if (pair !== undefined) return [['pairs', { SCHEDULES_PAIR: pair }]];
  return pairs === undefined ? seedsOf(seeds) : pairsOf(Number(pairs));
}

function seedsOf({ seed = '1', count }) {
  if (count === undefined) return [['seeds', { SCHEDULES_SEED: seed, SCHEDULES_COUNT: '1' }]];
  const share = Math.ceil(Number(count) / cores);
  const shares = [];
  for (let from = 0; from < Number(count); from += share) {
    const SCHEDULES_COUNT = String(Math.min(share, Number(count) - from));
    shares.push(['seeds', { SCHEDULES_SEED: String(Number(seed) + from), SCHEDULES_COUNT }]);
  }
  return shares;
}

function pairsOf(every) {
  const SCHEDULES_PAIRS = String(every * cores);
  return Array.from({ length: cores }, (_, core) => [
    'pairs',
    { SCHEDULES_PAIRS, SCHEDULES_PAIRS_FROM: String(every * core) },
  ]);
}

async function play([file, more]) {
  const path = more.SCHEDULES_PAIR?.split('/')[0];
  const parameters = ['run', '--project', 'schedules', `tests/schedules/${file}`];
  if (path !== undefined) parameters.push('-t', path);
  const run = spawn(node, [join(root, 'node_modules/vitest/vitest.mjs'), ...parameters], {
    cwd: root,
    env: {
      ...process.env,
      ...more,
      ...(values.trouble === undefined ? {} : { SCHEDULES_TROUBLE: values.trouble }),
    },
    stdio: 'inherit',
  });
  const [code] = await once(run, 'exit');
  return code;
}
