import { render } from 'preact';
import './tokens.css';
import './base.css';
import './admin.css';
import { followTheme } from './api/bridge';
import { call } from './api/call';
import { ErrorBoundary } from './components/error-boundary';
import { AdminScreen } from './screens/admin/admin-screen';

void followTheme();
const first = call('admin.load', {});

const root = document.getElementById('root');
if (root !== null) {
  root.replaceChildren();
  render(
    <ErrorBoundary>
      <AdminScreen first={first} />
    </ErrorBoundary>,
    root,
  );
}
