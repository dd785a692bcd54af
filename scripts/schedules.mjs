// `npm run schedules -- --count 5000 [--seed 1]`, `-- --seed 42` to play one again; `-- --pairs ends` for every
// pair of calls at which workers are killed on that way, `--firsts 0-19` for those with one of these first ones,
// `-- --pair ends/12.kill/40.killAfter` for one. `--trouble limitedForAnHour` plays every seed with that
// (tests/schedules/troubles.ts); `--turn` says whose turn it was where there were fewer troubles than now.
// As many at once as there are cores. Says how far it is, and at the end how many of each kind failed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from './prepare.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string' },
    pairs: { type: 'string' },
    pair: { type: 'string' },
    firsts: { type: 'string' },
    trouble: { type: 'string' },
    turn: { type: 'string' },
  },
});
const SAID_EVERY = 30_000;

const node = prepare();
const cores = availableParallelism();
const folder = mkdtempSync(join(tmpdir(), 'schedules-'));
const begun = performance.now();
const runs = runsOf(values).map((run, place) => ({
  ...run,
  report: join(folder, `${place}.json`),
}));
const said = new Set();
const telling = setInterval(tell, SAID_EVERY);
// What is stopped says what it has played; those who play are stopped by the same signal.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
const codes = await Promise.all(runs.map(play));
clearInterval(telling);
tell();
sum();
rmSync(folder, { recursive: true });
process.exit(codes.every((code) => code === 0) ? 0 : 1);

function runsOf({ pair, pairs, firsts, ...seeds }) {
  if (pair !== undefined)
    return [{ file: 'pairs', only: pair.split('/')[0], env: { SCHEDULES_PAIR: pair } }];
  return pairs === undefined ? seedsOf(seeds) : pairsOf(pairs, firsts);
}

function seedsOf({ seed = '1', count = '1' }) {
  const share = Math.ceil(Number(count) / cores);
  const shares = [];
  for (let from = 0; from < Number(count); from += share) {
    const SCHEDULES_COUNT = String(Math.min(share, Number(count) - from));
    const env = { SCHEDULES_SEED: String(Number(seed) + from), SCHEDULES_COUNT };
    shares.push({ file: 'seeds', env });
  }
  return shares;
}

function pairsOf(path, firsts = '') {
  return Array.from({ length: cores }, (_, core) => ({
    file: 'pairs',
    only: path,
    env: {
      SCHEDULES_FIRSTS: firsts,
      SCHEDULES_EVERY: String(cores),
      SCHEDULES_FROM: String(core),
    },
  }));
}

async function play({ file, only, env, report }) {
  const parameters = ['run', '--project', 'schedules', `tests/schedules/${file}`];
  if (only !== undefined) parameters.push('-t', only);
  const run = spawn(node, [join(root, 'node_modules/vitest/vitest.mjs'), ...parameters], {
    cwd: root,
    env: {
      ...process.env,
      ...env,
      ...(values.trouble === undefined ? {} : { SCHEDULES_TROUBLE: values.trouble }),
      ...(values.turn === undefined ? {} : { SCHEDULES_TURN: values.turn }),
      SCHEDULES_REPORT: report,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  run.stdout.on('data', (text) => output.push(text));
  run.stderr.on('data', (text) => output.push(text));
  const [code] = await once(run, 'close');
  // What failed in a schedule is in its report: this is about what failed around them.
  if (code !== 0 && (readReport(report)?.failures ?? []).length === 0)
    console.log(Buffer.concat(output).toString());
  return code;
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function readReports() {
  return runs.flatMap(({ report }) => readReport(report) ?? []);
}

function total(reports, of) {
  return reports.reduce((all, report) => all + of(report), 0);
}

function tell() {
  const reports = readReports();
  for (const failure of reports.flatMap(({ failures }) => failures)) {
    if (!said.has(failure)) console.log(failure);
    said.add(failure);
  }
  const played = total(reports, (report) => report.played);
  const rate = played / ((performance.now() - begun) / 1_000);
  console.log(
    `${played} of ${total(reports, ({ planned }) => planned)} schedules, ${rate.toFixed(1)} a second, ` +
      `${total(reports, ({ failures }) => failures.length)} failed`,
  );
}

function sum() {
  const kinds = new Map();
  for (const [name, kind] of readReports().flatMap((report) => Object.entries(report.kinds))) {
    const { played = 0, failed = 0 } = kinds.get(name) ?? {};
    kinds.set(name, { played: played + kind.played, failed: failed + kind.failed });
  }
  for (const [name, { played, failed }] of [...kinds].sort())
    console.log(`  ${name}: ${played} played, ${failed} failed`);
}
