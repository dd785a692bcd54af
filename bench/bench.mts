import '../local/forge/install-globals';
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
const wants = (part: string) => values.only === undefined || values.only === part;
if (wants('panel')) reportPanel(await measurePanel(Number(values.rounds)));
if (wants('engine')) {
  const operations = Number(values.operations);
  reportEngine(await measureEngine(operations), operations);
}
if (wants('small')) {
  const { bulkSteps, waited, alone, writeUnitsPerStep, eventsPerStep } = await measureSmall();
  const longest = (seconds: readonly number[]) => Math.max(...seconds).toFixed(2);
  console.log(
    `\nA request of one step: ${longest(alone)} s at most alone, ${longest(waited)} s behind one of ${bulkSteps} steps; that one writes ${writeUnitsPerStep.toFixed(3)} units and queues ${eventsPerStep.toFixed(3)} events for each step`,
  );
}
if (wants('scale')) reportScale(await measureScale(values.sizes.split(',').map(Number)));
