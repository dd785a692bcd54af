// What a change has to pass, on a clean clone as well as on a used one; with --all, what plays a case at every call, in every state
// or with hundreds of records too (vitest.config.ts says which), and Forge's own linter; with paths of test files, only those.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { prepare, root } from './prepare.mjs';

const REPORT = join(root, 'build/test-report.json');
const isAll = process.argv.includes('--all');
const only = process.argv.slice(2).filter((given) => !given.startsWith('--'));
const node = prepare();
const bin = (path) => join(root, 'node_modules', path);

build(node);
// The checks share no files: side by side they take half the time.
const checks = await Promise.all(
  only.length > 0
    ? []
    : [
        check('types, no hidden any', node, ['scripts/check-types.mjs', 'tsconfig.json']),
        check('types of the screens', node, ['scripts/check-types.mjs', 'static/tsconfig.json']),
        check('style', node, [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.']),
        check('import directions', node, [
          bin('dependency-cruiser/bin/dependency-cruise.mjs'),
          ...['src', 'static', 'local', 'tests', 'scripts', 'bench'].filter((path) =>
            existsSync(join(root, path)),
          ),
          '--config',
          '.dependency-cruiser.cjs',
        ]),
        check('limits, state, ends of errors, circles', node, ['scripts/check-source.mjs']),
        check('nothing unused', node, [bin('knip/bin/knip.js')]),
        ...(isAll ? [check('Forge linter and bundler', node, ['scripts/check-forge.mjs'])] : []),
      ],
);
const failedChecks = checks.filter((passed) => !passed).length;

rmSync(REPORT, { force: true });
const ran = await run(node, [
  bin('vitest/vitest.mjs'),
  'run',
  ...only,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORT}`,
]);
const report = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : undefined;
const passed = (report?.numPassedTests ?? 0) + checks.length - failedChecks;
const failed = (report?.numFailedTests ?? 0) + failedChecks;
// A suite that could not be loaded has no tests to fail.
const broken = report === undefined || ran.status !== 0;
console.log(`${passed} passed, ${broken && failed === 0 ? 1 : failed} failed`);
process.exitCode = broken || failed > 0 ? 1 : 0;

async function check(name, command, parameters) {
  const { status, output } = await run(command, parameters, true);
  console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
  if (status !== 0) console.log(output);
  return status === 0;
}

/** Runs to its end; keeps what it prints where that is only of interest when it fails. */
function run(command, parameters, quiet = false) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, TESTS: isAll || only.length > 0 ? 'all' : 'short' },
    });
    let output = '';
    child.stdout?.on('data', (text) => {
      output += text;
    });
    child.stderr?.on('data', (text) => {
      output += text;
    });
    child.on('error', (error) => resolve({ status: 1, output: error.message }));
    child.on('close', (status) => resolve({ status, output }));
  });
}
