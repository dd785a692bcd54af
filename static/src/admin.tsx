import { render } from 'preact';
import './tokens.css';
import './base.css';
import './admin.css';
import { followTheme } from './api/bridge';
import { ErrorBoundary } from './components/error-boundary';
import { AdminScreen } from './screens/admin/admin-screen';
import { loadAdmin } from './screens/admin/load-admin';

void followTheme();
const first = loadAdmin();

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
