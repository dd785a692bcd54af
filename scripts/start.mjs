// `npm start`: installs and builds what is missing or has changed, then runs everything until Ctrl-C.
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { prepare, root } from './prepare.mjs';

const PARENT_CHECK = 500;

/** Starts the app, Forge and Jira on this machine; ends with them. */
export function start(node, more = []) {
  // The channel between the two tells the child when this process is gone, however it went.
  const parameters = ['--import', 'tsx', 'local/start.mts', ...more, ...process.argv.slice(2)];
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(node, parameters, { cwd: root, stdio });
  // Ctrl-C reaches the whole group by itself; a signal to this process alone has to be passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  // npm stops the shell between it and this process, which tells nobody.
  if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) child.kill('SIGTERM');
    }, PARENT_CHECK).unref();
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
  return child;
}

if (process.argv[1] === import.meta.filename) {
  const node = prepare();
  build(node);
  start(node);
}
