import './tokens.css';
import './base.css';
import './admin.css';
import { Explain } from './components/explain';
import { AdminScreen } from './screens/admin/admin-screen';
import { loadAdmin } from './screens/admin/load-admin';
import { openPage } from './screens/open-page';
import { explainSetUpError } from './words/set-up-error';

void openPage(
  <Explain.Provider value={explainSetUpError}>
    <AdminScreen first={loadAdmin()} />
  </Explain.Provider>,
);
