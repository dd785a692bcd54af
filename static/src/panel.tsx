import { render } from 'preact';
import './tokens.css';
import './base.css';
import './panel.css';
import { followTheme } from './api/bridge';
import { ErrorBoundary } from './components/error-boundary';
import { loadPanel } from './screens/panel/load-panel';
import { PanelScreen } from './screens/panel/panel-screen';

void followTheme();
// Asked before anything is drawn: the answer is what the reader waits for.
const first = loadPanel();

const root = document.getElementById('root');
if (root !== null) {
  root.replaceChildren();
  render(
    <ErrorBoundary>
      <PanelScreen first={first} />
    </ErrorBoundary>,
    root,
  );
}
