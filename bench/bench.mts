import '../local/forge/install-globals';
import { measurePanel } from './panel/measure-panel';
import { reportPanel } from './panel/report-panel';

reportPanel(await measurePanel(7));
