import './tokens.css';
import './base.css';
import './admin.css';
import { AdminScreen } from './screens/admin/admin-screen';
import { loadAdmin } from './screens/admin/load-admin';
import { openPage } from './screens/open-page';

openPage(<AdminScreen first={loadAdmin()} />);
