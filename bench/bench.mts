import '../local/forge/install-globals';
import { parseArgs } from 'node:util';
import { measurePanel } from './panel/measure-panel';
import { reportPanel } from './panel/report-panel';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
reportPanel(await measurePanel(Number(values.rounds)));
