// `npm run conformance`: a real site against what docs/local-fidelity.md claims.
import { readOptions } from './read-options';
import { CannotAsk, openRealSite } from './real-site';
import { runRules } from './run-rules';
import { tableOf } from './table';

const options = readOptions(process.argv.slice(2), process.env);
if ('says' in options) {
  (options.exitCode === 0 ? console.log : console.error)(options.says);
  process.exit(options.exitCode);
}
const { url, login, writes } = options;
const site = await openRealSite(url, login).catch((error: unknown) => {
  if (!(error instanceof CannotAsk)) throw error;
  console.error(error.message);
  process.exit(2);
});

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    console.error('Stopping: what was made is taken away first.');
    stop.abort();
  });
const onProgress = (done: number, all: number) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} `);
};
const report = await runRules(site, { writes, signal: stop.signal, onProgress });
if (process.stderr.isTTY) process.stderr.write('\r');
console.log(site.redact(tableOf(report)));
const differs = report.lines.some(({ finding }) => finding.kind === 'differs');
process.exitCode = differs || report.leftBehind.length > 0 ? 1 : 0;
