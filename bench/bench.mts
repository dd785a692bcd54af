import '../local/platform/install-globals';
import { parseArgs } from 'node:util';
import { measureEngine } from './engine/measure-engine';
import { measureSmall } from './engine/measure-small';
import { reportEngine } from './engine/report-engine';
import { measurePanel } from './panel/measure-panel';
import { reportPanel } from './panel/report-panel';
import { measureScale, SIZES } from './scale/measure-scale';
import { reportScale } from './scale/report-scale';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    operations: { type: 'string', default: '1000' },
    sizes: { type: 'string', default: SIZES.join() },
  },
});
const PARTS = ['panel', 'engine', 'small', 'scale'];
const { only } = values;
if (only !== undefined && !PARTS.includes(only)) {
  console.error(`--only takes one of ${PARTS.join(', ')}, not "${only}".`);
  process.exit(2);
}
/** Says what begins: each takes minutes. */
function wants(part: string, what: string): boolean {
  if (only !== undefined && only !== part) return false;
  console.log(`Measuring ${what} …`);
  return true;
}
if (wants('panel', `the panel in a browser, ${values.rounds} rounds`))
  reportPanel(await measurePanel(Number(values.rounds)));
if (wants('engine', 'the engine beside its peers')) {
  const operations = Number(values.operations);
  reportEngine(await measureEngine(operations), operations);
}
if (wants('small', 'a small request behind a large one')) {
  const { bulkSteps, waited, alone, writeUnitsPerStep, eventsPerStep } = await measureSmall();
  const longest = (seconds: readonly number[]) => Math.max(...seconds).toFixed(2);
  console.log(
    `\nA request of one step: ${longest(alone)} s at most alone, ${longest(waited)} s behind one of ${bulkSteps} steps; that one writes ${writeUnitsPerStep.toFixed(3)} units and queues ${eventsPerStep.toFixed(3)} events for each step`,
  );
}
if (wants('scale', `what a day’s work costs beside ${values.sizes} requests and grants`))
  reportScale(await measureScale(values.sizes.split(',').map(Number)));
