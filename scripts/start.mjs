// `npm start`: installs and builds what is missing or has changed, then runs everything until Ctrl-C.
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { prepare, root } from './prepare.mjs';

const node = prepare();
build(node);
const child = spawn(node, ['--import', 'tsx', 'local/start.mts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches the whole group by itself; a signal to this process alone has to be passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
