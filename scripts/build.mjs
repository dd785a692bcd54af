// Builds the app: the backend as the local Forge loads it, and the screens as the manifest names them.
// (`forge deploy` bundles the backend by itself and takes the screens from static/dist.)
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

const SOURCES = ['src', 'static', 'docs/help', 'package-lock.json', 'manifest.yml', 'scripts'];
/** What was built last, as a fingerprint of its sources. */
export const BUILT = join(root, 'build/built');
/** The resources of the manifest that are built, each by itself. */
const RESOURCE = /^ +path: static\/dist\/([\w-]+)$/gm;
export const SCREENS = [...readFileSync(join(root, 'manifest.yml'), 'utf8').matchAll(RESOURCE)].map(
  ([, screen]) => screen,
);
export const BACKEND = {
  entryPoints: ['src/index.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  outfile: 'build/app/index.cjs',
  logLevel: 'warning',
};
const OUTPUTS = [BACKEND.outfile, ...SCREENS.map((screen) => `static/dist/${screen}/index.html`)];

/** Builds where a source is other than what was built last. */
export function build(node) {
  const sources = hashOf(SOURCES.map((path) => join(root, path)));
  const isThere = OUTPUTS.every((path) => existsSync(join(root, path)));
  if (isThere && existsSync(BUILT) && readFileSync(BUILT, 'utf8') === sources) return;
  console.log('Building …');
  for (const mode of SCREENS) {
    run(node, [
      'node_modules/vite/bin/vite.js',
      'build',
      '-c',
      'static/vite.config.ts',
      '--configLoader',
      'runner',
      '--mode',
      mode,
      '--logLevel',
      'warn',
    ]);
  }
  run(join(root, 'node_modules/esbuild/bin/esbuild'), [
    ...BACKEND.entryPoints,
    '--bundle',
    `--platform=${BACKEND.platform}`,
    `--format=${BACKEND.format}`,
    `--target=${BACKEND.target}`,
    `--packages=${BACKEND.packages}`,
    '--sourcemap',
    `--outfile=${BACKEND.outfile}`,
    `--log-level=${BACKEND.logLevel}`,
  ]);
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(BUILT, sources);
}

function run(command, parameters) {
  const { status, error } = spawnSync(command, parameters, { cwd: root, stdio: 'inherit' });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash, path) {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) {
      if (name !== 'dist' && name !== 'node_modules') addTo(hash, join(path, name));
    }
    return;
  }
  hash.update(path.slice(root.length)).update('\0').update(readFileSync(path));
}

if (process.argv[1] === import.meta.filename) build(prepare());
