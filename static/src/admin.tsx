import { render } from 'preact';
import './tokens.css';
import './base.css';
import './admin.css';
import { followTheme } from './api/bridge';
import { callAdmin } from './api/call-admin';
import { ErrorBoundary } from './components/error-boundary';
import { AdminScreen } from './screens/admin/admin-screen';

void followTheme();
const first = callAdmin('admin.load', {});

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
