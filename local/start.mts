import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import './platform/install-globals';
import type { ForgeManifest } from './forge/forge';
import { openBuilds } from './host/builds';
import { readTours } from './host/tour';
import { claimFile } from './machine/claim-file';
import { startupErrorOf } from './machine/startup-error';
import { openHost } from './open-host';
import { openPlatform } from './platform/platform';
import { readStartOptions } from './start-options';

/** The Acme company, a Jira for it and a Forge with the app of this folder, until Ctrl-C. */
const FILE = '.local/platform.sqlite';
const APP = 'build/app/index.cjs';
const PATIENCE = 3_000;

const options = readStartOptions(process.argv.slice(2));
if ('says' in options) {
  (options.exitCode === 0 ? console.log : console.error)(options.says);
  process.exit(options.exitCode);
}
if (!existsSync(APP)) {
  console.error(`${APP} is missing: run npm run build.`);
  process.exit(1);
}

const claimed = open(FILE, () => claimFile(FILE));
const { file } = claimed;
if (file !== FILE) {
  const kind = existsSync(file) ? 'the one that it had' : 'a new one';
  console.log(
    `Another one runs with the company in ${FILE}: this one takes ${kind}, in ${file}. End the other to go on with yours.`,
  );
}
if (options.fresh) {
  open(file, () => {
    for (const suffix of ['', '-wal', '-shm']) {
      rmSync(`${file}${suffix}`, { force: true, recursive: true });
    }
  });
}
// While it runs as well: a disk can be full at any time.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => giveUp(error, file));
}

const builds = options.follow ? openBuilds() : undefined;
const require = createRequire(import.meta.url);
const app = require.resolve(join(process.cwd(), APP));
const platform = await openPlatform({
  databaseFile: file,
  manifest: parse(readFileSync('manifest.yml', 'utf8')) as ForgeManifest,
  loadApp: async () => {
    delete require.cache[app];
    return require(app);
  },
}).catch((error: unknown) => giveUp(error, file));
const host = await openHost({
  platform,
  staticRoot: process.cwd(),
  port: options.port,
  tours: readTours('docs/tour.yml'),
  builds,
  troubleOf: (error) => startupErrorOf(error, file),
}).catch((error: unknown) => giveUp(error, file));
platform.forge.start();
process.on('message', (built) => {
  if (built === 'backend') platform.forge.deploy();
  else builds?.tell(String(built));
});

if (platform.wasTooFar) {
  console.log(
    `Time in ${file} had been moved to where nothing works, before 2000 or beyond 2199: it is the machine’s again. “npm start -- --fresh” starts over.`,
  );
}
if (options.port !== 0 && host.port !== options.port) {
  console.log(`Port ${options.port} is in use: taking ${host.port} instead.`);
}
console.log(`\n  ${host.url}\n`);
console.log('What you do is kept in .local; npm start -- --fresh starts over. Ctrl-C ends it.');

function open<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return giveUp(error, path);
  }
}

/** In one sentence where it is the file's, or all that is known. */
function giveUp(error: unknown, path: string): never {
  console.error(startupErrorOf(error, path) ?? error);
  process.exit(1);
}

let isEnding = false;

/** Lets what is running come to its end, for a moment: the app has to survive the loss of it anyway. */
function end(): void {
  if (isEnding) return;
  isEnding = true;
  setTimeout(leave, PATIENCE).unref();
  void host
    .close()
    .then(() => platform.close())
    .then(leave);
}

function leave(): void {
  claimed.free();
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
// Whoever started it is gone, without a word.
process.on('disconnect', end);
