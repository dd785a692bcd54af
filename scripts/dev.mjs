// `npm run dev`: the same as `npm start`, and what changes is built anew while it runs. The open pages of the
// local Jira load themselves again, and the next call runs the new backend. Takes what `npm start` takes.
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { prepare, root } from './prepare.mjs';
import { start } from './start.mjs';

const node = prepare();
build(node);
const running = start(node, ['--follow']);
// Apart from this process, which runs on whatever Node is there.
const builder = spawn(node, ['scripts/rebuild.mjs'], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
builder.on('message', (built) => {
  if (running.connected) running.send(built);
});
running.on('exit', () => builder.kill());
