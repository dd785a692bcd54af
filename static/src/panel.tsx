import './tokens.css';
import './base.css';
import './panel.css';
import { openPage } from './screens/open-page';
import { loadPanel } from './screens/panel/load-panel';
import { PanelScreen } from './screens/panel/panel-screen';

// Asked before anything is drawn: the answer is what the reader waits for.
void openPage(<PanelScreen first={loadPanel()} />);
