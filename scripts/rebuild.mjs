// Builds what changes, for as long as whoever started it is there, and tells them what was built.
import { rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { context } from 'esbuild';
import { build as buildScreens } from 'vite';
import { BACKEND, BUILT, SCREENS } from './build.mjs';
import { root } from './prepare.mjs';

/** An editor writes a file in several goes. */
const TOGETHER = 20;

// What is there from now on is not what was built last.
rmSync(BUILT, { force: true });
process.on('disconnect', () => process.exit(0));

await Promise.all([followBackend(), ...SCREENS.map(followScreen)]);
tell('ready');

async function followBackend() {
  const backend = await context({ ...BACKEND, absWorkingDir: root });
  await backend.rebuild();
  let waiting;
  watch(join(root, 'src'), { recursive: true }, () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      // What does not compile has been said, and what was built last goes on.
      backend.rebuild().then(
        () => tell('backend'),
        () => undefined,
      );
    }, TOGETHER);
  });
}

async function followScreen(screen) {
  const builds = await buildScreens({
    configFile: join(root, 'static/vite.config.ts'),
    configLoader: 'runner',
    mode: screen,
    logLevel: 'warn',
    clearScreen: false,
    build: { watch: { buildDelay: TOGETHER } },
  });
  let isFirst = true;
  let failed = false;
  return new Promise((resolve) => {
    builds.on('event', (event) => {
      if (event.code === 'START') failed = false;
      if (event.code === 'BUNDLE_END') event.result.close();
      if (event.code === 'ERROR') {
        failed = true;
        console.error(event.error.message);
      }
      if (event.code !== 'END' && event.code !== 'ERROR') return;
      if (!isFirst && !failed) tell('screens');
      isFirst = false;
      resolve();
    });
  });
}

function tell(built) {
  if (built === 'ready') console.log('What changes in src and static is built anew.');
  process.send?.(built);
}
